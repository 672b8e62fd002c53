/*
 * How far the reading has come, on standard error: bytes, rate, time left. On a terminal one line
 * that is written over, elsewhere (--progress always) a line now and then; SIGUSR1 asks for one at
 * any time. Caller's memory; one thread. Costs a comparison a packet.
 */
#ifndef DNSFERRET_CLI_PROGRESS_H
#define DNSFERRET_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "options.h"
#include "read/input_paths.h"

struct progress {
	bool shown, terminal, written;
	uint64_t total_bytes;  /* of all inputs; 0 = one of them has no size */
	uint64_t before_bytes; /* of the inputs that are over */
	int64_t start_ns, next_ns;
	unsigned skipped; /* packets since the clock was looked at */
};

/* --progress auto shows it on a terminal that nothing else is written to meanwhile. */
void progress_init(struct progress *p, const struct options *options, const struct paths *paths);

/* One packet more: `path` (printable) is being read and gave `bytes` so far; `packets` of all. */
void progress_note(struct progress *p, const char *path, uint64_t bytes, uint64_t packets);

/* The path is over. */
void progress_next(struct progress *p, uint64_t bytes);

/* Takes the line from the terminal, so that what follows stands alone. */
void progress_clear(struct progress *p);

/* The last line, with --progress always. */
void progress_end(struct progress *p, uint64_t packets);

#endif

/*
 * Progress of reading on standard error: bytes, rate, time left. On a terminal one line that is
 * overwritten, elsewhere (--progress always) a line at intervals; SIGUSR1 requests one at any time.
 * Caller's memory; one thread. Costs one comparison per packet.
 */
#ifndef DNSFERRET_CLI_PROGRESS_H
#define DNSFERRET_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "options.h"
#include "read/input_paths.h"

struct progress {
	bool shown, terminal, written;
	uint64_t total_bytes;  /* of all inputs; 0 = unknown, one of them has no size */
	uint64_t before_bytes; /* of the inputs that are finished */
	int64_t start_ns, next_ns;
	unsigned skipped; /* packets since the clock was last read */
};

/* --progress auto: shown on a terminal when the output of the verb does not go there too. */
void progress_init(struct progress *p, const struct options *options, const struct paths *paths);

/* Call for each packet: `bytes` were read of `path` (printable) so far, `packets` of all inputs. */
void progress_note(struct progress *p, const char *path, uint64_t bytes, uint64_t packets);

/* The path was read to the end. */
void progress_next(struct progress *p, uint64_t bytes);

/* Clears the line on the terminal, so that other output can follow. */
void progress_clear(struct progress *p);

/* Prints the last line, with --progress always. */
void progress_end(struct progress *p, uint64_t packets);

#endif

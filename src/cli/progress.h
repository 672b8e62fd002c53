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
	const struct options *options;
	bool shown, terminal, written;
	uint64_t total_bytes;  /* of all inputs; 0 = unknown, one of them has no size */
	uint64_t before_bytes; /* of the inputs that are finished */
	int64_t start_ns, next_ns;
	unsigned skipped; /* packets since the clock was last read */
};

/* Callbacks for the borrowed options: show progress (--progress auto only on a terminal to which
 * nothing else is written) and pass on signals (signals.h). */
void progress_watch(struct progress *p, const struct options *options, struct read_watch *watch);

#endif

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
	const struct options *options;
	bool shown, terminal, written;
	uint64_t total_bytes;  /* of all inputs; 0 = one of them has no size */
	uint64_t before_bytes; /* of the inputs that are over */
	int64_t start_ns, next_ns;
	unsigned skipped; /* packets since the clock was looked at */
};

/* Follows the reading for the options, which are borrowed: shows progress (--progress auto only on
 * a terminal that nothing else is written to meanwhile) and hands on signals (signals.h). */
void progress_watch(struct progress *p, const struct options *options, struct read_watch *watch);

#endif

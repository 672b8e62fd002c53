/*
 * Inside of score_run: what its steps pass around. Borrows the statistics; lives on the caller's
 * stack.
 */
#ifndef DNSFERRET_SCORE_RUN_H
#define DNSFERRET_SCORE_RUN_H

#include "score/baseline.h"
#include "score/score.h"

struct run {
	const struct score_options *options;
	struct arena *arena;
	const struct channel *const *channels;
	size_t channel_count;
	int *scores; /* one a channel */
	struct baseline *rest;
	struct ranking *ranking;
};

/* Fills ranking->clients from the scores of channels and the findings. */
void run_rank_clients(struct run *run, const struct stats *stats);

#endif

/*
 * Inside of score_run: what its steps pass around. Borrows the statistics; lives on the caller's
 * stack. Channels and domains are numbered as the statistics sort them.
 */
#ifndef DNSFERRET_SCORE_RUN_H
#define DNSFERRET_SCORE_RUN_H

#include "score/baseline.h"
#include "score/score.h"

struct run {
	const struct score_options *options;
	struct arena *arena;
	struct stats *stats;
	size_t channel_count;
	uint8_t *scores;    /* one a channel */
	uint32_t *index_of; /* into ranking->domains, by the domain's order */
	struct baseline rest;
	size_t capture_clients;
	struct servers *servers;
	struct client_names *client_names;
	struct domain_group_candidate *candidates;
	size_t candidate_count, candidate_cap;
	struct ranking *ranking;
};

/* Threads that share a loop: at least one. */
static inline unsigned run_threads(const struct run *run)
{
	return run->options->threads > 0 ? run->options->threads : 1;
}

/* Facts of a channel in its surroundings; `memory` as for facts_build. */
void run_facts(const struct run *run, const struct channel *channel, size_t base_clients,
    struct facts_memory *memory, struct facts *facts);

/* Lists ranking->domains, one for each run of channels with the same base, and counts servers. */
void run_list_domains(struct run *run);

/* Gives every channel and domain its score. */
void run_score_channels(struct run *run);

/* Sorts the domains and fills ranking->findings from them and from the pools. */
void run_build_findings(struct run *run);

/* Fills ranking->clients from the scores of channels and the findings. */
void run_rank_clients(struct run *run);

#endif

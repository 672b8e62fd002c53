/*
 * Internals of score_run: the state its steps share. Borrows the statistics; lives on the caller's
 * stack. Channels and domains are numbered in the sorted order of the statistics.
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
	uint8_t *scores;    /* one per channel */
	uint32_t *index_of; /* index into ranking->domains, by the domain's order */
	struct baseline rest;
	size_t capture_clients;
	struct servers *servers;
	struct client_names *client_names;
	struct domain_group_candidate *candidates;
	size_t candidate_count, candidate_cap;
	struct ranking *ranking;
};

/* Number of threads for a loop: at least one. */
static inline unsigned run_threads(const struct run *run)
{
	return run->options->threads > 0 ? run->options->threads : 1;
}

/* Computes the facts of a channel, including its context; `memory` as for facts_build. */
void run_facts(const struct run *run, const struct channel *channel, size_t base_clients,
    struct facts_memory *memory, struct facts *facts);

/* Index into ranking->domains of a channel's domain, once they are ranked. */
size_t run_domain_of(const struct run *run, size_t channel);

/* Fills ranking->domains, one per run of channels with the same base domain, and counts servers. */
void run_list_domains(struct run *run);

/* Scores every channel and domain. */
void run_score_channels(struct run *run);

/* Sorts the domains and fills ranking->findings from them and from the domain groups. */
void run_build_findings(struct run *run);

/* Fills ranking->clients from the scores of channels and the findings. */
void run_rank_clients(struct run *run);

#endif

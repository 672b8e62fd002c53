#include "score/score.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/utc.h"
#include "combine.h"
#include "base/memory.h"
#include "pool.h"
#include "run.h"
#include "servers.h"

void score_options_default(struct score_options *o)
{
	*o = (struct score_options){
	    .facts = {.window_ns = 10 * NS_PER_SECOND,
		.length_threshold = 30,
		.surprise_threshold = 5.0},
	    .txt_ratio = 0.3,
	    .min_level = LEVEL_LOW,
	};
}

void run_facts(
    const struct run *run, const struct channel *channel, size_t base_clients, struct facts *f)
{
	facts_build(f, channel, &run->options->facts);
	f->base_clients = base_clients;
	f->capture_clients = run->capture_clients;
	if (sketch_distinct(&channel->servers) == 1)
		f->server_bases = servers_bases(run->servers, &channel->server);
	f->usual_bases = servers_usual(run->servers, channel->client, &f->client_bases);
}

static void offer_to_pools(
    struct run *run, const struct facts *f, const struct verdict *v, size_t channel)
{
	if (run->candidate_count + POOL_KIND_COUNT > run->candidate_cap) {
		run->candidate_cap = run->candidate_cap ? 2 * run->candidate_cap : 64;
		run->candidates =
		    memory_resize(run->candidates, run->candidate_cap, sizeof *run->candidates);
	}
	run->candidate_count += pool_offer(
	    f, v->has_mark ? v->mark.tool : NULL, channel, run->candidates + run->candidate_count);
}

/* Channels come domain by domain, so that an entry can only be the last. */
static void list_known(struct ranking *r, const struct domain *domain, const struct verdict *v)
{
	struct known_domain *last = r->known_count > 0 ? &r->known[r->known_count - 1] : NULL;

	if (!last || last->domain != domain) {
		if (r->known_count == r->known_cap) {
			r->known_cap = r->known_cap ? 2 * r->known_cap : 16;
			r->known = memory_resize(r->known, r->known_cap, sizeof *r->known);
		}
		last = &r->known[r->known_count++];
		*last = (struct known_domain){.domain = domain, .service = v->known};
	}
	last->client_count++;
	if (v->score_before > last->score_before) {
		last->score_before = v->score_before;
		last->service = v->known;
	}
}

static void score_channel(struct run *run, size_t i, size_t base_clients)
{
	struct facts f;
	struct verdict v = {.explained = false};

	run_facts(run, run->channels[i], base_clients, &f);
	combine_channel(&f, run->rest, run->options, &v);
	run->scores[i] = v.score;
	run->sends[i] = level_of(v.weighed) >= LEVEL_MEDIUM && level_of(v.score) >= LEVEL_MEDIUM;
	if (v.known)
		list_known(run->ranking, run->channels[i]->domain, &v);
	else
		offer_to_pools(run, &f, &v, i);
}

/* Twice over the channels: what is usual here must be known before the first is judged. */
static void score_channels(struct run *run)
{
	for (size_t i = 0; i < run->channel_count; i++) {
		struct facts f;

		facts_build(&f, run->channels[i], &run->options->facts);
		baseline_push(run->rest, &f);
	}
	baseline_settle(run->rest);
	for (size_t first = 0, last; first < run->channel_count; first = last) {
		const struct domain *d = run->channels[first]->domain;

		for (last = first; last < run->channel_count && run->channels[last]->domain == d;)
			last++;
		for (size_t i = first; i < last; i++)
			score_channel(run, i, last - first);
	}
}

struct ranking *score_run(
    const struct stats *stats, const struct score_options *options, struct arena *arena)
{
	struct run run = {.options = options, .arena = arena};

	run.ranking = arena_take(arena, sizeof *run.ranking);
	run.channels = stats_channels(stats, &run.channel_count);
	run.scores = arena_take(arena, (run.channel_count + 1) * sizeof *run.scores);
	run.sends = arena_take(arena, (run.channel_count + 1) * sizeof *run.sends);
	stats_clients(stats, &run.capture_clients);
	run.servers = servers_new(run.channels, run.channel_count);
	run.rest = baseline_new(run.channel_count, arena);
	score_channels(&run);
	run_gather_domains(&run);
	run_build_findings(&run);
	run_rank_clients(&run, stats);
	servers_free(run.servers);
	free(run.candidates);
	return run.ranking;
}

void score_fini(struct ranking *ranking)
{
	for (size_t i = 0; i < ranking->pooled_count; i++)
		pool_fini(ranking->pooled[i]);
	free(ranking->known);
}

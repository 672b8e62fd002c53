#include "score/score.h"

#include <stdlib.h>

#include "base/utc.h"
#include "client_name_sets.h"
#include "domain_group.h"
#include "run.h"
#include "servers.h"

void score_options_default(struct score_options *o)
{
	*o = (struct score_options){
	    .facts = {.window_ns = SCORE_WINDOW_SECONDS * NS_PER_SECOND,
		.length_threshold = SCORE_LONG_CHARACTERS,
		.surprise_threshold = SCORE_ENCODED_BITS},
	    .txt_ratio = SCORE_DATA_TYPES_SHARE,
	    .min_level = LEVEL_LOW,
	};
}

struct ranking *score_run(
    struct stats *stats, const struct score_options *options, struct arena *arena)
{
	struct run run = {.options = options, .arena = arena, .stats = stats};

	run.ranking = arena_take(arena, sizeof *run.ranking);
	run.ranking->roles = host_roles_find(stats, arena);
	run.channel_count = stats_channel_count(stats);
	run.scores = arena_take(arena, (run.channel_count + 1) * sizeof *run.scores);
	stats_clients(stats, &run.capture_clients);
	run.servers = servers_new(run.capture_clients);
	run.client_names = client_name_sets_new(stats);
	run_list_domains(&run);
	run_score_channels(&run);
	run_build_findings(&run);
	run_rank_clients(&run);
	baseline_fini(&run.rest);
	servers_free(run.servers);
	client_name_sets_free(run.client_names);
	free(run.candidates);
	return run.ranking;
}

void score_fini(struct ranking *ranking)
{
	for (size_t i = 0; i < ranking->pooled_count; i++)
		domain_group_fini(ranking->pooled[i]);
	free(ranking->known);
}

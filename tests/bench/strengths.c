/*
 * strengths CAPTURE...: prints what the scorers see of each channel, as TSV with a header: client,
 * domain, unique names, queries, the scorers' score (weighed), the score after floors and
 * discounts, then the strength of each scorer, headed "module:group". For fitting weights
 * (calibrate.py).
 */
#include <stdio.h>
#include <stdlib.h>

#include "../../src/cli/options.h"
#include "analysis/pipeline.h"
#include "../../src/score/combine.h"
#include "../../src/score/run.h"
#include "../../src/score/servers.h"
#include "base/escape.h"
#include "dns/suffix.h"
#include "score/scorer.h"

static void print_channel(const struct run *run, const struct channel *c, size_t base_clients)
{
	char client[ADDRESS_TEXT_MAX], domain[DNS_NAME_TEXT_MAX];
	struct verdict v = {0};
	struct facts f;
	size_t count;
	const struct scorer *const *table = scorer_table(&count);

	run_facts(run, c, base_clients, NULL, &f);
	combine_channel(&f, NULL, run->options, &v);
	address_text(&c->client->address, client);
	escape_name(domain, sizeof domain, c->domain->fold, c->domain->len);
	printf("%s\t%s\t%llu\t%llu\t%d\t%d", client, domain, (unsigned long long)f.names,
	    (unsigned long long)f.transactions, v.weighed, v.score);
	for (size_t s = 0; s < count; s++)
		printf("\t%.4f", table[s]->strength(&f, run->options));
	putchar('\n');
}

static void print_header(void)
{
	size_t count;
	const struct scorer *const *table = scorer_table(&count);

	printf("client\tdomain\tnames\tqueries\tweighed\tscore");
	for (size_t s = 0; s < count; s++)
		printf("\t%s:%s", table[s]->name, group_name(table[s]->group));
	putchar('\n');
}

static void print_channels(struct stats *stats, const struct score_options *options)
{
	struct arena arena = {0};
	struct channel_room room = {.channel = {.client = NULL}};
	struct run run = {.options = options, .arena = &arena, .stats = stats};

	run.ranking = arena_take(&arena, sizeof *run.ranking);
	run.channel_count = stats_channel_count(stats);
	stats_clients(stats, &run.capture_clients);
	run.servers = servers_new(run.capture_clients);
	run_list_domains(&run);
	for (size_t i = 0; i < run.channel_count; i++) {
		struct facts f;

		facts_build(&f, stats_channel(stats, i, &room), &options->facts, NULL);
		baseline_push(&run.rest, &f);
	}
	baseline_finalize(&run.rest);
	for (size_t d = 0; d < run.ranking->domain_count; d++)
		for (size_t k = 0; k < run.ranking->domains[d].client_count; k++)
			print_channel(&run,
			    stats_channel(stats, run.ranking->domains[d].first_channel + k, &room),
			    run.ranking->domains[d].client_count);
	channel_room_fini(&room);
	baseline_fini(&run.rest);
	servers_free(run.servers);
	arena_fini(&arena);
}

int main(int argc, char **argv)
{
	struct options options;
	struct paths paths = {0};
	struct err err;
	struct collection got = {.read = &options.read, .paths = &paths, .jobs = 1};

	if (options_init(&options, argc, argv, &err) != 0 ||
	    paths_init(&paths, &options.read, &err) != 0) {
		fprintf(stderr, "strengths: %s\n", err.text);
		return 2;
	}
	got.suffix = suffix_new();
	got.stats = stats_new(got.secret);
	pipeline_run(&got);
	stats_finalize(got.stats);
	print_header();
	print_channels(got.stats, &options.score);
	provenance_fini(&got.provenance);
	stats_free(got.stats);
	suffix_free(got.suffix);
	paths_fini(&paths);
	options_fini(&options);
	return 0;
}

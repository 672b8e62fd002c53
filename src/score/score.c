#include "score/score.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/utc.h"
#include "combine.h"
#include "run.h"

/* Bytes in one direction that make a channel one that moves data. */
#define KIND_BYTES      2000
#define KIND_DATA_SHARE 0.5

static enum finding_kind kind_of(const struct facts *f)
{
	bool up = f->up_bytes >= KIND_BYTES, down = f->down_bytes >= KIND_BYTES;

	if (f->data_type_share >= KIND_DATA_SHARE && !(up && down))
		return KIND_C2;
	if (up && down)
		return KIND_TUNNEL;
	if (up)
		return KIND_EXFILTRATION;
	return KIND_UNCLEAR;
}

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

static void score_channels(struct run *run)
{
	for (size_t i = 0; i < run->channel_count; i++) {
		struct facts f;

		facts_build(&f, run->channels[i], &run->options->facts);
		baseline_push(run->rest, &f);
	}
	baseline_settle(run->rest);
	for (size_t i = 0; i < run->channel_count; i++) {
		struct facts f;
		struct verdict v;

		facts_build(&f, run->channels[i], &run->options->facts);
		combine_channel(&f, run->rest, run->options, &v);
		run->scores[i] = v.score;
	}
}

/* Distinct names over all clients of a base: the union of their sketches. */
static uint64_t union_names(const struct channel *const *channels, size_t count)
{
	struct sketch all;

	if (count == 1)
		return sketch_distinct(&channels[0]->names);
	sketch_init(&all, channels[0]->names.keep);
	for (size_t i = 0; i < count; i++)
		sketch_merge(&all, &channels[i]->names);
	sketch_settle(&all);
	uint64_t names = sketch_distinct(&all);
	sketch_fini(&all);
	return names;
}

/* One domain for each run of channels with the same base. */
static void gather_domains(struct run *run)
{
	struct ranking *r = run->ranking;

	r->domains = arena_take(run->arena, (run->channel_count + 1) * sizeof *r->domains);
	for (size_t first = 0, last; first < run->channel_count; first = last) {
		struct ranked_domain *d = &r->domains[r->domain_count++];

		*d = (struct ranked_domain){
		    .domain = run->channels[first]->domain, .finding = NO_FINDING};
		for (last = first;
		     last < run->channel_count && run->channels[last]->domain == d->domain;
		     last++) {
			d->asked += counters_asked(&run->channels[last]->count);
			if (run->scores[last] > d->score)
				d->score = run->scores[last];
		}
		d->first_channel = first;
		d->client_count = last - first;
		d->names = union_names(run->channels + first, d->client_count);
	}
}

/* By score, then by what was asked; the order of the channels (by domain) decides the rest. */
static int compare_domains(const void *a, const void *b)
{
	const struct ranked_domain *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->asked != y->asked)
		return x->asked > y->asked ? -1 : 1;
	return (x->first_channel > y->first_channel) - (x->first_channel < y->first_channel);
}

struct scored_channel {
	const struct channel *channel;
	int score;
	uint64_t asked;
};

static int compare_scored(const void *a, const void *b)
{
	const struct scored_channel *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->asked != y->asked)
		return x->asked > y->asked ? -1 : 1;
	return address_compare(&x->channel->client->address, &y->channel->client->address);
}

static void finding_channels(struct run *run, const struct ranked_domain *d, struct finding *f)
{
	size_t n = d->client_count;
	struct scored_channel *sorted = arena_take(run->arena, n * sizeof *sorted);

	for (size_t i = 0; i < n; i++) {
		const struct channel *c = run->channels[d->first_channel + i];

		sorted[i] = (struct scored_channel){
		    c, run->scores[d->first_channel + i], counters_asked(&c->count)};
	}
	qsort(sorted, n, sizeof *sorted, compare_scored);
	f->channels = arena_take(run->arena, n * sizeof(*f->channels));
	f->channel_scores = arena_take(run->arena, n * sizeof *f->channel_scores);
	for (size_t i = 0; i < n; i++) {
		f->channels[i] = sorted[i].channel;
		f->channel_scores[i] = sorted[i].score;
	}
	f->channel_count = n;
}

static void build_finding(struct run *run, struct ranked_domain *d, struct finding *f)
{
	struct verdict v;
	uint64_t id = hash_fixed(d->domain->fold, d->domain->len);

	finding_channels(run, d, f);
	facts_build(&f->facts, f->channels[0], &run->options->facts);
	combine_channel(&f->facts, run->rest, run->options, &v);
	memcpy(f->reasons, v.reasons, sizeof f->reasons);
	f->reason_count = v.reason_count;
	f->domain = d->domain;
	f->score = v.score;
	f->level = level_of(v.score);
	f->kind = kind_of(&f->facts);
	f->names = d->names;
	f->rank = d->rank;
	snprintf(f->id, sizeof f->id, "F-%012llx", (unsigned long long)(id >> 16));
}

static void build_findings(struct run *run)
{
	struct ranking *r = run->ranking;

	qsort(r->domains, r->domain_count, sizeof *r->domains, compare_domains);
	for (size_t i = 0; i < r->domain_count; i++) {
		r->domains[i].rank = (unsigned)(i + 1);
		r->finding_count += level_of(r->domains[i].score) >= run->options->min_level;
	}
	r->below_min_level = r->domain_count - r->finding_count;
	r->findings = arena_take(run->arena, (r->finding_count + 1) * sizeof *r->findings);
	for (size_t i = 0; i < r->finding_count; i++) {
		r->domains[i].finding = i;
		build_finding(run, &r->domains[i], &r->findings[i]);
	}
}

struct ranking *score_run(
    const struct stats *stats, const struct score_options *options, struct arena *arena)
{
	struct run run = {.options = options, .arena = arena};

	run.ranking = arena_take(arena, sizeof *run.ranking);
	run.channels = stats_channels(stats, &run.channel_count);
	run.scores = arena_take(arena, (run.channel_count + 1) * sizeof *run.scores);
	run.rest = baseline_new(run.channel_count, arena);
	score_channels(&run);
	gather_domains(&run);
	build_findings(&run);
	run_rank_clients(&run, stats);
	return run.ranking;
}

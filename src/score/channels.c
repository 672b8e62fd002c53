#include "run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "apex_channel.h"
#include "bound.h"
#include "client_name_sets.h"
#include "combine.h"
#include "discounts.h"
#include "score_floors.h"
#include "base/limits.h"
#include "domain_group_offer.h"

/* Domains that a worker takes at a time. */
#define DOMAINS_AT_ONCE 64

/* Per-thread state: its buffer for rebuilt channels and its results. */
struct worker {
	struct channel_room room;
	struct channel merged; /* buffer for the resolvers of a domain as one */
	struct facts_memory memory;
	struct baseline rest;
	struct domain_group_candidate *candidates;
	size_t candidate_count, candidate_cap;
	struct known_domain *known;
	size_t known_count, known_cap;
	struct distributions_draft distributions;
	uint64_t *names; /* of each client of the current domain, if many query it */
	size_t names_cap;
};

struct work {
	struct run *run;
	struct worker *workers;
};

static void *with_room_for(void *items, size_t count, size_t more, size_t *cap, size_t size)
{
	if (count + more <= *cap)
		return items;
	*cap = 2 * *cap > count + more ? 2 * *cap : count + more;
	*cap = *cap < 64 ? 64 : *cap;
	return memory_resize(items, *cap, size);
}

static void offer_to_pools(const struct run *run, struct worker *w, const struct facts *f,
    const struct verdict *v, size_t channel)
{
	w->candidates = with_room_for(w->candidates, w->candidate_count, DOMAIN_GROUP_OFFERS_MAX,
	    &w->candidate_cap, sizeof *w->candidates);
	w->candidate_count += domain_group_offer(f, v->has_mark ? &v->mark : NULL,
	    run->options->no_known, channel, w->candidates + w->candidate_count);
}

/* Channels come sorted by domain, so a match can only be the last entry. */
static void list_known(struct worker *w, const struct domain *domain, const struct verdict *v)
{
	struct known_domain *last = w->known_count > 0 ? &w->known[w->known_count - 1] : NULL;

	if (!last || last->domain != domain) {
		w->known =
		    with_room_for(w->known, w->known_count, 1, &w->known_cap, sizeof *w->known);
		last = &w->known[w->known_count++];
		*last = (struct known_domain){.domain = domain, .service = v->known};
	}
	last->client_count++;
	if (v->score_before > last->score_before) {
		last->score_before = v->score_before;
		last->service = v->known;
	}
}

/* How the names of a domain look is told by the channel that has most of them, the first of equals:
 * channels come in a fixed order. */
static void note_shape(struct ranked_domain *d, const struct facts *f)
{
	uint32_t names = f->names < UINT32_MAX ? (uint32_t)f->names : UINT32_MAX;

	if (f->payload_sampled == 0 || names <= d->shape_names)
		return;
	d->shape_names = names;
	d->shape_length = (uint16_t)f->length_median;
	d->shape_surprise = (uint16_t)lround(f->surprise_bits * SHAPE_SURPRISE_UNITS);
}

/* Returns true if the scorers alone find the channel suspicious. */
static bool score_channel(const struct run *run, struct worker *w, const struct channel *c,
    size_t number, struct ranked_domain *d)
{
	struct facts f;
	struct verdict v;

	client_name_sets_fetch(run->client_names, c);
	run_facts(run, c, d->client_count, &w->memory, &f);
	if (bound_is_nothing(&f, run->options)) /* most channels */
		verdict_begin(&v);
	else
		combine_channel(&f, NULL, run->options, &v);
	distributions_draft_add(&w->distributions, c);
	client_name_sets_add(run->client_names, c);
	note_shape(d, &f);
	if (level_of(v.score) < LEVEL_LOW)
		baseline_push(&w->rest, &f);
	run->scores[number] = (uint8_t)v.score;
	if (d->client_count >= SCORE_CLIENTS_MANY)
		w->names[number - d->first_channel] = f.names;
	if (v.known)
		list_known(w, c->domain, &v);
	else
		offer_to_pools(run, w, &f, &v, number);
	return level_of(v.weighed) >= LEVEL_MEDIUM && level_of(v.score) >= LEVEL_MEDIUM;
}

static int compare_names(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Once all clients of a domain that many query are known, those that stand out are scored again:
 * what the others do does not explain them. */
static void compare_with_crowd(const struct run *run, struct worker *w, struct ranked_domain *d)
{
	uint64_t *sorted = w->names + d->client_count;

	memcpy(sorted, w->names, d->client_count * sizeof *sorted);
	qsort(sorted, d->client_count, sizeof *sorted, compare_names);
	d->median_names = sorted[d->client_count / 2];
	for (size_t i = 0; i < d->client_count; i++) {
		struct facts f;
		struct verdict v;

		if (!discounts_is_above_crowd(w->names[i], d->median_names))
			continue;
		run_facts(run, stats_channel(run->stats, d->first_channel + i, &w->room),
		    d->client_count, NULL, &f);
		f.base_names = d->median_names;
		combine_channel(&f, NULL, run->options, &v);
		run->scores[d->first_channel + i] = (uint8_t)v.score;
		if (v.score > d->score)
			d->score = v.score;
	}
}

/* Each member gets the score of the whole, if that is the highest: the finding is theirs. */
static void score_merged(const struct run *run, struct worker *w, struct ranked_domain *d)
{
	struct facts f;
	struct verdict v;

	if (apex_channel_members(run, d) < 2)
		return;
	apex_channel_merge(run, d, &w->merged, &w->room);
	if (!apex_channel_is_of_zone(&w->merged))
		return;
	apex_channel_facts(run, &w->merged, &f);
	combine_channel(&f, NULL, run->options, &v);
	if (v.score <= d->score)
		return;
	d->merged = true;
	d->score = v.score;
	for (size_t i = d->first_channel; i < d->first_channel + d->client_count; i++)
		if (apex_channel_has(run, stats_channel_key(run->stats, i).client))
			run->scores[i] = (uint8_t)v.score;
}

/* The distinct names over all clients of a base domain are the union of their sketches. */
static void score_domain(const struct run *run, struct worker *w, struct ranked_domain *d)
{
	struct sketch all;
	bool shared = d->client_count > 1;

	sketch_init(&all, SKETCH_NAMES_MAX);
	if (d->client_count >= SCORE_CLIENTS_MANY)
		w->names = with_room_for(
		    w->names, 0, 2 * d->client_count, &w->names_cap, sizeof *w->names);
	for (size_t i = d->first_channel; i < d->first_channel + d->client_count; i++) {
		const struct channel *c = stats_channel(run->stats, i, &w->room);

		d->senders += score_channel(run, w, c, i, d);
		d->asked += counters_asked(&c->count);
		if (run->scores[i] > d->score)
			d->score = run->scores[i];
		if (shared)
			sketch_merge(&all, &c->names);
		else
			d->names = sketch_distinct(&c->names);
	}
	if (shared) {
		sketch_finalize(&all);
		d->names = sketch_distinct(&all);
	}
	sketch_fini(&all);
	if (d->client_count >= SCORE_CLIENTS_MANY) {
		d->senders = 0; /* a service rather than many transfers */
		compare_with_crowd(run, w, d);
	}
	d->score = score_floors_spread(d->score, d->senders);
	score_merged(run, w, d);
}

static void score_some(void *ctx, unsigned worker, size_t first, size_t last)
{
	const struct work *work = ctx;

	for (size_t i = first; i < last; i++)
		score_domain(work->run, &work->workers[worker], &work->run->ranking->domains[i]);
}

static int compare_known(const void *a, const void *b)
{
	const struct known_domain *x = a, *y = b;

	return (x->domain->order > y->domain->order) - (x->domain->order < y->domain->order);
}

/* Collects the workers' results in an order that does not depend on which worker produced them. */
static void gather(struct run *run, struct worker *workers, unsigned count)
{
	struct ranking *r = run->ranking;
	struct distributions_draft all = {.sampled = 0};

	for (unsigned i = 0; i < count; i++) {
		struct worker *w = &workers[i];

		run->candidates = with_room_for(run->candidates, run->candidate_count,
		    w->candidate_count, &run->candidate_cap, sizeof *run->candidates);
		for (size_t k = 0; k < w->candidate_count; k++)
			run->candidates[run->candidate_count++] = w->candidates[k];
		r->known = with_room_for(
		    r->known, r->known_count, w->known_count, &r->known_cap, sizeof *r->known);
		for (size_t k = 0; k < w->known_count; k++)
			r->known[r->known_count++] = w->known[k];
		distributions_draft_merge(&all, &w->distributions);
		baseline_merge(&run->rest, &w->rest);
		baseline_fini(&w->rest);
		channel_room_fini(&w->room);
		channel_fini(&w->merged);
		facts_memory_fini(&w->memory);
		free(w->candidates);
		free(w->known);
		free(w->names);
	}
	r->distributions_hash_max = distributions_finish(&all, &r->distributions);
	if (r->known_count > 0)
		qsort(r->known, r->known_count, sizeof *r->known, compare_known);
}

/* One pass over the channels. Baselines are reported with the scores and never change them. */
void run_score_channels(struct run *run)
{
	unsigned threads = run_threads(run);
	struct work work = {run, memory_new(threads, sizeof *work.workers)};

	parallel_run(threads, run->ranking->domain_count, DOMAINS_AT_ONCE, score_some, &work);
	gather(run, work.workers, threads);
	baseline_finalize(&run->rest);
	free(work.workers);
}

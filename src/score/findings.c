#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utc.h"
#include "apex_channel.h"
#include "combine.h"
#include "score_floors.h"
#include "base/limits.h"
#include "domain_group.h"

/* From this many bytes in one direction on, a channel is a data transfer. */
#define KIND_BYTES      2000
#define KIND_DATA_SHARE 0.5
/* Beacon: minimum regularity and observation time. */
#define KIND_REGULARITY     0.9
#define KIND_BEACON_SPAN_NS (10 * 60 * NS_PER_SECOND)

static enum finding_kind kind_of(const struct facts *f, const struct verdict *v)
{
	bool up = f->up_bytes >= KIND_BYTES, down = f->down_bytes >= KIND_BYTES;

	if (v->staged)
		return KIND_STAGING;
	if (v->leaked)
		return KIND_EXFILTRATION;
	if (up && down)
		return KIND_TUNNEL;
	if (up && f->data_type_share < KIND_DATA_SHARE)
		return KIND_EXFILTRATION;
	if (f->rhythm.span_ns >= KIND_BEACON_SPAN_NS && f->rhythm.regularity >= KIND_REGULARITY)
		return KIND_BEACON;
	if (f->data_type_share >= KIND_DATA_SHARE || v->has_mark)
		return KIND_C2;
	return KIND_UNCLEAR;
}

/* By score, then by messages; ties keep the order of the channels (by domain). */
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
	bool for_others; /* its client is a resolver or forwarder */
	uint64_t asked;
};

static int compare_scored(const void *a, const void *b)
{
	const struct scored_channel *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	/* On both sides of a resolver each name is seen twice: the host that asked comes first. */
	if (x->for_others != y->for_others)
		return x->for_others ? 1 : -1;
	if (x->asked != y->asked)
		return x->asked > y->asked ? -1 : 1;
	return address_compare(&x->channel->client->address, &y->channel->client->address);
}

static void finding_channels(struct run *run, const struct ranked_domain *d, struct finding *f)
{
	size_t n = d->client_count;
	struct scored_channel *sorted = arena_take(run->arena, n * sizeof *sorted);

	for (size_t i = 0; i < n; i++) {
		const struct channel *c = stats_channel_keep(run->stats, d->first_channel + i);

		sorted[i] = (struct scored_channel){.channel = c,
		    .score = run->scores[d->first_channel + i],
		    .for_others = host_asks_for_others(host_of(&run->ranking->roles, c->client)),
		    .asked = counters_asked(&c->count)};
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

/* Fills what all findings have: facts and reasons of the first channel. */
static void judge(struct run *run, struct finding *f, size_t base_clients, uint64_t id)
{
	struct verdict v = {0};

	const struct channel *scored = f->merged ? f->merged : f->channels[0];

	if (f->merged)
		apex_channel_facts(run, f->merged, &f->facts);
	else
		run_facts(run, scored, base_clients, NULL, &f->facts);
	if (!f->pool && !f->merged)
		f->facts.base_names = run->ranking->domains[f->domain_index].median_names;
	combine_channel(&f->facts, &run->rest, run->options, &v);
	if (f->pool)
		score_floors_apply_pool(&v, f);
	else if (!f->merged)
		score_floors_apply_spread(&v, run->ranking->domains[f->domain_index].senders);
	memcpy(f->reasons, v.reasons, sizeof f->reasons);
	f->reason_count = v.reason_count;
	f->score = v.score;
	f->level = level_of(v.score);
	f->kind = kind_of(&f->facts, &v);
	f->has_mark = v.has_mark;
	f->mark = v.mark;
	f->known = known_services_match(scored);
	if (!fingerprint_encoding(scored, f->encoding, sizeof f->encoding))
		f->encoding[0] = '\0';
	snprintf(f->id, sizeof f->id, "F-%012llx", (unsigned long long)(id >> 16));
}

/* Owned by the ranking, like the channels of domain groups. */
static const struct channel *build_merged(struct run *run, const struct ranked_domain *d)
{
	struct channel *c = arena_take(run->arena, sizeof *c);
	struct channel_room room = {.channel = {.client = NULL}};

	apex_channel_merge(run, d, c, &room);
	channel_room_fini(&room);
	run->ranking->pooled[run->ranking->pooled_count++] = c;
	return c;
}

static void build_domain_finding(struct run *run, size_t domain, struct finding *f)
{
	const struct ranked_domain *d = &run->ranking->domains[domain];

	finding_channels(run, d, f);
	f->domain = d->domain;
	f->domain_index = domain;
	f->names = d->names;
	if (d->merged)
		f->merged = build_merged(run, d);
	judge(run, f, d->client_count, hash_fixed(d->domain->fold, d->domain->len));
}

static int compare_pool_domains(const void *a, const void *b)
{
	const struct domain *const *x = a, *const *y = b;
	size_t shorter = (*x)->len < (*y)->len ? (*x)->len : (*y)->len;
	int order = memcmp((*x)->fold, (*y)->fold, shorter);

	return order ? order : ((*x)->len > (*y)->len) - ((*x)->len < (*y)->len);
}

static void build_pool_finding(
    struct run *run, const struct domain_group_candidate *group, size_t count, struct finding *f)
{
	struct channel *c = domain_group_build(group, count, run->stats, run->arena);

	run->ranking->pooled[run->ranking->pooled_count++] = c;
	f->channels = arena_take(run->arena, sizeof(*f->channels));
	f->channel_scores = arena_take(run->arena, sizeof *f->channel_scores);
	f->channels[0] = c;
	f->channel_count = 1;
	f->domain = c->domain;
	f->names = sketch_distinct(&c->names);
	f->domain_group_kind = group[0].kind;
	f->pool = arena_take(run->arena, count * sizeof(*f->pool));
	f->pool_members = arena_take(run->arena, count * sizeof *f->pool_members);
	f->pool_count = count;
	for (size_t i = 0; i < count; i++) {
		f->pool[i] = stats_channel_key(run->stats, group[i].channel).domain;
		f->pool_members[i] = group[i].channel;
	}
	qsort(f->pool, count, sizeof *f->pool, compare_pool_domains);
	judge(run, f, 1, group[0].key);
	f->channel_scores[0] = f->score;
}

/* A domain group is a finding if none of its members scores higher. */
static bool says_more(const struct run *run, const struct domain_group_candidate *group,
    size_t count, const struct finding *f)
{
	for (size_t i = 0; i < count; i++)
		if (run->scores[group[i].channel] > f->score)
			return false;
	return level_of(f->score) >= run->options->min_level;
}

static size_t index_of(const struct run *run, size_t channel)
{
	return run->index_of[stats_channel_key(run->stats, channel).domain->order];
}

/* Absorbs the findings of its domains that do not score higher, if no other client queries them. */
static void absorb(const struct run *run, const struct finding *pool)
{
	struct ranking *r = run->ranking;

	for (size_t i = 0; i < pool->pool_count; i++) {
		size_t d = index_of(run, pool->pool_members[i]);

		if (d < r->own_count && r->domains[d].client_count == 1 &&
		    r->findings[d].score <= pool->score)
			r->findings[d].absorbed = true;
	}
}

static int compare_findings(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->facts.asked != y->facts.asked)
		return x->facts.asked > y->facts.asked ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* Of domain groups with the same members, the one with the highest score stays. */
static void absorb_covered_pools(const struct run *run)
{
	struct ranking *r = run->ranking;
	bool *told = arena_take(run->arena, run->channel_count + 1);

	qsort(r->findings + r->own_count, r->finding_count - r->own_count, sizeof *r->findings,
	    compare_findings);
	for (size_t i = r->own_count; i < r->finding_count; i++) {
		struct finding *f = &r->findings[i];

		f->absorbed = true;
		for (size_t k = 0; k < f->pool_count; k++) {
			f->absorbed &= told[f->pool_members[k]];
			told[f->pool_members[k]] = true;
		}
	}
}

/* Removes absorbed findings. */
static void drop_absorbed(struct ranking *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->finding_count; i++)
		if (!r->findings[i].absorbed)
			r->findings[kept++] = r->findings[i];
	r->finding_count = kept;
}

static void add_pool_findings(struct run *run)
{
	struct ranking *r = run->ranking;
	size_t count, at = 0;

	domain_group_sort(run->candidates, run->candidate_count);
	while ((count = domain_group_next(run->candidates, run->candidate_count, &at)) > 0) {
		struct finding f = {0};

		build_pool_finding(run, run->candidates + at, count, &f);
		if (says_more(run, run->candidates + at, count, &f)) {
			absorb(run, &f);
			r->findings[r->finding_count++] = f;
		}
		at += count;
	}
}

/* Upper bound for the number of groups, to size the arrays. */
static size_t pool_bound(const struct run *run)
{
	size_t n = 0, at = 0, count;

	domain_group_sort(run->candidates, run->candidate_count);
	while ((count = domain_group_next(run->candidates, run->candidate_count, &at)) > 0) {
		at += count;
		n++;
	}
	return n;
}

static void number_findings(const struct run *run)
{
	struct ranking *r = run->ranking;

	for (size_t i = 0; i < r->finding_count; i++) {
		const struct finding *f = &r->findings[i];

		r->findings[i].rank = (unsigned)(i + 1);
		if (!f->pool)
			r->domains[f->domain_index].finding = (uint32_t)i;
		for (size_t k = 0; f->pool && k < f->pool_count; k++) {
			struct ranked_domain *d = &r->domains[index_of(run, f->pool_members[k])];

			if (d->finding == NO_FINDING)
				d->finding = (uint32_t)i;
		}
	}
}

/* Index of each domain, now that they are sorted. */
static void list_indexes(struct run *run)
{
	const struct ranking *r = run->ranking;
	uint32_t last = 0;

	for (size_t d = 0; d < r->domain_count; d++)
		if (r->domains[d].domain->order > last)
			last = r->domains[d].domain->order;
	run->index_of = arena_take(run->arena, ((size_t)last + 1) * sizeof *run->index_of);
	for (size_t d = 0; d < r->domain_count; d++)
		run->index_of[r->domains[d].domain->order] = (uint32_t)d;
}

void run_build_findings(struct run *run)
{
	struct ranking *r = run->ranking;
	size_t own = 0, pools = pool_bound(run);

	qsort(r->domains, r->domain_count, sizeof *r->domains, compare_domains);
	for (size_t i = 0; i < r->domain_count; i++) {
		r->domains[i].rank = (unsigned)(i + 1);
		own += level_of(r->domains[i].score) >= run->options->min_level;
	}
	r->below_min_level = r->domain_count - own;
	r->unlisted = own > REPORT_FINDINGS_MAX ? own - REPORT_FINDINGS_MAX : 0;
	own -= r->unlisted;
	r->own_count = own;
	list_indexes(run);
	r->findings = arena_take(run->arena, (own + pools + 1) * sizeof *r->findings);
	r->pooled = arena_take(run->arena, (own + pools + 1) * sizeof(*r->pooled));
	for (; r->finding_count < own; r->finding_count++)
		build_domain_finding(run, r->finding_count, &r->findings[r->finding_count]);
	add_pool_findings(run);
	absorb_covered_pools(run);
	drop_absorbed(r);
	qsort(r->findings, r->finding_count, sizeof *r->findings, compare_findings);
	number_findings(run);
}

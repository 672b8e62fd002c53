#include "findings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utc.h"
#include "apex_channel.h"
#include "combine.h"
#include "score_floors.h"
#include "base/limits.h"
#include "group_judge.h"

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
void findings_judge(struct run *run, struct finding *f, size_t base_clients, uint64_t id)
{
	struct verdict v = {0};
	struct baseline rest = run->rest;

	const struct channel *scored = f->merged ? f->merged : f->channels[0];

	rest.without_own = f->pool || f->merged || level_of(f->channel_scores[0]) >= LEVEL_LOW;
	if (f->merged)
		apex_channel_facts(run, f->merged, &f->facts);
	else if (f->group)
		group_facts(run, f, &f->facts);
	else
		run_facts(run, scored, base_clients, NULL, &f->facts);
	if (!f->pool && !f->merged)
		f->facts.base_names = run->ranking->domains[f->domain_index].median_names;
	combine_channel(&f->facts, &rest, run->options, &v);
	if (f->group)
		group_apply(run, f, &v);
	else if (!f->merged)
		score_floors_apply_spread(&v, run->ranking->domains[f->domain_index].senders);
	memcpy(f->reasons, v.reasons, sizeof f->reasons);
	f->reason_count = v.reason_count;
	f->score = v.score;
	f->level = level_of(v.score);
	f->kind = f->group ? group_kind(f, kind_of(&f->facts, &v)) : kind_of(&f->facts, &v);
	f->has_mark = v.has_mark;
	f->mark = v.mark;
	f->known = known_services_match(scored);
	if (f->kind == KIND_DGA || !fingerprint_encoding(scored, f->encoding, sizeof f->encoding))
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

void findings_build_domain(struct run *run, size_t domain, struct finding *f)
{
	const struct ranked_domain *d = &run->ranking->domains[domain];

	finding_channels(run, d, f);
	f->domain = d->domain;
	f->domain_index = domain;
	f->names = d->names;
	if (d->merged)
		f->merged = build_merged(run, d);
	findings_judge(run, f, d->client_count, hash_fixed(d->domain->fold, d->domain->len));
}

int findings_compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->facts.asked != y->facts.asked)
		return x->facts.asked > y->facts.asked ? -1 : 1;
	if (x->domain_group_kind != y->domain_group_kind)
		return x->domain_group_kind < y->domain_group_kind ? -1 : 1;
	return strcmp(x->id, y->id);
}

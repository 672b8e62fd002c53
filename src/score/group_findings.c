#include "group_findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "domain_group.h"
#include "findings.h"
#include "group_judge.h"
#include "group_shared.h"

/* A group is absorbed by better ones that have this share of its members. */
#define COVERED_SHARE 0.75
/* From this share of its domains on, another client sends a group's token, too. */
#define SHARED_TOKEN_SHARE 0.5
/* So many clients of each domain are asked whether they do. */
#define SHARED_CLIENTS_MAX 256

/* -- choosing -- */

struct client_list {
	uint32_t *orders;
	size_t count, cap;
};

static int compare_orders(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Clients other than the group's own that send its token; a resolver repeats what others ask. */
static void list_others(const struct run *run, size_t member, const struct rotation *r,
    struct client_list *list, struct channel_room *room)
{
	const struct ranked_domain *d = &run->ranking->domains[run_domain_of(run, member)];
	const struct client *own = stats_channel_key(run->stats, member).client;

	size_t end = d->client_count < SHARED_CLIENTS_MAX ? d->client_count : SHARED_CLIENTS_MAX;
	for (size_t i = d->first_channel; i < d->first_channel + end; i++) {
		const struct client *client = stats_channel_key(run->stats, i).client;

		if (client == own || host_asks_for_others(host_of(&run->ranking->roles, client)) ||
		    !rotation_sends(r, stats_channel(run->stats, i, room)))
			continue;
		if (list->count == list->cap) {
			list->cap = 2 * list->cap + 16;
			list->orders = memory_resize(list->orders, list->cap, sizeof *list->orders);
		}
		list->orders[list->count++] = client->order;
	}
}

static size_t other_clients(const struct run *run, const struct domain_group_candidate *group,
    size_t count, const struct rotation *r)
{
	struct channel_room room = {.channel = {.client = NULL}};
	struct client_list list = {.count = 0};
	size_t clients = 0;

	for (size_t i = 0; i < count; i++)
		list_others(run, group[i].channel, r, &list, &room);
	channel_room_fini(&room);
	if (list.count > 0)
		qsort(list.orders, list.count, sizeof *list.orders, compare_orders);
	for (size_t i = 0, next; i < list.count; i = next) {
		for (next = i + 1; next < list.count && list.orders[next] == list.orders[i]; next++)
			;
		clients += (double)(next - i) >= SHARED_TOKEN_SHARE * (double)count;
	}
	free(list.orders);
	return clients;
}

/* Measures what is peculiar to the kind; moves the members to the front and returns how many there
 * are, 0 if they are no group. */
static size_t choose(const struct run *run, const struct group_shared *shared,
    struct domain_group_candidate *group, size_t count, struct group_evidence *e)
{
	*e = (struct group_evidence){.siblings = {.domains = 0}};
	switch ((enum domain_group_kind)group[0].kind) {
	case DOMAIN_GROUP_GENERATED:
		return generated_select(group, count,
		    stats_total(run->stats)->of[COUNT_RESPONSE_NAME_BYTES] > 0, &e->generated);
	case DOMAIN_GROUP_TOKEN:
	case DOMAIN_GROUP_PREFIX:
		if (!rotation_possible(group, count) || group_shared_has(shared, group->label))
			return 0;
		rotation_measure(run->stats, group, count, &e->rotation);
		if (rotation_floor(&e->rotation) == 0)
			return 0;
		e->rotation.other_clients = other_clients(run, group, count, &e->rotation);
		return count;
	case DOMAIN_GROUP_SIBLINGS:
		siblings_measure(run->stats, group, count, &e->siblings);
		return siblings_are(&e->siblings) ? count : 0;
	default:
		return count;
	}
}

/* -- building -- */

static int compare_domains(const void *a, const void *b)
{
	const struct domain *const *x = a, *const *y = b;
	size_t shorter = (*x)->len < (*y)->len ? (*x)->len : (*y)->len;
	int order = memcmp((*x)->fold, (*y)->fold, shorter);

	return order ? order : ((*x)->len > (*y)->len) - ((*x)->len < (*y)->len);
}

static void build(struct run *run, const struct domain_group_candidate *group, size_t count,
    const struct group_evidence *evidence, struct finding *f)
{
	struct channel *c = domain_group_build(group, count, run->stats, run->arena);
	struct group_evidence *kept = arena_take(run->arena, sizeof *kept);

	*kept = *evidence;
	run->ranking->pooled[run->ranking->pooled_count++] = c;
	f->group = kept;
	f->channels = arena_take(run->arena, sizeof(*f->channels));
	f->channel_scores = arena_take(run->arena, sizeof *f->channel_scores);
	f->channels[0] = c;
	f->channel_count = 1;
	f->domain = c->domain;
	f->names = sketch_distinct(&c->names);
	f->domain_group_kind = (enum domain_group_kind)group[0].kind;
	f->pool = arena_take(run->arena, count * sizeof(*f->pool));
	f->pool_members = arena_take(run->arena, count * sizeof *f->pool_members);
	f->pool_count = count;
	for (size_t i = 0; i < count; i++) {
		f->pool[i] = stats_channel_key(run->stats, group[i].channel).domain;
		f->pool_members[i] = group[i].channel;
	}
	qsort(f->pool, count, sizeof *f->pool, compare_domains);
	findings_judge(run, f, 1,
	    domain_group_id(f->domain_group_kind, c->client, kept->rotation.text,
		kept->rotation.len, f->pool, count));
	f->channel_scores[0] = f->score;
}

/* A domain group is a finding if none of its members scores higher. */
static bool says_more(const struct run *run, const struct finding *f)
{
	for (size_t i = 0; i < f->pool_count; i++)
		if (run->scores[f->pool_members[i]] > f->score)
			return false;
	return level_of(f->score) >= run->options->min_level;
}

/* -- absorbing -- */

/* told[channel]: number + 1 of the finding that stands for it. */
static bool is_covered(const struct finding *f, const uint32_t *told)
{
	size_t covered = 0;

	for (size_t k = 0; k < f->pool_count; k++)
		covered += told[f->pool_members[k]] > 0;
	return (double)covered >= COVERED_SHARE * (double)f->pool_count;
}

/* The same group of another client becomes one more channel of the finding. */
static void join(struct run *run, struct finding *f, const struct finding *other)
{
	size_t n = f->channel_count;
	const struct channel **channels = arena_take(run->arena, (n + 1) * sizeof *channels);
	int *scores = arena_take(run->arena, (n + 1) * sizeof *scores);

	memcpy(channels, f->channels, n * sizeof *channels);
	memcpy(scores, f->channel_scores, n * sizeof *scores);
	channels[n] = other->channels[0];
	scores[n] = other->score;
	f->channels = channels;
	f->channel_scores = scores;
	f->channel_count++;
	f->names = other->names > f->names ? other->names : f->names;
}

/* Findings by their list of domains: open addressing, 0 = free. */
struct seen {
	uint32_t *finding; /* number + 1 */
	size_t mask;
};

static struct seen seen_new(struct arena *arena, size_t count)
{
	struct seen s = {.mask = 7};

	while (s.mask < 2 * count)
		s.mask = 2 * s.mask + 1;
	s.finding = arena_take(arena, (s.mask + 1) * sizeof *s.finding);
	return s;
}

/* The finding with the same domains as finding `i`, which is remembered if there is none. */
static struct finding *same_group(struct ranking *r, struct seen *s, size_t i)
{
	const struct finding *f = &r->findings[i];
	size_t size = f->pool_count * sizeof *f->pool;
	uint64_t hash = 0;

	for (size_t k = 0; k < f->pool_count; k++) {
		uint64_t next[2] = {hash, f->pool[k]->order};

		hash = hash_fixed(next, sizeof next);
	}
	for (size_t at = hash & s->mask;; at = (at + 1) & s->mask) {
		if (s->finding[at] == 0) {
			s->finding[at] = (uint32_t)i + 1;
			return NULL;
		}
		struct finding *other = &r->findings[s->finding[at] - 1];
		if (other->pool_count == f->pool_count && memcmp(other->pool, f->pool, size) == 0)
			return other;
	}
}

/* Of groups with the same members or domains, the one with the highest score stays. */
static void absorb_groups(struct run *run, uint32_t *told)
{
	struct ranking *r = run->ranking;

	qsort(r->findings + r->own_count, r->finding_count - r->own_count, sizeof *r->findings,
	    findings_compare);
	struct seen seen = seen_new(run->arena, r->finding_count - r->own_count);
	for (size_t i = r->own_count; i < r->finding_count; i++) {
		struct finding *f = &r->findings[i];

		f->absorbed = is_covered(f, told);
		if (f->absorbed)
			continue;
		struct finding *same = same_group(r, &seen, i);
		if (same) {
			join(run, same, f);
			f->absorbed = true;
		}
		uint32_t number = (uint32_t)((same ? same : f) - r->findings) + 1;
		for (size_t k = 0; k < f->pool_count; k++)
			if (told[f->pool_members[k]] == 0)
				told[f->pool_members[k]] = number;
	}
}

/* The finding of a domain is absorbed if groups that score as high stand for every client that
 * shows it. */
static void absorb_domains(const struct run *run, const uint32_t *told)
{
	struct ranking *r = run->ranking;

	for (size_t i = 0; i < r->own_count; i++) {
		const struct ranked_domain *d = &r->domains[i];
		bool absorbed = true;

		for (size_t k = d->first_channel; k < d->first_channel + d->client_count; k++) {
			bool shows =
			    run->scores[k] == d->score || level_of(run->scores[k]) >= LEVEL_LOW;

			absorbed &= !shows || (told[k] > 0 && r->findings[told[k] - 1].score >=
								  r->findings[i].score);
		}
		r->findings[i].absorbed |=
		    absorbed && d->client_count > 0 && d->score == r->findings[i].score;
	}
}

static void add_one(struct run *run, const struct group_shared *shared,
    struct domain_group_candidate *group, size_t count, bool *claimed)
{
	struct ranking *r = run->ranking;
	struct group_evidence e;
	struct finding f = {0};
	bool generated = group[0].kind == DOMAIN_GROUP_GENERATED;
	size_t taken = 0;

	for (size_t i = 0; i < count; i++)
		taken += claimed[group[i].channel];
	if (group[0].kind == DOMAIN_GROUP_REGISTERED_LABEL &&
	    (double)taken >= COVERED_SHARE * (double)count)
		return;
	count = choose(run, shared, group, count, &e);
	if (count == 0)
		return;
	build(run, group, count, &e, &f);
	if (!says_more(run, &f))
		return;
	r->findings[r->finding_count++] = f;
	for (size_t i = 0; i < count && generated; i++)
		claimed[group[i].channel] = true;
}

/* Generated names come first: their labels look like data. */
static void add_all(
    struct run *run, const struct group_shared *shared, bool generated, bool *claimed)
{
	size_t count, at = 0;

	while ((count = domain_group_next(run->candidates, run->candidate_count, &at)) > 0) {
		if ((run->candidates[at].kind == DOMAIN_GROUP_GENERATED) == generated)
			add_one(run, shared, run->candidates + at, count, claimed);
		at += count;
	}
}

void group_findings_add(struct run *run)
{
	if (run->candidate_count == 0)
		return;
	bool *claimed = arena_take(run->arena, run->channel_count + 1);
	uint32_t *told = arena_take(run->arena, (run->channel_count + 1) * sizeof *told);

	struct group_shared shared;

	group_shared_find(&shared, run->candidates, run->candidate_count);
	add_all(run, &shared, true, claimed);
	add_all(run, &shared, false, claimed);
	group_shared_fini(&shared);
	absorb_groups(run, told);
	absorb_domains(run, told);
}

size_t group_findings_bound(struct run *run)
{
	size_t n = 0, at = 0, count;

	domain_group_sort(run->candidates, run->candidate_count);
	while ((count = domain_group_next(run->candidates, run->candidate_count, &at)) > 0) {
		at += count;
		n++;
	}
	return n;
}

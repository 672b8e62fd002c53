#include "domain_group.h"

#include <stdlib.h>

#include "base/hash.h"
#include "idn_words.h"

/* Lengths within this step count as equal. */
#define SIBLING_LENGTH_STEP  3
#define SIBLING_LENGTH_SHARE 5 /* or within a fifth, for names of varying length */
/* A group is left out if this share of its members is explained. */
#define EXPLAINED_SHARE 0.9

static const struct {
	const char *name;
	size_t members_min;
} kinds[DOMAIN_GROUP_KIND_COUNT] = {
    [DOMAIN_GROUP_REGISTERED_LABEL] = {"data in the registered label", 8},
    [DOMAIN_GROUP_FIRST_LABEL] = {"constant first label", 8},
    [DOMAIN_GROUP_SIBLINGS] = {"look-alike domains", 2},
    [DOMAIN_GROUP_TOKEN] = {"one token under many domains", 4},
    [DOMAIN_GROUP_PREFIX] = {"one session prefix under many domains", 4},
    [DOMAIN_GROUP_MARK] = {"signature of one tool", 2},
    [DOMAIN_GROUP_GENERATED] = {"generated registered names", 15},
};

const char *domain_group_kind_name(enum domain_group_kind kind)
{
	return kinds[kind].name;
}

static int compare_candidates(const void *a, const void *b)
{
	const struct domain_group_candidate *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return (x->channel > y->channel) - (x->channel < y->channel);
}

void domain_group_sort(struct domain_group_candidate *candidates, size_t count)
{
	if (count > 0)
		qsort(candidates, count, sizeof *candidates, compare_candidates);
}

/* Look-alikes have names of nearly one length; candidates are sorted by it. */
static bool continues(
    const struct domain_group_candidate *a, const struct domain_group_candidate *b)
{
	int step = a->length / SIBLING_LENGTH_SHARE;

	step = step > SIBLING_LENGTH_STEP ? step : SIBLING_LENGTH_STEP;
	return a->key == b->key &&
	       (a->kind != DOMAIN_GROUP_SIBLINGS || b->length <= a->length + step);
}

static bool are_explained(const struct domain_group_candidate *group, size_t count)
{
	size_t explained = 0;

	for (size_t i = 0; i < count; i++)
		explained += group[i].explained;
	return (double)explained >= EXPLAINED_SHARE * (double)count;
}

/* Internationalized domains are a group unless they are words. */
static bool are_words(const struct domain_group_candidate *group, size_t count)
{
	if (!group[0].idn)
		return false;
	struct idn_words words = {0};
	for (size_t i = 0; i < count; i++)
		idn_words_add(&words, group[i].idn->fold + 1, group[i].idn->fold[0]);
	return idn_words_natural(&words);
}

size_t domain_group_next(const struct domain_group_candidate *candidates, size_t count, size_t *at)
{
	for (size_t first = *at, last; first < count; first = last) {
		for (last = first + 1;
		     last < count && continues(&candidates[last - 1], &candidates[last]); last++)
			;
		if (last - first >= kinds[candidates[first].kind].members_min &&
		    !are_explained(candidates + first, last - first) &&
		    !are_words(candidates + first, last - first)) {
			*at = first;
			return last - first;
		}
	}
	return 0;
}

uint64_t domain_group_id(enum domain_group_kind kind, const struct client *client,
    const uint8_t *text, size_t len, const struct domain *const *domains, size_t count)
{
	uint64_t hash[3] = {
	    kind, hash_fixed(&client->address, sizeof client->address), hash_fixed(text, len)};

	for (size_t i = 0; i < count; i++) {
		uint64_t next[2] = {
		    hash_fixed(hash, sizeof hash), hash_fixed(domains[i]->fold, domains[i]->len)};

		hash[2] = hash_fixed(next, sizeof next);
	}
	return hash_fixed(hash, sizeof hash);
}

/* Payload characters in addition to the labels before the base domain. */
static unsigned extra_length(enum domain_group_kind kind, const struct domain *d, uint8_t len)
{
	if (kind == DOMAIN_GROUP_REGISTERED_LABEL || kind == DOMAIN_GROUP_GENERATED)
		return d->fold[0] + (len > 0);
	if (kind == DOMAIN_GROUP_FIRST_LABEL) /* all but the first label, which is not data */
		return d->len - 2u + (len > 0);
	return 0;
}

static void add_names(struct channel *into, const struct channel *from, enum domain_group_kind kind)
{
	for (uint32_t i = 0; i < from->names.slot_count; i++) {
		struct sketch_entry e = from->names.slots[i];

		if (e.hash == 0)
			continue;
		unsigned len = e.len + extra_length(kind, from->domain, e.len);
		e.len = (uint8_t)(len < UINT8_MAX ? len : UINT8_MAX);
		sketch_add(&into->names, &e);
	}
}

static void add_name(struct channel *into, struct sample_name n, enum domain_group_kind kind)
{
	if (kind == DOMAIN_GROUP_REGISTERED_LABEL || kind == DOMAIN_GROUP_GENERATED)
		n.base_labels--;
	if (kind == DOMAIN_GROUP_FIRST_LABEL) {
		sample_hide_label(&n);
		n.base_labels = 0;
	}
	sample_add(&into->sample, &n);
}

static void add_sample(
    struct channel *into, const struct channel *from, enum domain_group_kind kind)
{
	for (unsigned i = 0; i < from->sample.count; i++)
		add_name(into, from->sample.names[i], kind);
	for (unsigned i = 0; from->sample.early && i < SAMPLE_NAMES_MAX; i++)
		add_name(into, from->sample.early[i], kind);
}

static void add_span(struct channel *into, const struct channel *from)
{
	if (into->first.record == 0 || from->first_ns < into->first_ns) {
		into->first_ns = from->first_ns;
		into->first = from->first;
	}
	if (into->last.record == 0 || from->last_ns > into->last_ns) {
		into->last_ns = from->last_ns;
		into->last = from->last;
	}
}

static void add_member(
    struct channel *into, const struct channel *from, enum domain_group_kind kind)
{
	counters_merge(&into->count, &from->count);
	add_names(into, from, kind);
	add_sample(into, from, kind);
	channel_merge_transactions(into, from);
	sketch_merge(&into->answers, &from->answers);
	sketch_merge(&into->servers, &from->servers);
	add_span(into, from);
}

struct channel *domain_group_build(const struct domain_group_candidate *group, size_t count,
    const struct stats *stats, struct arena *arena)
{
	struct channel *c = arena_take(arena, sizeof *c);
	struct channel_room room = {.channel = {.client = NULL}};
	struct channel_key most = stats_channel_key(stats, group[0].channel);
	uint64_t most_asked = 0;

	channel_init(c, most.client, most.domain);
	for (size_t i = 0; i < count; i++) {
		const struct channel *member = stats_channel(stats, group[i].channel, &room);
		uint64_t asked = counters_asked(&member->count);

		add_member(c, member, (enum domain_group_kind)group[i].kind);
		if (i > 0 && asked <= most_asked)
			continue;
		most = stats_channel_key(stats, group[i].channel);
		most_asked = asked;
	}
	channel_room_fini(&room);
	channel_finalize(c);
	c->client = most.client;
	c->domain = most.domain;
	c->server = *most.server;
	return c;
}

void domain_group_fini(struct channel *c)
{
	channel_fini(c);
}

#include "domain_group.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/idn.h"
#include "idn_words.h"
#include "label_cost.h"
#include "payload.h"

/* A registered label at least this long that does not look like a word is data. */
#define DATA_LABEL_MIN      20
#define DATA_LABEL_SURPRISE (5 * 256)
/* Payloads of look-alike domains: shares of the sampled names. */
#define SIBLING_SURPRISING 0.6
#define SIBLING_UNIQUE     0.4
#define SIBLING_NAMES_MIN  2
/* Lengths within this step count as equal. */
#define SIBLING_LENGTH_STEP 3
/* A token: at least this many characters, only digits or as surprising as data. */
#define TOKEN_MIN 3

static const struct {
	const char *name;
	size_t members_min;
} kinds[DOMAIN_GROUP_KIND_COUNT] = {
    [DOMAIN_GROUP_REGISTERED_LABEL] = {"data in the registered label", 8},
    [DOMAIN_GROUP_FIRST_LABEL] = {"constant first label", 8},
    [DOMAIN_GROUP_SIBLINGS] = {"look-alike domains", 3},
    [DOMAIN_GROUP_TOKEN] = {"one token under many domains", 4},
    [DOMAIN_GROUP_MARK] = {"signature of one tool", 2},
};

const char *domain_group_kind_name(enum domain_group_kind kind)
{
	return kinds[kind].name;
}

static uint64_t key_of(
    const struct channel *c, enum domain_group_kind kind, const void *shared, size_t len)
{
	uint64_t parts[3] = {hash_fixed(&c->client->address, sizeof c->client->address), kind,
	    hash_fixed(shared, len)};

	return hash_fixed(parts, sizeof parts);
}

static bool is_surprising(const uint8_t *text, size_t len)
{
	return label_cost_256ths(text, len) >= DATA_LABEL_SURPRISE * len;
}

static bool offer_registered_label(const struct facts *f, uint64_t *key)
{
	const struct domain *d = f->channel->domain;

	if (d->reverse || d->label_count < 2 || d->fold[0] < DATA_LABEL_MIN)
		return false;
	bool idn = idn_has_prefix(d->fold + 1, d->fold[0]);
	if (!idn && !is_surprising(d->fold + 1, d->fold[0]))
		return false;
	*key = key_of(f->channel, DOMAIN_GROUP_REGISTERED_LABEL, d->fold + 1 + d->fold[0],
	    d->len - 1u - d->fold[0]);
	/* A group of their own, which is judged as a whole. */
	*key = idn ? ~*key : *key;
	return true;
}

static bool offer_first_label(const struct facts *f, uint64_t *key)
{
	const struct channel *c = f->channel;

	if (c->domain->registered || c->domain->reverse || c->sample.count == 0)
		return false;
	const uint8_t *first = c->sample.names[0].wire;
	if (first[0] == 0 || first[1] == '_' || c->sample.names[0].wire_len <= first[0] + 2u)
		return false;
	uint8_t label[DNS_LABEL_MAX + 1];
	for (unsigned i = 0; i <= first[0]; i++)
		label[i] = payload_fold(first[i]);
	*key = key_of(c, DOMAIN_GROUP_FIRST_LABEL, label, first[0] + 1u);
	return true;
}

static bool offer_siblings(const struct facts *f, uint64_t *key)
{
	struct payload p;

	if (f->channel->domain->reverse || f->payload_sampled < SIBLING_NAMES_MIN ||
	    f->surprising_share < SIBLING_SURPRISING || f->unique_share < SIBLING_UNIQUE ||
	    f->structure_share > 0 || !payload_of(&f->channel->sample.names[0], 0, &p))
		return false;
	uint32_t shape[1] = {f->alphabet > 16 ? 1 : 0};
	*key = key_of(f->channel, DOMAIN_GROUP_SIBLINGS, shape, sizeof shape);
	return true;
}

static bool is_token(const struct payload *p, size_t len)
{
	size_t digits = 0;

	for (size_t i = 0; i < len; i++)
		digits += p->text[i] >= '0' && p->text[i] <= '9';
	return len >= TOKEN_MIN &&
	       (digits == len || (len >= 2 * TOKEN_MIN && is_surprising(p->text, len)));
}

static bool offer_token(const struct facts *f, uint64_t *key)
{
	struct payload p;

	if (!f->channel->domain->registered || f->names > 2 || f->structure_share > 0 ||
	    f->channel->sample.count == 0 || !payload_of(&f->channel->sample.names[0], 0, &p))
		return false;
	const uint8_t *dot = memchr(p.text, '.', p.len);
	size_t len = dot ? (size_t)(dot - p.text) : p.len;
	if (!is_token(&p, len))
		return false;
	*key = key_of(f->channel, DOMAIN_GROUP_TOKEN, p.text, len);
	return true;
}

static bool offer_mark(const struct facts *f, const char *tool, uint64_t *key)
{
	if (!tool)
		return false;
	*key = key_of(f->channel, DOMAIN_GROUP_MARK, tool, strlen(tool));
	return true;
}

size_t domain_group_offer(
    const struct facts *facts, const char *tool, size_t channel, struct domain_group_candidate *out)
{
	static bool (*const offers[DOMAIN_GROUP_KIND_COUNT])(const struct facts *, uint64_t *) = {
	    [DOMAIN_GROUP_REGISTERED_LABEL] = offer_registered_label,
	    [DOMAIN_GROUP_FIRST_LABEL] = offer_first_label,
	    [DOMAIN_GROUP_SIBLINGS] = offer_siblings,
	    [DOMAIN_GROUP_TOKEN] = offer_token,
	};
	size_t n = 0;

	for (int kind = 0; kind < DOMAIN_GROUP_KIND_COUNT; kind++) {
		uint64_t key;

		if (kind == DOMAIN_GROUP_MARK ? !offer_mark(facts, tool, &key)
					      : !offers[kind](facts, &key))
			continue;
		const struct domain *d = facts->channel->domain;
		bool idn = kind == DOMAIN_GROUP_REGISTERED_LABEL &&
			   idn_has_prefix(d->fold + 1, d->fold[0]);
		out[n++] = (struct domain_group_candidate){.key = key,
		    .channel = channel,
		    .kind = (enum domain_group_kind)kind,
		    .length = kind == DOMAIN_GROUP_SIBLINGS ? facts->length_median : 0,
		    .idn = idn ? d : NULL};
	}
	return n;
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
		     last < count && candidates[last].key == candidates[first].key &&
		     candidates[last].length <= candidates[last - 1].length + SIBLING_LENGTH_STEP;
		     last++)
			;
		if (last - first >= kinds[candidates[first].kind].members_min &&
		    !are_words(candidates + first, last - first)) {
			*at = first;
			return last - first;
		}
	}
	return 0;
}

/* Payload characters in addition to the labels before the base domain. */
static unsigned extra_length(enum domain_group_kind kind, const struct domain *d, uint8_t len)
{
	if (kind == DOMAIN_GROUP_REGISTERED_LABEL)
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
	if (kind == DOMAIN_GROUP_REGISTERED_LABEL)
		n.base_labels--;
	if (kind == DOMAIN_GROUP_FIRST_LABEL) {
		n.wire_len = (uint8_t)(n.wire_len - n.wire[0] - 1);
		n.wire += n.wire[0] + 1;
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

		add_member(c, member, group[i].kind);
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

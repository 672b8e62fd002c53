#include "floor_rotation.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "payload.h"
#include "score/scorer.h"

/* Domains with the same token or prefix, kinds of record types, and the floor for that. */
static const struct {
	size_t domains;
	unsigned kinds;
	int score;
} table[] = {{6, 5, 85}, {5, 4, 80}, {4, 4, 70}, {6, 3, 70}, {4, 3, 55}};
#define TABLE_LAST (sizeof table / sizeof *table - 1)
/* The part of a larger reason that a rotation takes over if it raises nothing: one in so many. */
#define LARGEST_PART 3

/* Names, besides those: kinds without addresses, share of names that are asked with them, queries
 * that go to another domain than the one before. */
#define ODD_KINDS_MIN  2
#define DATA_SHARE_MIN 0.4
#define TURN_SHARE_MIN 0.5
/* Queries for each domain, on average: a resolver asks many domains once. */
#define DOMAIN_QUERIES_MIN 3
/* The types with which names are first asked: kinds, and the share of the most frequent one.
 * Whoever tests domains begins with the same type for each. */
#define FIRST_KINDS_MIN 3
#define FIRST_SHARE_MAX 0.7
/* Names with a prefix: number, number for each domain on average, share of distinct labels (words
 * come again under each domain), share of names with one kind of type. */
#define PREFIX_NAMES_MIN    8
#define PREFIX_DOMAIN_NAMES 2
#define PREFIX_LABELS_SHARE 0.8
#define PREFIX_SINGLE_SHARE 0.7

/* Other clients that send the same token: from the first to the second, up to this share of the
 * score is taken away. */
#define SHARED_LOW   1
#define SHARED_HIGH  10
#define SHARED_SHARE 0.5

#define TYPE_ADDRESS (SAMPLE_A | SAMPLE_AAAA | SAMPLE_HTTPS)
#define TYPE_ODD     (SAMPLE_TXT | SAMPLE_MX | TYPE_SPECIAL)
#define TYPE_SPECIAL (SAMPLE_RARE | SAMPLE_CNAME | SAMPLE_SRV | SAMPLE_SOA)
#define TYPE_BITS    12
#define QTYPE_SPF    99
/* Data types of one bit of enum sample_type: NULL, KEY and PRIVATE (65399). */
static const uint16_t rare[] = {10, 25, 65399};

struct measuring {
	struct rotation *to;
	uint16_t types;
	unsigned rare; /* bit per row of rare[] */
	unsigned data, single;
	unsigned first[TYPE_BITS]; /* names by the type with which they were first asked */
	uint64_t labels[8 * SAMPLE_NAMES_MAX]; /* hashes of the first labels */
	unsigned label_count;
};

static size_t first_label(const struct sample_name *n, uint8_t text[DNS_LABEL_MAX])
{
	for (unsigned i = 0; i < n->wire[0]; i++)
		text[i] = payload_fold(n->wire[1 + i]);
	return n->wire[0];
}

/* True if the name begins with the token or prefix, before its base domain. */
static bool begins(const struct rotation *r, const struct sample_name *n, const struct domain *base)
{
	uint8_t text[DNS_LABEL_MAX];

	if (n->wire_len <= base->len)
		return false;
	size_t len = first_label(n, text);
	return (r->token ? len == r->len : len >= r->len) && memcmp(text, r->text, r->len) == 0;
}

bool rotation_sends(const struct rotation *r, const struct channel *c)
{
	const struct sample_name *names[SAMPLE_NAMES_MAX];
	unsigned count = sample_earliest(&c->sample, names);

	for (unsigned i = 0; i < count; i++)
		if (begins(r, names[i], c->domain))
			return true;
	return false;
}

static void count_label(struct measuring *m, const struct sample_name *n)
{
	uint8_t text[DNS_LABEL_MAX];
	uint64_t hash = hash_fixed(text, first_label(n, text));

	if (m->label_count == sizeof m->labels / sizeof *m->labels)
		return;
	m->to->names++;
	for (unsigned i = 0; i < m->label_count; i++)
		if (m->labels[i] == hash)
			return;
	m->labels[m->label_count++] = hash;
}

static void count_name(struct measuring *m, const struct sample_name *n)
{
	uint16_t types = n->types & (TYPE_ADDRESS | TYPE_ODD);

	/* The SPF type shares a bit with them, but belongs to mail. */
	if (n->qtype == QTYPE_SPF)
		types &= (uint16_t)~SAMPLE_RARE;
	for (unsigned i = 0; i < sizeof rare / sizeof *rare; i++)
		if (n->qtype == rare[i])
			m->rare |= 1U << i;
	uint16_t first = sample_type_of(n->qtype);
	first = first & TYPE_ADDRESS ? SAMPLE_A : first;
	m->first[__builtin_ctz(first)]++;
	m->types |= types;
	m->data += (types & TYPE_ODD) != 0;
	m->single += __builtin_popcount(types & TYPE_ODD) + ((types & TYPE_ADDRESS) != 0) == 1;
	count_label(m, n);
}

static void set_text(
    struct rotation *r, const struct domain_group_candidate *first, const struct channel *channel)
{
	const struct sample_name *names[SAMPLE_NAMES_MAX];

	sample_earliest(&channel->sample, names);
	r->token = first->prefix == 0;
	size_t len = first_label(names[first->name], r->text);
	r->len = r->token ? (uint8_t)len : first->prefix;
}

bool rotation_possible(const struct domain_group_candidate *group, size_t count)
{
	uint64_t queries = 0;
	uint16_t types = 0;

	for (size_t i = 0; i < count; i++) {
		queries += group[i].queries;
		types |= group[i].types;
	}
	return (types & TYPE_SPECIAL) && queries >= (uint64_t)DOMAIN_QUERIES_MIN * count;
}

void rotation_measure(const struct stats *stats, const struct domain_group_candidate *group,
    size_t count, struct rotation *r)
{
	struct channel_room room = {.channel = {.client = NULL}};
	struct measuring m = {.to = r};

	*r = (struct rotation){.domains = count};
	for (size_t i = 0; i < count; i++) {
		const struct channel *c = stats_channel(stats, group[i].channel, &room);

		if (i == 0)
			set_text(r, group, c);
		const struct sample_name *names[SAMPLE_NAMES_MAX];
		unsigned earliest = sample_earliest(&c->sample, names);
		for (unsigned k = 0; k < earliest; k++)
			if (begins(r, names[k], c->domain))
				count_name(&m, names[k]);
	}
	channel_room_fini(&room);
	r->labels = m.label_count;
	unsigned rares = (unsigned)__builtin_popcount(m.rare);
	r->odd_kinds =
	    (unsigned)__builtin_popcount(m.types & TYPE_ODD) + (rares > 1 ? rares - 1 : 0);
	r->kinds = r->odd_kinds + ((m.types & TYPE_ADDRESS) != 0);
	r->special = (m.types & TYPE_SPECIAL) != 0;
	r->data_share = r->names ? (double)m.data / r->names : 0;
	r->single_share = r->names ? (double)m.single / r->names : 0;
	for (unsigned i = 0; i < TYPE_BITS; i++) {
		r->first_kinds += m.first[i] > 0;
		r->first_most = m.first[i] > r->first_most ? m.first[i] : r->first_most;
	}
	r->turns = turns_measure(stats, group, count);
}

int rotation_floor(const struct rotation *r)
{
	if (!r->special || r->odd_kinds < ODD_KINDS_MIN || r->data_share < DATA_SHARE_MIN ||
	    r->turns.changes < TURN_SHARE_MIN || r->first_kinds < FIRST_KINDS_MIN ||
	    r->first_most > FIRST_SHARE_MAX * r->names ||
	    r->turns.queries < DOMAIN_QUERIES_MIN * r->domains)
		return 0;
	if (!r->token &&
	    (r->names < PREFIX_NAMES_MIN || r->names < PREFIX_DOMAIN_NAMES * r->domains ||
		r->single_share < PREFIX_SINGLE_SHARE ||
		r->labels < PREFIX_LABELS_SHARE * r->names))
		return 0;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (r->domains >= table[i].domains && r->kinds >= table[i].kinds)
			return table[i].score;
	return 0;
}

static void apply_shared(struct verdict *v, const struct rotation *r)
{
	double many = scorer_log_ramp((double)r->other_clients, SHARED_LOW, SHARED_HIGH);
	int score = (int)lround(v->score * (1 - SHARED_SHARE * many));

	if (r->other_clients == 0 || score >= v->score || (v->has_mark && v->mark.exact))
		return;
	struct reason *reason = verdict_set(v, "shared-token", score);
	snprintf(reason->text, sizeof reason->text,
	    "other clients send the same %s under these domains: %zu",
	    r->token ? "token" : "prefix", r->other_clients);
	verdict_measure(reason, "other_clients", (double)r->other_clients, SHARED_LOW);
}

/* A reason for what the score is anyway: a third of the largest part of it is the rotation's. */
static struct reason *share_of_largest(struct verdict *v)
{
	struct reason *largest = NULL;

	for (size_t i = 0; i < v->reason_count; i++)
		if (!largest || v->reasons[i].points > largest->points)
			largest = &v->reasons[i];
	int points = largest ? largest->points / LARGEST_PART : 0;
	if (points == 0 || v->reason_count == REASONS_MAX)
		return NULL;
	largest->points -= points;
	return verdict_reason(v, "rotation", points);
}

void rotation_apply(struct verdict *v, const struct rotation *r)
{
	char text[DNS_LABEL_MAX + 1];
	int score = rotation_floor(r);

	for (unsigned i = 0; i < r->len; i++)
		text[i] = r->text[i] > ' ' && r->text[i] < 0x7f ? (char)r->text[i] : '?';
	text[r->len] = '\0';
	struct reason *reason =
	    score > v->score ? verdict_set(v, "rotation", score) : share_of_largest(v);
	if (reason) {
		snprintf(reason->text, sizeof reason->text,
		    "%s \"%s\" queried under %zu domains in turn with %u kinds of record types",
		    r->token ? "token" : "session prefix", text, r->domains, r->kinds);
		verdict_measure(
		    reason, "domains", (double)r->domains, (double)table[TABLE_LAST].domains);
		verdict_measure(reason, "type_kinds", r->kinds, table[TABLE_LAST].kinds);
	}
	apply_shared(v, r);
}

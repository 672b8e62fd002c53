#include "floor_siblings.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/memory.h"
#include "payload.h"

/* So many members are measured: more cost time and change nothing. */
#define MEASURED_MAX 1024
/* Share of distinct labels. A browser, and whoever measures networks, tries one label with each
 * domain. */
#define DISTINCT_SHARE 0.8
#define REPEATED_SHARE 0.5 /* below it, they are one list that is tried with each domain */
/* Changes of the domain: two domains must alternate, more must take turns now and then. */
#define PAIR_CHANGES 0.8
#define SOME_CHANGES 0.3
/* The floor for a strict order: its share, how evenly queries come, domains, mean surprise in bits
 * per character, share of unique names. */
#define TURN_ROUNDS   0.6
#define TURN_EVENNESS 0.2
#define TURN_DOMAINS  3
#define TURN_SURPRISE 5.0
#define TURN_UNIQUE   0.8

/* Queries in strict turn, and the floor for that. */
static const struct {
	size_t queries;
	int score;
} in_turn[] = {{36, 70}, {18, 55}};

/* Names like a browser's probes, the fewest of one domain, and the floor for that. */
static const struct {
	size_t names, fewest;
	int score;
} probes[] = {{48, 8, 70}, {24, 5, 60}};

static int compare_hashes(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Hashes of the earliest payloads of one member; returns how many. The sample would not do: it
 * holds other labels of each domain. */
static size_t add_labels(const struct channel *c, uint64_t *labels)
{
	const struct sample_name *names[SAMPLE_NAMES_MAX];
	unsigned count = sample_earliest(&c->sample, names);
	size_t n = 0;

	for (unsigned k = 0; k < count; k++) {
		struct payload p;

		if (payload_of(names[k], 0, &p))
			labels[n++] = hash_fixed(p.text, p.len);
	}
	return n;
}

void siblings_measure(const struct stats *stats, const struct domain_group_candidate *group,
    size_t count, struct siblings *s)
{
	struct channel_room room = {.channel = {.client = NULL}};
	size_t distinct = 0;

	*s = (struct siblings){.domains = count, .fewest = SIZE_MAX, .probe_shaped = true};
	count = count < MEASURED_MAX ? count : MEASURED_MAX;
	uint64_t *labels = memory_new(count * SAMPLE_NAMES_MAX, sizeof *labels);
	for (size_t i = 0; i < count; i++) {
		size_t n =
		    add_labels(stats_channel(stats, group[i].channel, &room), labels + s->names);

		s->probe_shaped &= group[i].probe_shaped;
		s->probes |= group[i].probes;
		s->fewest = n < s->fewest ? n : s->fewest;
		s->names += n;
	}
	channel_room_fini(&room);
	if (s->names > 0)
		qsort(labels, s->names, sizeof *labels, compare_hashes);
	for (size_t i = 0; i < s->names; i++)
		distinct += i == 0 || labels[i] != labels[i - 1];
	s->distinct_share = s->names ? (double)distinct / (double)s->names : 0;
	free(labels);
	s->turns = turns_measure(stats, group, count);
}

bool siblings_are(const struct siblings *s)
{
	if (s->probes && (s->domains < TURN_DOMAINS || s->distinct_share < DISTINCT_SHARE))
		return false;
	return s->distinct_share >= REPEATED_SHARE &&
	       (s->domains > 2 || s->turns.changes >= PAIR_CHANGES);
}

bool siblings_alternate(const struct siblings *s)
{
	return s->turns.changes >= SOME_CHANGES;
}

static void apply_turns(struct verdict *v, const struct siblings *s, const struct facts *f)
{
	if (s->domains < TURN_DOMAINS || s->turns.rounds < TURN_ROUNDS ||
	    s->turns.evenness < TURN_EVENNESS || s->distinct_share < DISTINCT_SHARE ||
	    f->surprise_bits < TURN_SURPRISE || f->unique_share < TURN_UNIQUE)
		return;
	for (size_t i = 0; i < sizeof in_turn / sizeof *in_turn; i++) {
		if (s->turns.queries < in_turn[i].queries)
			continue;
		if (in_turn[i].score <= v->score)
			return;
		struct reason *r = verdict_set(v, "in-turn", in_turn[i].score);
		snprintf(r->text, sizeof r->text,
		    "random names for %zu domains in strict turn: %.0f %% of %zu queries",
		    s->domains, 100 * s->turns.rounds, s->turns.queries);
		verdict_measure(r, "rounds_share", s->turns.rounds, TURN_ROUNDS);
		verdict_measure(r, "queries", (double)s->turns.queries, (double)in_turn[i].queries);
		return;
	}
}

static void apply_probes(struct verdict *v, const struct siblings *s)
{
	if (!s->probe_shaped || s->domains < TURN_DOMAINS || s->distinct_share < DISTINCT_SHARE)
		return;
	for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
		if (s->names < probes[i].names || s->fewest < probes[i].fewest)
			continue;
		if (probes[i].score <= v->score)
			return;
		struct reason *r = verdict_set(v, "probe-shaped", probes[i].score);
		snprintf(r->text, sizeof r->text,
		    "%zu random words of 7 to 15 letters, each under one of %zu domains: no "
		    "browser "
		    "probes these",
		    s->names, s->domains);
		verdict_measure(r, "domains", (double)s->domains, TURN_DOMAINS);
		verdict_measure(r, "names", (double)s->names, (double)probes[i].names);
		return;
	}
}

void siblings_apply(struct verdict *v, const struct siblings *s, const struct facts *f)
{
	apply_turns(v, s, f);
	apply_probes(v, s);
}

#include "floor_generated.h"

#include <stdio.h>

/* Labels of one length from here on, and how many domains are enough; of any length. */
#define LONG_LABEL   20
#define LONG_DOMAINS 15
#define ANY_DOMAINS  20
/* Share of the members that fail, and of random labels among all domains of the client that fail:
 * who types wrong, or follows dead links, asks for words. */
#define FAILING_SHARE 0.9
#define RANDOM_SHARE  0.6

/* Members and the floor for that. */
static const struct {
	size_t any, one_length;
	int score;
} table[] = {{150, 100, 92}, {60, 40, 85}, {35, LONG_DOMAINS, 75}, {ANY_DOMAINS, LONG_DOMAINS, 60}};

static bool is_random(const struct domain_group_candidate *c)
{
	return c->surprising && c->failing;
}

/* The length that most random labels of at least LONG_LABEL characters have, and their number. */
static size_t most_of_one_length(
    const struct domain_group_candidate *group, size_t count, unsigned *length)
{
	size_t most = 0, run = 0;

	for (size_t i = 0; i < count; i++) {
		if (i > 0 && group[i].length != group[i - 1].length)
			run = 0;
		run += is_random(&group[i]);
		if (group[i].length >= LONG_LABEL && run > most) {
			most = run;
			*length = group[i].length;
		}
	}
	return most;
}

/* Moves the random labels within the lengths to the front, those that are answered as well. */
static size_t keep(struct domain_group_candidate *group, size_t count, struct generated *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		struct domain_group_candidate c = group[i];

		if (!c.surprising || c.length < g->shortest || c.length > g->longest)
			continue;
		g->failing += c.failing;
		group[i] = group[kept];
		group[kept++] = c;
	}
	return kept;
}

static int floor_of(const struct generated *g)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (g->failing >= (g->one_length ? table[i].one_length : table[i].any))
			return table[i].score;
	return 0;
}

size_t generated_select(
    struct domain_group_candidate *group, size_t count, bool answered, struct generated *g)
{
	unsigned length = 0;
	size_t random = 0, failing = 0;

	*g = (struct generated){.shortest = UINT8_MAX};
	for (size_t i = 0; i < count; i++) {
		failing += group[i].failing;
		if (!is_random(&group[i]))
			continue;
		random++;
		g->shortest = group[i].length < g->shortest ? group[i].length : g->shortest;
		g->longest = group[i].length > g->longest ? group[i].length : g->longest;
	}
	bool any =
	    answered && random >= ANY_DOMAINS && (double)random >= RANDOM_SHARE * (double)failing;
	if (!any && most_of_one_length(group, count, &length) < LONG_DOMAINS)
		return 0;
	if (!any)
		g->shortest = g->longest = length;
	g->one_length = g->shortest == g->longest && g->shortest >= LONG_LABEL;
	g->domains = keep(group, count, g);
	if ((double)g->failing < FAILING_SHARE * (double)g->domains)
		return 0;
	g->floor = floor_of(g);
	return g->floor > 0 ? g->domains : 0;
}

void generated_apply(struct verdict *v, const struct generated *g)
{
	v->score = v->weighed = 0;
	v->reason_count = 0;
	v->staged = v->has_mark = false;
	struct reason *r = verdict_set(v, "generated-names", g->floor);
	int n = snprintf(r->text, sizeof r->text, "%zu registered domains with random labels of %u",
	    g->domains, g->shortest);
	if (g->longest > g->shortest)
		n += snprintf(r->text + n, sizeof r->text - (size_t)n, " to %u", g->longest);
	snprintf(r->text + n, sizeof r->text - (size_t)n, " characters; %zu of them do not resolve",
	    g->failing);
	verdict_measure(
	    r, "domains", (double)g->domains, g->one_length ? LONG_DOMAINS : ANY_DOMAINS);
	verdict_measure(r, "failing", (double)g->failing, FAILING_SHARE * (double)g->domains);
}

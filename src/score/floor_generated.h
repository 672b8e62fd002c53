/*
 * Score floor for names that a domain generation algorithm makes up: a client asks for many
 * registered domains whose labels are random, and hardly one of them exists. Works on the
 * candidates alone; pure.
 */
#ifndef DNSFERRET_SCORE_FLOOR_GENERATED_H
#define DNSFERRET_SCORE_FLOOR_GENERATED_H

#include "domain_group.h"
#include "verdict.h"

struct generated {
	size_t domains, failing;    /* members, and those in vain */
	unsigned shortest, longest; /* labels of the members that fail, in characters */
	bool one_length;            /* long labels of one length: fewer are enough */
	int floor;
};

/* Chooses the members among the registered domains of a client that fail or look random, sorted by
 * domain_group_sort, and moves them to the front. `answered`: the capture has responses. Returns
 * how many they are; 0 = nobody generates names here. */
size_t generated_select(
    struct domain_group_candidate *group, size_t count, bool answered, struct generated *generated);

/* Sets the score: the names carry no data, so what was said about it is withdrawn. */
void generated_apply(struct verdict *verdict, const struct generated *generated);

#endif

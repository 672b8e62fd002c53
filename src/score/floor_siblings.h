/*
 * Score floors for look-alike domains: unique random names sent to each of them in strict turn, or
 * names like a browser's probes under many public domains. No state.
 */
#ifndef DNSFERRET_SCORE_FLOOR_SIBLINGS_H
#define DNSFERRET_SCORE_FLOOR_SIBLINGS_H

#include "group_turns.h"
#include "verdict.h"

struct siblings {
	size_t domains;
	bool probes;           /* some are explained as a browser's probes */
	bool probe_shaped;     /* all have names of that form */
	size_t names, fewest;  /* earliest names of all domains, and of the one with fewest */
	double distinct_share; /* names whose labels come under one domain only */
	struct turns turns;
};

/* Measures a group of look-alikes. Allocates and frees; reads the members' channels. */
void siblings_measure(const struct stats *stats, const struct domain_group_candidate *group,
    size_t count, struct siblings *siblings);

/* True if they belong together: their names are not one list that is tried with each domain, and
 * two domains must be asked in turn. */
bool siblings_are(const struct siblings *siblings);

/* True if the members are asked alternately, at least now and then. */
bool siblings_alternate(const struct siblings *siblings);

void siblings_apply(
    struct verdict *verdict, const struct siblings *siblings, const struct facts *facts);

#endif

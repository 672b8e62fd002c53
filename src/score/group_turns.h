/*
 * Whether the domains of a group are asked in turn. A program that spreads its data over domains
 * takes the next one for each query; programs that have nothing to do with each other do not.
 */
#ifndef DNSFERRET_SCORE_GROUP_TURNS_H
#define DNSFERRET_SCORE_GROUP_TURNS_H

#include "domain_group.h"

struct turns {
	size_t queries; /* of all members, without repeats */
	double changes; /* share that goes to another domain than the one before */
	double rounds; /* share that goes to the domain as many queries before as there are domains:
			  1 for a strict order, 1 / domains for a random one */
	double evenness; /* median time between queries / mean time: near 0 if they come in bursts,
			    as the parts of a web page do */
};

/* Allocates and frees; reads the members' channels. */
struct turns turns_measure(
    const struct stats *stats, const struct domain_group_candidate *group, size_t count);

#endif

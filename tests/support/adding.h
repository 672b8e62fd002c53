/* Messages into statistics one by one. */
#ifndef DNSFERRET_TESTS_ADDING_H
#define DNSFERRET_TESTS_ADDING_H

#include "stats/stats.h"

/* Of the hash tables of all statistics of a test, and of its preparer. */
#define TEST_SECRET 7

static inline void add_event(struct stats *s, struct preparser *p, const struct dns_event *event)
{
	struct addend addend = {.event = event};

	preparser_fill(p, &addend, 1);
	stats_add_all(s, &addend, 1);
}

#endif

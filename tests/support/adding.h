/* Adds messages to statistics one by one. */
#ifndef DNSFERRET_TESTS_ADDING_H
#define DNSFERRET_TESTS_ADDING_H

#include "stats/stats.h"

/* Hash secret of all statistics in a test and of their preparser. */
#define TEST_SECRET 7

static inline void add_event(struct stats *s, struct preparser *p, const struct dns_event *event)
{
	struct addend addend = {.event = event};

	preparser_fill(p, &addend, 1);
	stats_add_all(s, &addend, 1);
}

#endif

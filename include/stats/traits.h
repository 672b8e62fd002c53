/*
 * Traits of a host: how it asks and how it answers, by which its role is told (roles.h). An array
 * of counters, one per row of trait.def. Plain values.
 */
#ifndef DNSFERRET_STATS_TRAITS_H
#define DNSFERRET_STATS_TRAITS_H

#include <stdint.h>

#include "dns/event.h"

enum trait {
#define TRAIT(id) TRAIT_##id,
#include "stats/trait.def"
#undef TRAIT
	TRAIT_COUNT,
};

struct traits {
	uint64_t of[TRAIT_COUNT];
};

/* Counts one DNS message at both of its ends. */
void traits_add(struct traits *client, struct traits *server, const struct dns_event *event);

void traits_merge(struct traits *into, const struct traits *from);

#endif

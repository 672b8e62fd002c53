/*
 * Names met lately, and their base domains: most questions ask for a name that was just asked for,
 * and every answer repeats its question's, so that the base need not be searched again. A cache:
 * what it does not know costs a search, nothing else. Belongs to the statistics.
 */
#ifndef DNSFERRET_STATS_RECENT_H
#define DNSFERRET_STATS_RECENT_H

#include <stdbool.h>
#include <stdint.h>

#include "dns/name.h"

/* Longer names are seldom asked for twice. */
#define RECENT_NAME_MAX 91

struct recent_name {
	uint32_t domain; /* number of its record */
	uint8_t len;     /* 0 = free */
	uint8_t fold[RECENT_NAME_MAX];
};

struct recent {
	uint64_t secret;
	struct recent_name *names;
};

void recent_init(struct recent *r, uint64_t secret);
void recent_fini(struct recent *r);

/* The place of a name; NULL for a name that is not remembered. */
struct recent_name *recent_of(const struct recent *r, const struct dns_name *name);

/* Whether the place is that of this name now. */
bool recent_is(const struct recent_name *place, const struct dns_name *name);

/* Makes it so. */
void recent_set(struct recent_name *place, const struct dns_name *name, uint32_t domain);

#endif

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

/* Longer names are seldom asked for twice. With the rest of a place it fills a cache line. */
#define RECENT_NAME_MAX 58

struct recent_name {
	uint32_t domain;     /* number of its record */
	uint8_t base_labels; /* of that */
	uint8_t len;         /* 0 = free */
	uint8_t fold[RECENT_NAME_MAX];
};

struct recent {
	struct recent_name *names; /* RECENT_NAMES of them, each in a cache line of its own */
	void *memory;              /* in which they stand */
};

void recent_init(struct recent *r);
void recent_fini(struct recent *r);

/* Fetches into the cache what recent_find will look at. */
void recent_fetch(const struct recent *r, uint64_t name_hash);

/* NULL when it is not remembered. `name_hash`: any hash of the name. */
const struct recent_name *recent_find(
    const struct recent *r, uint64_t name_hash, const struct dns_name *name);

/* Remembers a name, unless it is long. */
void recent_note(struct recent *r, uint64_t name_hash, const struct dns_name *name, uint32_t domain,
    uint8_t base_labels);

#endif

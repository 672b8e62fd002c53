/*
 * Base domains of names: by the public suffix list, and for names met lately out of memory, because
 * most questions ask for a name that was just asked for, and every answer repeats its question's.
 * A cache: what it does not know costs a search, nothing else. Belongs to the preparer.
 */
#ifndef DNSFERRET_STATS_BASE_CACHE_H
#define DNSFERRET_STATS_BASE_CACHE_H

#include <stdint.h>

#include "dns/name.h"
#include "dns/suffix.h"

/* Longer names are seldom asked for twice. With the rest of a place it fills a cache line. */
#define KNOWN_NAME_MAX 60

struct known_name {
	struct suffix_base base;
	uint8_t len; /* 0 = free */
	uint8_t fold[KNOWN_NAME_MAX];
};

struct base_cache {
	struct suffix *suffix;
	struct known_name *names; /* RECENT_NAMES of them, each in a cache line of its own */
	void *memory;             /* in which they stand */
};

void base_cache_init(struct base_cache *b);
void base_cache_fini(struct base_cache *b);

/* Fetches into the cache what base_cache_find will look at. `name_hash`: any hash of the name. */
void base_cache_fetch(const struct base_cache *b, uint64_t name_hash);

struct suffix_base base_cache_find(
    struct base_cache *b, uint64_t name_hash, const struct dns_name *name);

#endif

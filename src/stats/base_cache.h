/*
 * Base domain of a name by the public suffix list, with a cache of recent names: most queries
 * repeat a recent name, and every response repeats that of its query. A miss costs a search in the
 * list. Owned by the preparser (init/fini); one thread.
 */
#ifndef DNSFERRET_STATS_BASE_CACHE_H
#define DNSFERRET_STATS_BASE_CACHE_H

#include <stdint.h>

#include "dns/name.h"
#include "dns/suffix.h"

/* Longer names are rarely repeated. At this length an entry fills exactly one cache line. */
#define KNOWN_NAME_MAX 60

struct known_name {
	struct suffix_base base;
	uint8_t len; /* 0 = free */
	uint8_t fold[KNOWN_NAME_MAX];
};

struct base_cache {
	struct suffix *suffix;
	struct known_name *names; /* RECENT_NAMES entries, each aligned to a cache line */
	void *memory;             /* the allocation that holds `names` */
};

void base_cache_init(struct base_cache *b);
void base_cache_fini(struct base_cache *b);

/* Prefetches the entry that base_cache_find will read. `name_hash`: any hash of the name. */
void base_cache_fetch(const struct base_cache *b, uint64_t name_hash);

struct suffix_base base_cache_find(
    struct base_cache *b, uint64_t name_hash, const struct dns_name *name);

#endif

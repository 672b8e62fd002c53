/*
 * Names met lately, and what was found for them: most questions ask for a name that was just asked
 * for, and every answer repeats its question's, so that base domain and channel need not be
 * searched again. A cache: what it does not know costs a search, nothing else. Belongs to the
 * statistics; forgets when their records are numbered anew.
 */
#ifndef DNSFERRET_STATS_RECENT_H
#define DNSFERRET_STATS_RECENT_H

#include <stdbool.h>
#include <stdint.h>

#include "dns/name.h"

/* Longer names are seldom asked for twice. */
#define RECENT_NAME_MAX 80

struct recent_name {
	uint64_t hash; /* channel_name_hash; 0 = free */
	uint32_t domain;
	uint32_t client, channel; /* who asked for it last, and the channel of that; TABLE_NONE */
	uint8_t len;
	uint8_t fold[RECENT_NAME_MAX];
};

struct recent {
	struct recent_name *names;
};

void recent_init(struct recent *r);
void recent_fini(struct recent *r);

/* The place of a name; *known tells whether what stands there is about it. NULL for a name that is
 * not remembered. */
struct recent_name *recent_find(
    const struct recent *r, const struct dns_name *name, uint64_t hash, bool *known);

/* Makes the place one of this name, of which only the base is known. */
void recent_set(
    struct recent_name *place, const struct dns_name *name, uint64_t hash, uint32_t domain);

#endif

/*
 * The earliest entries of a set: kept once a sketch can no longer hold all of it, so that the
 * rhythm of a session of any length is known from its beginning. Depends only on the set; merging
 * is exact. Owned by its channel.
 */
#ifndef DNSFERRET_STATS_EARLY_H
#define DNSFERRET_STATS_EARLY_H

#include "stats/sketch.h"

struct early {
	struct sketch_entry *items; /* by time, then hash; NULL = the sketch holds every entry */
	uint16_t count;
};

void early_fini(struct early *e);

/* Starts the list from a sketch that is still exact; does nothing if it has begun. */
void early_begin(struct early *e, const struct sketch *all);

/* Offers an entry, if the list has begun. */
void early_add(struct early *e, const struct sketch_entry *entry);

#endif

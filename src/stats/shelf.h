/*
 * Pieces of memory of a few sizes, aligned for nothing: what is given back is used again for the
 * same size. Lives as long as its arena.
 */
#ifndef DNSFERRET_STATS_SHELF_H
#define DNSFERRET_STATS_SHELF_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define SHELF_SIZES 13

/* Octets of the largest size. */
#define SHELF_OCTETS_MAX 432

struct shelf {
	struct arena *arena;
	void *free[SHELF_SIZES];
	uint8_t *rest; /* of what was taken from the arena last */
	size_t rest_len;
};

/* The smallest size, from 1, that holds so many octets; above SHELF_SIZES when none does. */
unsigned shelf_size_for(size_t octets);

size_t shelf_octets(unsigned size);

uint8_t *shelf_take(struct shelf *shelf, unsigned size);
void shelf_give(struct shelf *shelf, unsigned size, uint8_t *piece);

#endif

/*
 * Pieces of memory of a few sizes, aligned for nothing and known by numbers of 32 bits: what is
 * given back is used again for the same size. Pieces live as long as the arena; init/fini.
 */
#ifndef DNSFERRET_STATS_SHELF_H
#define DNSFERRET_STATS_SHELF_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define SHELF_SIZES 13

/* Octets of the largest size. */
#define SHELF_OCTETS_MAX 432

/* The number of no piece. */
#define SHELF_NONE 0

/* A number counts units of SHELF_UNIT octets in blocks of 2^SHELF_BLOCK_BITS units. */
#define SHELF_UNIT       4
#define SHELF_BLOCK_BITS 16

/* Of a block: whole pages with what the arena and the C library put in front. */
#define SHELF_BLOCK_OCTETS ((SHELF_UNIT << SHELF_BLOCK_BITS) - 64)

struct shelf {
	struct arena *arena;
	uint8_t **blocks;
	uint32_t block_count, block_cap;
	uint32_t used; /* octets of the last block */
	uint32_t free[SHELF_SIZES];
};

void shelf_init(struct shelf *shelf, struct arena *arena);
void shelf_fini(struct shelf *shelf);

/* The smallest size, from 1, that holds so many octets; above SHELF_SIZES when none does. */
unsigned shelf_size_for(size_t octets);

size_t shelf_octets(unsigned size);

/* SHELF_NONE when there are no more numbers, after 16 GiB. */
uint32_t shelf_take(struct shelf *shelf, unsigned size);
void shelf_give(struct shelf *shelf, unsigned size, uint32_t piece);

static inline uint8_t *shelf_at(const struct shelf *shelf, uint32_t piece)
{
	return shelf->blocks[piece >> SHELF_BLOCK_BITS] +
	       (size_t)SHELF_UNIT * (piece & ((1u << SHELF_BLOCK_BITS) - 1));
}

#endif

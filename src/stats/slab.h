/*
 * Allocator for unaligned pieces of a few fixed sizes, identified by 32-bit numbers. Freed pieces
 * are reused for the same size. Pieces live as long as the arena, which the caller owns; init/fini.
 */
#ifndef DNSFERRET_STATS_SLAB_H
#define DNSFERRET_STATS_SLAB_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define SLAB_SIZES 13

/* Bytes of the largest size. */
#define SLAB_BYTES_MAX 432

/* The piece number that means none. */
#define SLAB_NONE 0

/* A piece number counts units of SLAB_UNIT bytes in blocks of 2^SLAB_BLOCK_BITS units. */
#define SLAB_UNIT       4
#define SLAB_BLOCK_BITS 16

/* Block size: whole pages together with the headers of the arena and malloc. */
#define SLAB_BLOCK_BYTES ((SLAB_UNIT << SLAB_BLOCK_BITS) - 64)

struct slab {
	struct arena *arena;
	uint8_t **blocks;
	uint32_t block_count, block_cap;
	uint32_t used; /* bytes used in the last block */
	uint32_t free[SLAB_SIZES];
};

void slab_init(struct slab *slab, struct arena *arena);
void slab_fini(struct slab *slab);

/* The smallest size class (from 1) that holds so many bytes; above SLAB_SIZES if none does. */
unsigned slab_size_for(size_t bytes);

size_t slab_bytes(unsigned size);

/* Returns SLAB_NONE when the numbers run out, at 16 GiB. */
uint32_t slab_take(struct slab *slab, unsigned size);
void slab_give(struct slab *slab, unsigned size, uint32_t piece);

static inline uint8_t *slab_at(const struct slab *slab, uint32_t piece)
{
	return slab->blocks[piece >> SLAB_BLOCK_BITS] +
	       (size_t)SLAB_UNIT * (piece & ((1u << SLAB_BLOCK_BITS) - 1));
}

#endif

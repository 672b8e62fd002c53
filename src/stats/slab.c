#include "slab.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/limits.h"

/* Many channels have one query and its response: 30 to 36 bytes. */
static const uint16_t sizes[SLAB_SIZES] = {
    24, 28, 32, 36, 44, 56, 64, 92, 120, 168, 232, 312, SLAB_BYTES_MAX};

void slab_init(struct slab *slab, struct arena *arena)
{
	*slab = (struct slab){.arena = arena};
}

void slab_fini(struct slab *slab)
{
	free(slab->blocks);
}

unsigned slab_size_for(size_t bytes)
{
	unsigned size = 1;

	while (size <= SLAB_SIZES && sizes[size - 1] < bytes)
		size++;
	return size;
}

size_t slab_bytes(unsigned size)
{
	return sizes[size - 1];
}

/* Returns false when the piece numbers run out. */
static bool begin_block(struct slab *slab)
{
	if (slab->block_count == SLAB_BLOCKS_MAX)
		return false;
	if (slab->block_count == slab->block_cap) {
		slab->block_cap = slab->block_cap ? slab->block_cap * 2 : 16;
		slab->blocks = memory_resize(slab->blocks, slab->block_cap, sizeof(*slab->blocks));
	}
	slab->blocks[slab->block_count++] = arena_take(slab->arena, SLAB_BLOCK_BYTES);
	slab->used = SLAB_UNIT; /* so that no piece has number 0 */
	return true;
}

/* The free pieces of a size form a linked list: each starts with the number of the next. */
uint32_t slab_take(struct slab *slab, unsigned size)
{
	uint32_t piece = slab->free[size - 1];

	if (piece != SLAB_NONE) {
		memcpy(&slab->free[size - 1], slab_at(slab, piece), sizeof piece);
		return piece;
	}
	if ((slab->block_count == 0 || SLAB_BLOCK_BYTES - slab->used < sizes[size - 1]) &&
	    !begin_block(slab))
		return SLAB_NONE;
	piece = (slab->block_count - 1) << SLAB_BLOCK_BITS | slab->used / SLAB_UNIT;
	slab->used += sizes[size - 1];
	return piece;
}

void slab_give(struct slab *slab, unsigned size, uint32_t piece)
{
	memcpy(slab_at(slab, piece), &slab->free[size - 1], sizeof piece);
	slab->free[size - 1] = piece;
}

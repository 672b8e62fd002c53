#include "shelf.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "limits.h"

/* Many channels have one question and its answer: 30 to 36 octets. */
static const uint16_t sizes[SHELF_SIZES] = {
    24, 28, 32, 36, 44, 56, 64, 92, 120, 168, 232, 312, SHELF_OCTETS_MAX};

void shelf_init(struct shelf *shelf, struct arena *arena)
{
	*shelf = (struct shelf){.arena = arena};
}

void shelf_fini(struct shelf *shelf)
{
	free(shelf->blocks);
}

unsigned shelf_size_for(size_t octets)
{
	unsigned size = 1;

	while (size <= SHELF_SIZES && sizes[size - 1] < octets)
		size++;
	return size;
}

size_t shelf_octets(unsigned size)
{
	return sizes[size - 1];
}

/* False when there are no more numbers. */
static bool begin_block(struct shelf *shelf)
{
	if (shelf->block_count == SHELF_BLOCKS_MAX)
		return false;
	if (shelf->block_count == shelf->block_cap) {
		shelf->block_cap = shelf->block_cap ? shelf->block_cap * 2 : 16;
		shelf->blocks =
		    memory_resize(shelf->blocks, shelf->block_cap, sizeof(*shelf->blocks));
	}
	shelf->blocks[shelf->block_count++] = arena_take(shelf->arena, SHELF_BLOCK_OCTETS);
	shelf->used = SHELF_UNIT; /* so that no piece has number 0 */
	return true;
}

/* The free pieces of a size are a list; each begins with the next one. */
uint32_t shelf_take(struct shelf *shelf, unsigned size)
{
	uint32_t piece = shelf->free[size - 1];

	if (piece != SHELF_NONE) {
		memcpy(&shelf->free[size - 1], shelf_at(shelf, piece), sizeof piece);
		return piece;
	}
	if ((shelf->block_count == 0 || SHELF_BLOCK_OCTETS - shelf->used < sizes[size - 1]) &&
	    !begin_block(shelf))
		return SHELF_NONE;
	piece = (shelf->block_count - 1) << SHELF_BLOCK_BITS | shelf->used / SHELF_UNIT;
	shelf->used += sizes[size - 1];
	return piece;
}

void shelf_give(struct shelf *shelf, unsigned size, uint32_t piece)
{
	memcpy(shelf_at(shelf, piece), &shelf->free[size - 1], sizeof piece);
	shelf->free[size - 1] = piece;
}

#include "shelf.h"

#include <string.h>

/* Many channels have one question and its answer: 30 to 36 octets. */
static const uint16_t sizes[SHELF_SIZES] = {
    24, 28, 32, 36, 44, 56, 64, 92, 120, 168, 232, 312, SHELF_OCTETS_MAX};

/* Taken from the arena at a time. */
#define BLOCK_OCTETS 16384

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

/* The free pieces of a size are a list; each begins with the next one. */
uint8_t *shelf_take(struct shelf *shelf, unsigned size)
{
	uint8_t *piece = shelf->free[size - 1];

	if (piece) {
		memcpy(&shelf->free[size - 1], piece, sizeof(void *));
		return piece;
	}
	if (shelf->rest_len < sizes[size - 1]) {
		shelf->rest = arena_take(shelf->arena, BLOCK_OCTETS);
		shelf->rest_len = BLOCK_OCTETS;
	}
	piece = shelf->rest;
	shelf->rest += sizes[size - 1];
	shelf->rest_len -= sizes[size - 1];
	return piece;
}

void shelf_give(struct shelf *shelf, unsigned size, uint8_t *piece)
{
	memcpy(piece, &shelf->free[size - 1], sizeof(void *));
	shelf->free[size - 1] = piece;
}

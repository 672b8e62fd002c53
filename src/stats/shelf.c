#include "shelf.h"

#include <string.h>

static const uint16_t sizes[SHELF_SIZES] = {32, 48, 64, 80, 112, 160, 224, 304, SHELF_OCTETS_MAX};

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
	void *piece = shelf->free[size - 1];

	if (!piece)
		return arena_take(shelf->arena, sizes[size - 1]);
	memcpy(&shelf->free[size - 1], piece, sizeof(void *));
	return piece;
}

void shelf_give(struct shelf *shelf, unsigned size, uint8_t *piece)
{
	memcpy(piece, &shelf->free[size - 1], sizeof(void *));
	shelf->free[size - 1] = piece;
}

/*
 * Tables of the text report: one row for each member of a list, columns as wide as the shown rows
 * need.
 */
#ifndef DNSFERRET_RENDER_TEXT_GRID_H
#define DNSFERRET_RENDER_TEXT_GRID_H

#include "../lines.h"

#define GRID_COLUMNS_MAX 10
#define GRID_CELL_MAX    192

struct grid_column {
	const char *title;
	bool right;   /* aligned */
	bool shrinks; /* its texts are shortened in the middle if a row is too wide */
};

/* Writes the cells of a row, one per column. UTF-8 is in brackets at the end of a
 * cell, and is left out if there is no room for it. */
typedef void grid_cells(const struct node *row, const struct layout *layout,
    char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX]);

/* At most `top` rows (0 = all) from `first` on. */
void grid_write(struct lines *l, const struct grid_column *columns, size_t count,
    const struct node *first, unsigned top, grid_cells *cells);

#endif

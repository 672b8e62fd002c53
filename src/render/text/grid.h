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
	bool right;    /* aligned */
	bool shrinks;  /* its texts are shortened in the middle if a row is too wide */
	bool optional; /* left out if all its cells are empty */
	bool below;    /* goes to a second line if a row is too wide even so */
};

/* Writes the cells of a row, one per column. UTF-8 is in brackets at the end of a
 * cell, and is left out if there is no room for it. */
typedef void grid_cells(const struct node *row, const struct layout *layout,
    char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX]);

/* A name with its Unicode form where both have room, and a count. */
void grid_name(char cell[GRID_CELL_MAX], const struct layout *layout, const char *name);
void grid_number(char cell[GRID_CELL_MAX], int64_t value);

/* At most `top` rows (0 = all) from `first` on. */
void grid_write(struct lines *l, const struct grid_column *columns, size_t count,
    const struct node *first, unsigned top, grid_cells *cells);

#endif

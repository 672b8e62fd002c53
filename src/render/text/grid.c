#include "grid.h"

#include <string.h>

#define INDENT 2
/* Minimum width of a column that shrinks. */
#define SHRUNK_MIN 12

static void drop_unicode(char cell[GRID_CELL_MAX])
{
	const char *c = cell;

	while (*c && (uint8_t)*c < 0x80)
		c++;
	char *bracket = *c ? strstr(cell, " (") : NULL;
	if (bracket)
		*bracket = '\0';
}

static void put_row(struct lines *l, const struct grid_column *columns, size_t count,
    const unsigned *widths, char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX])
{
	struct out *p = lines_open(l, 2 * INDENT);

	for (size_t i = 0; i < count; i++) {
		char whole[GRID_CELL_MAX];

		if (lines_columns(cells[i]) > widths[i])
			drop_unicode(cells[i]);
		if (lines_columns(cells[i]) > widths[i])
			lines_shorten(memcpy(whole, cells[i], sizeof whole), widths[i], cells[i]);
		int pad = (int)(widths[i] - lines_columns(cells[i]));

		out_print(p, "%*s", INDENT, "");
		out_print(p, "%*s%s", columns[i].right ? pad : 0, "", cells[i]);
		if (!columns[i].right && i + 1 < count)
			out_print(p, "%*s", pad, "");
	}
	lines_close(l);
}

static void shrink(const struct lines *l, const struct grid_column *columns, size_t count,
    unsigned widths[GRID_COLUMNS_MAX])
{
	unsigned needed = 0;

	for (size_t i = 0; i < count; i++)
		needed += INDENT + widths[i];
	for (size_t i = 0; i < count; i++) {
		unsigned over = needed > l->layout->width ? needed - l->layout->width : 0;

		if (!columns[i].shrinks || over == 0 || widths[i] <= SHRUNK_MIN)
			continue;
		unsigned least = widths[i] - SHRUNK_MIN;
		widths[i] -= over < least ? over : least;
		needed -= over < least ? over : least;
	}
}

void grid_write(struct lines *l, const struct grid_column *columns, size_t count,
    const struct node *first, unsigned top, grid_cells *fill)
{
	char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX];
	unsigned widths[GRID_COLUMNS_MAX] = {0}, row_count = 0;

	for (size_t i = 0; i < count; i++)
		widths[i] = (unsigned)strlen(columns[i].title);
	for (const struct node *n = first; n && (top == 0 || row_count < top); n = n->next) {
		fill(n, l->layout, cells);
		for (size_t i = 0; i < count; i++)
			if (lines_columns(cells[i]) > widths[i])
				widths[i] = lines_columns(cells[i]);
		row_count++;
	}
	shrink(l, columns, count, widths);
	for (size_t i = 0; i < count; i++)
		lines_shorten(columns[i].title, GRID_CELL_MAX - 1, cells[i]);
	put_row(l, columns, count, widths, cells);
	for (const struct node *n = first; row_count > 0; n = n->next, row_count--) {
		fill(n, l->layout, cells);
		put_row(l, columns, count, widths, cells);
	}
}

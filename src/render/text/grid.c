#include "grid.h"

#include <string.h>

#include "../view.h"

#define INDENT 2
/* Minimum width of a column that shrinks. */
#define SHRUNK_MIN 12
/* The same before a row takes a second line. */
#define FOLDED_MIN 20

static void drop_unicode(char cell[GRID_CELL_MAX])
{
	const char *c = cell;

	while (*c && (uint8_t)*c < 0x80)
		c++;
	char *bracket = *c ? strstr(cell, " (") : NULL;
	if (bracket)
		*bracket = '\0';
}

/* Tables whose rows may take two lines; of their columns, only names shrink. */
static bool can_fold(const struct grid_column *columns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (columns[i].below)
			return true;
	return false;
}

/* The columns of a row on one line: all, or those of its first or second line. */
enum part { WHOLE, FIRST_LINE, SECOND_LINE };

/* A column that is left out has no width. */
static bool is_in(const struct grid_column *column, unsigned width, enum part part)
{
	return width > 0 && (part == WHOLE || column->below == (part == SECOND_LINE));
}

static void put_cell(
    struct out *p, const struct grid_column *column, unsigned width, char cell[GRID_CELL_MAX])
{
	char whole[GRID_CELL_MAX];

	if (lines_columns(cell) > width)
		drop_unicode(cell);
	if (lines_columns(cell) > width)
		lines_shorten(memcpy(whole, cell, sizeof whole), width, cell);
	int pad = (int)(width - lines_columns(cell));
	out_print(p, "%*s", INDENT, "");
	out_print(p, "%*s%s", column->right ? pad : 0, "", cell);
	if (!column->right)
		out_print(p, "%*s", pad, "");
}

/* Writes one line, `indent` columns further to the right. On a second line optional columns come
 * last, so that it has no hole where they are empty. Blanks at the end of a line are dropped. */
static void put_line(struct lines *l, const struct grid_column *columns, size_t count,
    const unsigned *widths, char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX], enum part part,
    unsigned indent)
{
	struct out *p = lines_open(l, 2 * INDENT + indent);
	bool second = part == SECOND_LINE;

	out_print(p, "%*s", (int)indent, "");
	for (size_t i = 0; i < count; i++)
		if (is_in(&columns[i], widths[i], part) && !(second && columns[i].optional))
			put_cell(p, &columns[i], widths[i], cells[i]);
	for (size_t i = 0; second && i < count; i++)
		if (is_in(&columns[i], widths[i], part) && columns[i].optional)
			put_cell(p, &columns[i], widths[i], cells[i]);
	lines_close(l);
}

/* Columns in front of the first one that shrinks: there a second line begins. */
static unsigned second_indent(const struct grid_column *columns, const unsigned *widths)
{
	unsigned indent = 0;

	for (size_t i = 0; !columns[i].shrinks; i++)
		indent += columns[i].below ? 0 : INDENT + widths[i];
	return indent;
}

static void put_row(struct lines *l, const struct grid_column *columns, size_t count,
    const unsigned *widths, char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX], bool folded)
{
	put_line(l, columns, count, widths, cells, folded ? FIRST_LINE : WHOLE, 0);
	if (folded)
		put_line(
		    l, columns, count, widths, cells, SECOND_LINE, second_indent(columns, widths));
}

/* Makes columns narrower, the widest first and none below `least`, until the line fits behind its
 * indent. Returns false if it does not. */
static bool shrink(const struct lines *l, const struct grid_column *columns, size_t count,
    unsigned widths[GRID_COLUMNS_MAX], enum part part, unsigned indent, unsigned least)
{
	unsigned needed = indent;

	for (size_t i = 0; i < count; i++)
		needed += is_in(&columns[i], widths[i], part) ? INDENT + widths[i] : 0;
	for (; needed > l->layout->width; needed--) {
		unsigned *widest = NULL;

		for (size_t i = 0; i < count; i++)
			if (columns[i].shrinks && is_in(&columns[i], widths[i], part) &&
			    widths[i] > (widest ? *widest : least))
				widest = &widths[i];
		if (!widest)
			return false;
		--*widest;
	}
	return true;
}

/* Fits the columns to the page; true if a row takes two lines. */
static bool fit(const struct lines *l, const struct grid_column *columns, size_t count,
    unsigned widths[GRID_COLUMNS_MAX])
{
	unsigned natural[GRID_COLUMNS_MAX];

	memcpy(natural, widths, sizeof natural);
	if (!can_fold(columns, count)) {
		shrink(l, columns, count, widths, WHOLE, 0, SHRUNK_MIN);
		return false;
	}
	if (shrink(l, columns, count, widths, WHOLE, 0, FOLDED_MIN))
		return false;
	memcpy(widths, natural, sizeof natural);
	shrink(l, columns, count, widths, FIRST_LINE, 0, SHRUNK_MIN);
	shrink(l, columns, count, widths, SECOND_LINE, second_indent(columns, widths), SHRUNK_MIN);
	return true;
}

void grid_name(char cell[GRID_CELL_MAX], const struct layout *layout, const char *name)
{
	char unicode[VIEW_UNICODE_MAX];

	lines_shorten(name, GRID_CELL_MAX - 1, cell);
	/* Numbers follow, so none that runs from the right. */
	view_unicode(layout, name, true, unicode);
	size_t len = strlen(cell), more = strlen(unicode);
	if (len + more < GRID_CELL_MAX)
		memcpy(cell + len, unicode, more + 1);
}

void grid_number(char cell[GRID_CELL_MAX], int64_t value)
{
	char figure[FIGURE_MAX];

	lines_shorten(lines_count(value, figure), GRID_CELL_MAX - 1, cell);
}

void grid_write(struct lines *l, const struct grid_column *columns, size_t count,
    const struct node *first, unsigned top, grid_cells *fill)
{
	char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX];
	unsigned widths[GRID_COLUMNS_MAX] = {0}, row_count = 0;

	for (size_t i = 0; i < count; i++)
		widths[i] = columns[i].optional ? 0 : (unsigned)strlen(columns[i].title);
	for (const struct node *n = first; n && (top == 0 || row_count < top); n = n->next) {
		fill(n, l->layout, cells);
		for (size_t i = 0; i < count; i++)
			if (lines_columns(cells[i]) > widths[i])
				widths[i] = lines_columns(cells[i]);
		row_count++;
	}
	for (size_t i = 0; i < count; i++)
		if (widths[i] > 0 && widths[i] < strlen(columns[i].title))
			widths[i] = (unsigned)strlen(columns[i].title);
	bool folded = fit(l, columns, count, widths);
	for (size_t i = 0; i < count; i++)
		lines_shorten(columns[i].title, GRID_CELL_MAX - 1, cells[i]);
	put_row(l, columns, count, widths, cells, folded);
	for (const struct node *n = first; row_count > 0; n = n->next, row_count--) {
		fill(n, l->layout, cells);
		put_row(l, columns, count, widths, cells, folded);
	}
}

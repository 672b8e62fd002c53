#include "../view.h"
#include "grid.h"
#include "sections.h"

#include <inttypes.h>

#define HANG_LIST 12

static const struct grid_column columns[] = {
    {.title = "indicator", .shrinks = true},
    {.title = "in"},
    {.title = "client"},
    {.title = "messages", .right = true},
    {.title = "first"},
    {.title = "list", .shrinks = true, .below = true},
};

static void cells_of(
    const struct node *m, const struct layout *layout, char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX])
{
	char where[VIEW_WHERE_MAX];

	grid_name(cells[0], layout, document_text(m, "indicator"));
	lines_shorten(document_text(m, "in"), GRID_CELL_MAX - 1, cells[1]);
	lines_shorten(document_text(m, "client"), GRID_CELL_MAX - 1, cells[2]);
	grid_number(cells[3], document_integer(m, "messages"));
	view_where(document_get(m, "evidence"), where);
	lines_shorten(where, GRID_CELL_MAX - 1, cells[4]);
	lines_shorten(document_text(m, "list"), GRID_CELL_MAX - 1, cells[5]);
}

static void put_list(struct lines *l, const struct node *list)
{
	char figure[FIGURE_MAX];
	int64_t taken = document_integer(list, "indicators");
	int64_t broken = document_integer(list, "unusable");
	struct out *p = lines_open(l, HANG_LIST);

	out_print(p, "  list %s (%s): %s indicator%s", document_text(list, "path"),
	    document_text(list, "format"), lines_count(taken, figure), taken == 1 ? "" : "s");
	if (broken > 0)
		out_print(p, "; %s entr%s could not be used, the first in line %" PRId64,
		    lines_count(broken, figure), broken == 1 ? "y" : "ies",
		    document_integer(list, "first_unusable"));
	lines_close(l);
}

void text_intel(struct lines *l, const struct node *report)
{
	const struct node *matches = document_members(report, "intel.matches");
	const struct node *list = document_members(report, "intel.lists");
	int64_t total = document_integer(report, "intel.matches_total");

	if (!list)
		return;
	lines_heading(l, "INTEL", MARK_STRONG);
	for (; list; list = list->next)
		put_list(l, list);
	if (matches)
		grid_write(l, columns, sizeof columns / sizeof *columns, matches, l->layout->top,
		    cells_of);
	else
		lines_put(l, "  no message matches");
	int64_t listed = (int64_t)document_count(report, "intel.matches");
	unsigned top = l->layout->top;
	int64_t shown = top > 0 && top < listed ? top : listed;
	char left[FIGURE_MAX];
	if (total > shown) {
		out_print(lines_open(l, 4), "  and %s more matches%s",
		    lines_count(total - shown, left), listed > shown ? " (--all shows them)" : "");
		lines_close(l);
	}
}

#include "sections.h"

#include <ctype.h>
#include <string.h>

#include "grid.h"
#include "../view.h"

/* Lengths of the year and of the date in RFC 3339. */
#define YEAR_LEN 4
#define DATE_LEN 10

static const struct grid_column columns[] = {
    {.title = "#", .right = true},
    {.title = "score", .right = true},
    {.title = "level"},
    {.title = "domain", .shrinks = true},
    {.title = "campaign", .shrinks = true, .optional = true, .below = true},
    {.title = "client", .below = true}, /* never shortened: it has to identify the machine */
    {.title = "first", .below = true},
    {.title = "last", .below = true},
    {.title = "kind"},
};
#define COLUMNS (sizeof columns / sizeof *columns)

/* What all times of the captures share of a date: DATE_LEN, YEAR_LEN or 0 characters; `from` is the
 * first time as shown. */
static size_t shared_date(
    const struct node *report, const struct layout *layout, char from[FIGURE_MAX])
{
	char to[FIGURE_MAX];

	lines_time_in(layout->zone, document_text(report, "coverage.from"), from);
	lines_time_in(layout->zone, document_text(report, "coverage.to"), to);
	if (strlen(from) < DATE_LEN || strlen(to) < DATE_LEN)
		return 0;
	if (strncmp(from, to, DATE_LEN) == 0)
		return DATE_LEN;
	return strncmp(from, to, YEAR_LEN) == 0 ? YEAR_LEN : 0;
}

/* A time without the part of its date that the heading has: "22:14:07", "11-13 22:14". */
static void time_cell(char cell[GRID_CELL_MAX], const struct node *report,
    const struct layout *layout, const char *rfc3339)
{
	char text[FIGURE_MAX], from[FIGURE_MAX];
	size_t shared = shared_date(report, layout, from);

	lines_time_in(layout->zone, rfc3339, text);
	if (strlen(text) <= DATE_LEN)
		snprintf(cell, GRID_CELL_MAX, "%s", text);
	else if (shared > 0 && strncmp(text, from, shared) == 0)
		snprintf(
		    cell, GRID_CELL_MAX, "%.*s", shared == DATE_LEN ? 8 : 11, text + shared + 1);
	else
		snprintf(cell, GRID_CELL_MAX, "%.16s", text);
}

/* The domain of a finding, or the first of a pool and how many more there are. */
static void domain_cell(char cell[GRID_CELL_MAX], const struct node *f, const struct layout *layout)
{
	int64_t pool = document_integer(f, "pool.domains_total");
	const char *domain = document_text(f, "domain.registered");
	char name[GRID_CELL_MAX], figure[FIGURE_MAX];

	if (pool > 1)
		snprintf(cell, GRID_CELL_MAX, "%s +%s",
		    lines_shorten(domain, GRID_CELL_MAX - FIGURE_MAX, name),
		    lines_count(pool - 1, figure));
	else
		grid_name(cell, layout, domain);
}

/* The client that shows the finding, if one asks for itself, and how many more do. */
static void client_cell(char cell[GRID_CELL_MAX], const struct node *f)
{
	const struct node *client = view_involved(f, false);
	int64_t others = document_integer(f, "clients_involved") - 1;
	char figure[FIGURE_MAX];

	client = client ? client : view_involved(f, true);
	snprintf(cell, GRID_CELL_MAX, "%.60s", client ? document_text(client, "ip") : "-");
	if (others > 0)
		snprintf(cell + strlen(cell), GRID_CELL_MAX / 2, NO_BREAK "+%s",
		    lines_count(others, figure));
}

static void fill(
    const struct node *f, const struct layout *layout, char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX])
{
	const struct node *report = document_root(f);
	const char *level = document_text(f, "level");
	char upper[16];
	size_t i = 0;

	for (; level[i] && i + 1 < sizeof upper; i++)
		upper[i] = (char)toupper((unsigned char)level[i]);
	upper[i] = '\0';
	grid_number(cells[0], document_integer(f, "rank"));
	grid_number(cells[1], document_integer(f, "score"));
	snprintf(cells[2], GRID_CELL_MAX, "%s%s" MARK_PLAIN, lines_style(level), upper);
	domain_cell(cells[3], f, layout);
	lines_shorten(document_text(f, "domain.campaign"), GRID_CELL_MAX - 1, cells[4]);
	client_cell(cells[5], f);
	time_cell(cells[6], report, layout, document_text(f, "first"));
	time_cell(cells[7], report, layout, document_text(f, "last"));
	lines_shorten(view_kind_words(document_text(f, "kind")), GRID_CELL_MAX - 1, cells[8]);
}

void text_overview(struct lines *l, const struct node *report)
{
	const struct node *first = document_members(report, "findings");
	int64_t count = (int64_t)document_count(report, "findings"), shown = l->layout->findings;
	char heading[32], left[FIGURE_MAX], from[FIGURE_MAX];

	if (!first)
		return;
	size_t shared = shared_date(report, l->layout, from);
	snprintf(
	    heading, sizeof heading, "FINDINGS%s%.*s", shared > 0 ? " of " : "", (int)shared, from);
	lines_heading(l, heading, MARK_STRONG);
	grid_write(l, columns, COLUMNS, first, l->layout->findings, fill);
	if (shown > 0 && count > shown) {
		out_print(lines_open(l, 4), "  and %s more (--all shows them)",
		    lines_count(count - shown, left));
		lines_close(l);
	}
}

#include "page.h"
#include "../lines.h"

#include <inttypes.h>
#include <string.h>

#include "render/block.h"
#include "report/levels.h"

/* Findings and clients of the map, worst first; their names in characters. */
#define MAP_ROWS    30
#define MAP_COLUMNS 16
/* Findings that are looked at for it. */
#define MAP_EXAMINED 500
#define NAME_CHARS   32
#define IP_CHARS     25

/* Pixels: the map has a fixed size and scrolls. */
#define CELL_WIDTH  62
#define CELL_HEIGHT 24
#define CHAR_WIDTH  7.3
#define LEFT        (NAME_CHARS * CHAR_WIDTH + 12)
/* An address is written diagonally: sin(45 degrees), and padding. */
#define SLOPE  0.71
#define MARGIN 22

struct map {
	const char *clients[MAP_COLUMNS];
	const struct node *rows[MAP_ROWS];
	size_t client_count, row_count;
	double top; /* where the cells begin */
};

static void add_client(struct map *m, const char *ip)
{
	for (size_t i = 0; i < m->client_count; i++)
		if (strcmp(m->clients[i], ip) == 0)
			return;
	if (m->client_count < MAP_COLUMNS)
		m->clients[m->client_count++] = ip;
}

/* Clients of several findings, then those of findings with several clients: a finding and its
 * client alone need no map. */
static void find_clients(struct map *m, const struct node *report)
{
	size_t left = MAP_EXAMINED;

	for (const struct node *c = document_members(report, "clients"); c; c = c->next)
		if (document_count(c, "findings") > 1)
			add_client(m, document_text(c, "ip"));
	for (const struct node *f = document_members(report, "findings"); f && left > 0;
	     f = f->next, left--)
		for (const struct node *c = NULL;
		     document_integer(f, "clients_involved") > 1 && (c = block_client(f, c));)
			add_client(m, document_text(c, "ip"));
}

static bool is_on_map(const struct map *m, const struct node *f)
{
	for (const struct node *c = NULL; (c = block_client(f, c));)
		for (size_t i = 0; i < m->client_count; i++)
			if (strcmp(m->clients[i], document_text(c, "ip")) == 0)
				return true;
	return false;
}

static void find_rows(struct map *m, const struct node *f)
{
	for (size_t left = MAP_EXAMINED; f && left > 0 && m->row_count < MAP_ROWS;
	     f = f->next, left--)
		if (is_on_map(m, f))
			m->rows[m->row_count++] = f;
}

static double top_of(const struct map *m)
{
	size_t longest = 0;

	for (size_t i = 0; i < m->client_count; i++)
		if (strlen(m->clients[i]) > longest)
			longest = strlen(m->clients[i]);
	return MARGIN + SLOPE * CHAR_WIDTH * (double)(longest < IP_CHARS ? longest : IP_CHARS);
}

static const struct node *client_of(const struct node *f, const char *ip)
{
	for (const struct node *c = NULL; (c = block_client(f, c));)
		if (strcmp(document_text(c, "ip"), ip) == 0)
			return c;
	return NULL;
}

static void put_cell(struct out *out, const struct node *c, double x, double y)
{
	int64_t score = document_integer(c, "score");

	if (!c) {
		out_print(out,
		    "<rect class=\"none\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\"/>\n", x,
		    y, CELL_WIDTH - 2, CELL_HEIGHT - 2);
		return;
	}
	out_print(out,
	    "<g class=\"%s\"><rect class=\"cell\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" "
	    "height=\"%d\"><title>score %" PRId64 ", %" PRId64 " queries</title></rect>"
	    "<text class=\"on\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%" PRId64
	    "</text></g>\n",
	    levels_name(score), x, y, CELL_WIDTH - 2, CELL_HEIGHT - 2, score,
	    document_integer(c, "queries"), x + CELL_WIDTH / 2.0 - 1, y + 15, score);
}

static void put_row(struct out *out, const struct map *m, const struct node *f, size_t row)
{
	double y = m->top + (double)row * CELL_HEIGHT;
	char domain[NAME_CHARS + 1];

	out_print(out, "<text x=\"0\" y=\"%.1f\">", y + 15);
	html_text(out, lines_shorten(document_text(f, "domain.registered"), NAME_CHARS, domain));
	out_put(out, "</text>\n");
	for (size_t i = 0; i < m->client_count; i++)
		put_cell(out, client_of(f, m->clients[i]), LEFT + (double)i * CELL_WIDTH, y);
}

static void put_clients(struct out *out, const struct map *m)
{
	for (size_t i = 0; i < m->client_count; i++) {
		double x = LEFT + (double)i * CELL_WIDTH + CELL_WIDTH / 2.0;
		char ip[IP_CHARS + 1];

		out_print(
		    out, "<text transform=\"translate(%.1f %.1f) rotate(-45)\">", x, m->top - 8);
		html_text(out, lines_shorten(m->clients[i], IP_CHARS, ip));
		out_put(out, "</text>\n");
	}
}

void html_map(struct out *out, const struct node *report)
{
	struct map m = {0};

	find_clients(&m, report);
	find_rows(&m, document_members(report, "findings"));
	if (m.row_count == 0)
		return;
	m.top = top_of(&m);
	double width = LEFT + (double)m.client_count * CELL_WIDTH + m.top,
	       height = m.top + (double)m.row_count * CELL_HEIGHT;
	out_print(out,
	    "<figure class=\"picture map\"><h3 class=\"sub\">Clients and domains</h3>\n"
	    "<p>Clients with several findings, and findings of several clients: the score of each "
	    "client for the domain; grey means that it does not show the finding.</p>\n<div "
	    "class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Map of clients "
	    "and domains\">\n<svg class=\"cells-map\" width=\"%.0f\" height=\"%.0f\" role=\"img\" "
	    "aria-label=\"score of %zu clients for %zu domains\">\n",
	    width, height, m.client_count, m.row_count);
	put_clients(out, &m);
	for (size_t row = 0; row < m.row_count; row++)
		put_row(out, &m, m.rows[row], row);
	out_put(out, "</svg></div></figure>\n");
}

#include "page.h"

#include <inttypes.h>
#include <string.h>

#include "base/idn.h"
#include "../lines.h"
#include "../view.h"

/* Characters of a text that does not wrap in a table: a time has 27. */
#define BRIEF_MAX 28
/* Rows of a table that are shown without unfolding it. */
#define ROWS_OPEN 20

/* NULL is no text: a member of a list has no key, and an edited report may have a list for a map.
 */
void html_text(struct out *out, const char *text)
{
	for (; text && *text; text++) {
		switch (*text) {
		case '&':
			out_put(out, "&amp;");
			break;
		case '<':
			out_put(out, "&lt;");
			break;
		case '>':
			out_put(out, "&gt;");
			break;
		case '"':
			out_put(out, "&quot;");
			break;
		case '\'':
			out_put(out, "&#39;");
			break;
		case '\x01': /* NO_BREAK */
			out_put(out, "&#160;");
			break;
		default:
			out_write(out, text, 1);
		}
	}
}

void html_name(struct out *out, const char *name)
{
	struct idn_name unicode;

	html_text(out, name);
	if (!idn_name_read(&unicode, name))
		return;
	out_put(out, " <bdi class=\"dim\">(");
	for (unsigned i = 0; i < unicode.count; i++)
		out_print(out, "&#%u;", (unsigned)unicode.code[i]);
	out_put(out, ")</bdi>");
}

static bool is_name(const char *path)
{
	return strcmp(path, "registered") == 0 || strcmp(path, "domain") == 0 ||
	       strcmp(path, "qname") == 0;
}

void html_member(struct out *out, const struct node *map, const char *path)
{
	html_text(out, document_text(map, path));
}

int64_t html_total(const struct node *map, const char *path)
{
	const int64_t most = INT64_C(1) << 53;
	int64_t n = document_integer(map, path);

	return n < 0 ? 0 : n < most ? n : most;
}

void html_count(struct out *out, int64_t n)
{
	char figure[FIGURE_MAX];

	html_text(out, lines_count(n, figure));
}

void html_counted(struct out *out, int64_t n, const char *what)
{
	html_count(out, n);
	out_print(out, " %s%s", what, n == 1 ? "" : "s");
}

void html_bytes(struct out *out, int64_t n)
{
	char figure[FIGURE_MAX];

	html_text(out, lines_bytes(n, figure));
}

void html_range(struct out *out, const struct time_zone *zone, const char *first, const char *last)
{
	char range[RANGE_MAX];

	html_text(out, lines_range_in(zone, first, last, range));
	if (!zone || !*first)
		return;
	lines_range(first, last, range);
	range[strcspn(range, "(")] = '\0';
	out_put(out, "<br><span class=\"dim\">");
	html_text(out, range);
	out_put(out, "UTC</span>");
}

void html_time(struct out *out, const struct time_zone *zone, const char *rfc3339)
{
	char when[FIGURE_MAX];

	html_text(out, lines_time_in(zone, rfc3339, when));
	if (!zone || !*rfc3339)
		return;
	out_put(out, "<br><span class=\"dim\">");
	html_text(out, lines_time(rfc3339, when));
	out_put(out, "&#160;UTC</span>");
}

/* Columns of times. */
static bool is_time(const char *path)
{
	static const char *const paths[] = {"time", "first", "last", "from", "to"};

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (strcmp(path, paths[i]) == 0)
			return true;
	return false;
}

/* "c.pcap #12" */
static void put_where(struct out *out, const struct node *evidence)
{
	char where[VIEW_WHERE_MAX];

	out_put(out, "<td class=\"m brief\">");
	html_text(out, view_where(evidence, where));
	out_put(out, "</td>");
}

/* As it is in the JSON report, which has more digits; with a zone, local time and UTC. */
static void put_zoned(struct out *out, const struct time_zone *zone, const char *rfc3339)
{
	char when[FIGURE_MAX];

	out_put(out, "<td class=\"m brief\">");
	html_text(out, lines_rfc3339_in(zone, rfc3339, when));
	out_put(out, "<br><span class=\"dim\">");
	html_text(out, rfc3339);
	out_put(out, "</span></td>");
}

static void put_cell(
    struct out *out, const struct time_zone *zone, const struct node *row, const char *path)
{
	const struct node *value = document_get(row, path);
	char number[NUMBER_TEXT_MAX];

	if (value && strcmp(path, "evidence") == 0) {
		put_where(out, value);
		return;
	}
	if (zone && value && value->kind == NODE_TEXT && is_time(path)) {
		put_zoned(out, zone, value->text);
		return;
	}
	if (value && value->kind == NODE_INTEGER) {
		out_put(out, "<td class=\"n\">");
		/* A number that names something is not grouped. */
		if (strcmp(path, "asn") == 0)
			out_print(out, "%" PRId64, value->number);
		else
			html_count(out, value->number);
	} else if (value && value->kind == NODE_DECIMAL) {
		out_print(out, "<td class=\"n\">%s", document_number_text(value, number));
	} else {
		bool brief =
		    !value || (value->kind == NODE_TEXT && strlen(value->text) <= BRIEF_MAX);

		out_put(out, brief ? "<td class=\"m brief\">" : "<td class=\"m\">");
		if (is_name(path))
			html_name(out, document_text(row, path));
		else
			html_member(out, row, path);
		for (const struct node *m = value ? document_first(value) : NULL; m; m = m->next) {
			html_text(out, m->kind == NODE_TEXT ? m->text : "");
			out_put(out, m->next ? " " : "");
		}
	}
	out_put(out, "</td>");
}

static void put_rows(struct out *out, const struct time_zone *zone, const struct node **row,
    const struct html_column *columns, size_t count)
{
	for (; *row && count > 0; *row = (*row)->next, count--) {
		out_put(out, "<tr>");
		for (const struct html_column *c = columns; c->title; c++)
			put_cell(out, zone, *row, c->path);
		out_put(out, "</tr>\n");
	}
}

static void put_table(struct out *out, const struct time_zone *zone, const char *caption,
    const struct node **row, const struct html_column *columns, size_t count)
{
	out_put(out, "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"");
	html_text(out, caption);
	out_put(out, "\"><table>\n<caption>");
	html_text(out, caption);
	out_put(out, "</caption>\n<thead><tr>");
	for (const struct html_column *c = columns; c->title; c++) {
		const struct node *value = document_get(*row, c->path);
		bool number = value && (value->kind == NODE_INTEGER || value->kind == NODE_DECIMAL);

		out_print(
		    out, "<th scope=\"col\"%s>%s</th>", number ? " class=\"n\"" : "", c->title);
	}
	out_put(out, "</tr></thead>\n<tbody>\n");
	put_rows(out, zone, row, columns, count);
	out_put(out, "</tbody></table></div>\n");
}

static size_t rows_from(const struct node *row)
{
	size_t count = 0;

	for (; row; row = row->next)
		count++;
	return count;
}

const struct node *html_rows(struct out *out, const struct time_zone *zone, const char *caption,
    const struct node *row, const struct html_column *columns, size_t top)
{
	put_table(out, zone, caption, &row, columns, top < ROWS_OPEN ? top : ROWS_OPEN);
	if (row && top > ROWS_OPEN) {
		size_t left = rows_from(row);

		out_put(out, "<details><summary>and ");
		html_count(out, (int64_t)(left < top - ROWS_OPEN ? left : top - ROWS_OPEN));
		out_put(out, " more</summary>\n");
		put_table(out, zone, caption, &row, columns, top - ROWS_OPEN);
		out_put(out, "</details>\n");
	}
	return row;
}

void html_table_in(struct out *out, const struct time_zone *zone, const char *caption,
    const struct node *row, const struct html_column *columns, size_t top)
{
	row = html_rows(out, zone, caption, row, columns, top);
	if (row) {
		out_put(out, "<p class=\"dim\">");
		html_count(out, (int64_t)rows_from(row));
		out_put(out, " more rows are in the JSON report.</p>\n");
	}
}

void html_table(struct out *out, const char *caption, const struct node *row,
    const struct html_column *columns, size_t top)
{
	html_table_in(out, NULL, caption, row, columns, top);
}

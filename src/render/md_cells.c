#include "md_cells.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/idn.h"
#include "client_host.h"
#include "lines.h"
#include "view.h"

/* Any punctuation may be escaped with a backslash (CommonMark 2.4). Dots, colons and @ are escaped
 * too, so that no captured name becomes a link. */
void md_text(struct out *out, const char *text)
{
	static const char special[] = "\\`*_{}[]<>()#+-.!|&~@:\"'$=^";

	for (; *text; text++) {
		if (strchr(special, *text))
			out_put(out, "\\");
		out_write(out, text, 1);
	}
}

/* A name with its Unicode form as character references (CommonMark 2.5): the file is ASCII. */
void md_name(struct out *out, const char *name)
{
	struct idn_name unicode;

	md_text(out, name);
	if (!idn_name_read(&unicode, name))
		return;
	out_put(out, " \\(");
	for (unsigned i = 0; i < unicode.count; i++)
		out_print(out, "&#%u;", (unsigned)unicode.code[i]);
	out_put(out, "\\)");
}

void md_host(struct out *out, const struct node *report, const struct node *client, bool brief)
{
	char *words = client_host_plain(report, client, brief);

	md_text(out, words);
	free(words);
}

void md_name_cell(struct out *out, const char *name)
{
	out_put(out, " ");
	md_name(out, name);
	out_put(out, " |");
}

void md_cell(struct out *out, const char *text)
{
	out_put(out, " ");
	md_text(out, *text ? text : "-");
	out_put(out, " |");
}

void md_count(struct out *out, const char *before, const struct node *map, const char *path)
{
	char figure[FIGURE_MAX];

	out_print(out, "%s%s", before, lines_count(document_integer(map, path), figure));
}

void md_count_cell(struct out *out, const struct node *row, const char *path)
{
	md_count(out, " ", row, path);
	out_put(out, " |");
}

void md_time_cell(struct out *out, const struct time_zone *zone, const char *rfc3339)
{
	char time[FIGURE_MAX];

	lines_time_in(zone, rfc3339, time);
	md_cell(out, lines_plain(time));
}

void md_moment_cell(struct out *out, const struct time_zone *zone, const char *rfc3339)
{
	char when[FIGURE_MAX];

	md_cell(out, lines_rfc3339_in(zone, rfc3339, when));
}

/* A number without commas, for use in other programs. */
void md_packet_cell(struct out *out, const struct node *row)
{
	out_print(out, " %" PRId64 " |", document_integer(row, "packet"));
}

/* "c.pcap #12" */
void md_where_cell(struct out *out, const struct node *row)
{
	char where[VIEW_WHERE_MAX];

	md_cell(out, view_where(document_get(row, "evidence"), where));
}

#include "page.h"

/* A table with its heading. */
static void put_section(struct out *out, const struct time_zone *zone, const char *id,
    const char *title, const char *caption, const struct node *rows,
    const struct html_column *columns, size_t top)
{
	if (!rows)
		return;
	out_print(out, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, title);
	html_table_in(out, zone, caption, rows, columns, top);
	out_put(out, "</section>\n");
}

void html_intel(
    struct out *out, const struct node *report, size_t top, const struct time_zone *zone)
{
	static const struct html_column matches[] = {{"indicator", "indicator"}, {"in", "in"},
	    {"client", "client"}, {"messages", "messages"}, {"first", "first"},
	    {"first in", "evidence"}, {"list", "list"}, {NULL, NULL}};
	static const struct html_column lists[] = {{"list", "path"}, {"format", "format"},
	    {"indicators", "indicators"}, {"unusable entries", "unusable"}, {NULL, NULL}};
	static const struct html_column networks[] = {{"server", "ip"}, {"country", "country"},
	    {"AS number", "asn"}, {"operator", "organization"}, {"prefix length", "bits"},
	    {NULL, NULL}};
	static const struct html_column ranks[] = {
	    {"domain", "domain"}, {"rank", "rank"}, {NULL, NULL}};

	put_section(out, zone, "intel", "Matches of lists",
	    "Messages that a list of --intel names, the earliest first",
	    document_members(report, "intel.matches"), matches, top);
	put_section(out, zone, "intel-lists", "Lists", "Lists given with --intel",
	    document_members(report, "intel.lists"), lists, top);
	put_section(out, zone, "networks", "Networks of servers", "From the databases of --geoip",
	    document_members(report, "geo.addresses"), networks, top);
	put_section(out, zone, "popular", "Popular domains",
	    "Ranks in the list of --popular, which change no score",
	    document_members(report, "popular.domains"), ranks, top);
}

void html_answers(struct out *out, const struct node *f, const struct time_zone *zone)
{
	static const struct html_column columns[] = {{"address", "ip"}, {"country", "country"},
	    {"AS number", "asn"}, {"operator", "organization"}, {"name", "name"},
	    {"first", "first"}, {"in", "evidence"}, {NULL, NULL}};

	if (!document_members(f, "answers"))
		return;
	html_table_in(out, zone,
	    document_bool(f, "answers_more") ? "The first addresses in answers; there are others"
					     : "Addresses in answers",
	    document_members(f, "answers"), columns, HTML_ROWS_MAX);
}

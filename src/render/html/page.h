/*
 * Internals of the HTML page: escaped text, and the sections.
 */
#ifndef DNSFERRET_RENDER_HTML_PAGE_H
#define DNSFERRET_RENDER_HTML_PAGE_H

#include "base/out.h"
#include "render/writer.h"
#include "report/document.h"

/* Rows of a table and cells of the map; more are only in the JSON report. */
#define HTML_ROWS_MAX 500

/* Findings that are unfolded (those to act on) and printed. */
#define HTML_FIRST 10
/* Rows of a table before it scrolls in a box of its own. */
#define HTML_ROWS_BOX 25

/* The style sheet; everything before the first element of the body. The policy of the page allows
 * no script but, if the layout asks for it, the one of script.c, by its hash. */
extern const char html_style[];
void html_head(struct out *out, const struct node *report, const struct layout *layout);
/* What the report is about: the file, or the folder of several. */
void html_case(struct out *out, const struct node *report);
/* The script that searches, sorts and filters the table of findings, and its controls. */
extern const char html_script[];
void html_script_controls(struct out *out);

/* Writes any text, escaped; NO_BREAK of lines.h becomes a no-break space. */
void html_text(struct out *out, const char *text);
/* A name, and behind it its Unicode form as character references, isolated from the text around. */
void html_name(struct out *out, const char *name);
/* Writes a text of the document; a count with grouped digits; a size with a unit. */
void html_member(struct out *out, const struct node *map, const char *path);
void html_count(struct out *out, int64_t n);
/* An integer of the document, limited to 0..2^53: a saved report may have any, and with this limit
 * sums and differences still fit. */
int64_t html_total(const struct node *map, const char *path);
/* "1 client", "2 clients". */
void html_counted(struct out *out, int64_t n, const char *what);
void html_bytes(struct out *out, int64_t n);
/* "2016-11-13 22:00:04 .. 22:09:58 (9 m 54 s)" of two times in a zone; below it the same in UTC, if
 * the zone is another one. NULL = UTC, here and below. */
void html_range(struct out *out, const struct time_zone *zone, const char *first, const char *last);
/* A time; below it the same in UTC, if the zone is another one. */
void html_time(struct out *out, const struct time_zone *zone, const char *rfc3339);

/* Columns of a table: title and path; ended by a row without a title. */
struct html_column {
	const char *title, *path;
};
void html_table(struct out *out, const char *caption, const struct node *row,
    const struct html_column *columns, size_t top);
/* The same, with times in a zone. */
void html_table_in(struct out *out, const struct time_zone *zone, const char *caption,
    const struct node *row, const struct html_column *columns, size_t top);
/* The same, but does not say that rows are left; returns the first of those. */
const struct node *html_rows(struct out *out, const struct time_zone *zone, const char *caption,
    const struct node *row, const struct html_column *columns, size_t top);

/* The sections, in the order of the page; each in the file of its name, several in tables.c and
 * custody.c. */
void html_summary(struct out *out, const struct node *report, const struct time_zone *zone);
void html_overview(struct out *out, const struct node *report, const struct layout *layout);
void html_next(struct out *out, const struct node *report, const struct layout *layout);
void html_heat(struct out *out, const struct node *report, const struct time_zone *zone);
void html_scatter(struct out *out, const struct node *report);
void html_graph(struct out *out, const struct node *report);
void html_map(struct out *out, const struct node *report);
void html_finding(struct out *out, const struct node *finding, const struct node *report,
    const struct time_zone *zone);
/* clients.c: the clients of a finding, as one of its facts; the first few of a list of texts, or of
 * maps with one at `path`, of `count`. */
void html_clients_fact(struct out *out, const struct node *report, const struct node *finding);
void html_list(struct out *out, const struct node *first, const char *path, int64_t count);
void html_checked(struct out *out, const struct node *report);
/* Matches of lists, networks and ranks; nothing without --intel, --geoip and --popular. */
void html_intel(
    struct out *out, const struct node *report, size_t top, const struct time_zone *zone);
/* Addresses that the names of a finding resolved to; nothing without --geoip. */
void html_answers(struct out *out, const struct node *finding, const struct time_zone *zone);
void html_tables(struct out *out, const struct node *report, size_t top);
void html_forwarding(struct out *out, const struct node *report);
void html_health(struct out *out, const struct node *report, const struct time_zone *zone);
void html_custody(struct out *out, const struct node *report, const struct time_zone *zone);

#endif

/*
 * Inside of the HTML page: text that is always text, and the sections.
 */
#ifndef DNSFERRET_RENDER_HTML_PAGE_H
#define DNSFERRET_RENDER_HTML_PAGE_H

#include "base/out.h"
#include "report/document.h"

/* Rows of a table of the page, cells of its map: more belong into the JSON. */
#define HTML_ROWS_MAX 500

/* Everything before the body's first element. */
extern const char html_head[];

/* Any text as text; NO_BREAK of lines.h becomes a blank that does not wrap. */
void html_text(struct out *out, const char *text);
/* A text of the document, a count with blanks between thousands, bytes for people. */
void html_member(struct out *out, const struct node *map, const char *path);
void html_count(struct out *out, int64_t n);
/* "1 client", "2 clients". */
void html_counted(struct out *out, int64_t n, const char *what);
void html_bytes(struct out *out, int64_t n);
/* "2016-11-13 22:00:04 .. 22:09:58 (9 m 54 s)" of two times. */
void html_range(struct out *out, const char *first, const char *last);

/* Columns of a table: the title and the path in a row; ended by a row without a title. */
struct html_column {
	const char *title, *path;
};
void html_table(struct out *out, const char *caption, const struct node *row,
    const struct html_column *columns, size_t top);

/* The sections, in the order of the page: sections.c, finding.c, map.c, custody.c. */
void html_summary(struct out *out, const struct node *report);
void html_finding(struct out *out, const struct node *finding, const struct node *report);
void html_map(struct out *out, const struct node *report);
void html_tables(struct out *out, const struct node *report, size_t top);
void html_forwarding(struct out *out, const struct node *report);
void html_health(struct out *out, const struct node *report);
void html_custody(struct out *out, const struct node *report);

#endif

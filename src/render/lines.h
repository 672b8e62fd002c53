/*
 * Lines of the text report: paragraphs wrapped at blanks to a width, with a hanging indent;
 * numbers, sizes and spans for people. Markers in the text of a paragraph (bytes that no document
 * has) represent a blank that must not wrap, colors (which have no width) and blocks.
 */
#ifndef DNSFERRET_RENDER_LINES_H
#define DNSFERRET_RENDER_LINES_H

#include "base/out.h"
#include "render/writer.h"

#define NO_BREAK      "\x01"
#define MARK_PLAIN    "\x02"
#define MARK_CRITICAL "\x03"
#define MARK_HIGH     "\x04"
#define MARK_MEDIUM   "\x05"
#define MARK_LOW      "\x06"
#define MARK_GOOD     "\x0e"
#define MARK_STRONG   "\x0f"

/* Markers for 1 to LINES_BLOCKS eighths of a block start here; each is one column wide. */
#define LINES_BLOCK  0x10
#define LINES_BLOCKS 8

/* Puts plain blanks in place of NO_BREAK, for formats that wrap by themselves; returns the text. */
char *lines_plain(char *text);

/* Buffer size for any of the numbers below, including the NUL. */
#define FIGURE_MAX 48
#define RANGE_MAX  (3 * FIGURE_MAX)

struct lines {
	struct out *out;
	const struct layout *layout;
	struct out *paragraph; /* open, or NULL */
	unsigned hang;
};

/* Begins a paragraph whose later lines are indented by `hang`; write its text to the returned
 * output. */
struct out *lines_open(struct lines *l, unsigned hang);
void lines_close(struct lines *l);
/* Ends the paragraph on one line: what does not fit is replaced by "...". */
void lines_close_cut(struct lines *l);

/* A paragraph that begins with a label, padded to the hanging indent: "    who     ...". */
struct out *lines_label(struct lines *l, unsigned indent, const char *label, unsigned hang);

/* Writes a line without wrapping (markers are interpreted), and an empty line. */
void lines_put(struct lines *l, const char *text);
void lines_blank(struct lines *l);

/* An empty line, then the title with a rule to the right edge. */
void lines_heading(struct lines *l, const char *title, const char *mark);

/* "41,203,118", "9.1 MB", "3 h 56 m" from nanoseconds, "2016-11-13 22:00:04" from RFC 3339, a
 * document's number without trailing zeros. They return out. */
const char *lines_count(int64_t n, char out[FIGURE_MAX]);
const char *lines_bytes(int64_t bytes, char out[FIGURE_MAX]);
const char *lines_span(int64_t span_ns, char out[FIGURE_MAX]);
const char *lines_time(const char *rfc3339, char out[FIGURE_MAX]);
const char *lines_number(double value, char out[FIGURE_MAX]);
/* The same in a time zone, NULL = UTC. */
const char *lines_time_in(const struct time_zone *zone, const char *rfc3339, char out[FIGURE_MAX]);
const char *lines_range_in(
    const struct time_zone *zone, const char *first, const char *last, char out[RANGE_MAX]);
/* The same as RFC 3339 with the offset: "2016-11-13T23:00:04.25+01:00"; as it is if it is no time.
 */
const char *lines_rfc3339_in(
    const struct time_zone *zone, const char *rfc3339, char out[FIGURE_MAX]);
/* A text with its times "2016-11-13 22:00:04" put into a time zone, into out (size bytes). */
const char *lines_text_in(const struct time_zone *zone, const char *text, char *out, size_t size);
/* Two RFC 3339 times: "2016-11-13 22:00:04 .. 22:09:58  (9 m 54 s)". */
const char *lines_range(const char *first, const char *last, char out[RANGE_MAX]);

/* Text of at most `room` columns into out (room + 1 bytes): the middle is replaced by "...". */
const char *lines_shorten(const char *text, unsigned room, char *out);

/* Columns of a text in UTF-8; marks take none. */
unsigned lines_columns(const char *text);

/* The color marker of a level. */
const char *lines_style(const char *level);

#endif

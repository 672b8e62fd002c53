#include "lines.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/grouped.h"
#include "base/utc.h"

static const struct {
	char mark;
	const char *level, *sequence;
} marks[] = {
    {MARK_PLAIN[0], "info", "\x1b[0m"},
    {MARK_CRITICAL[0], "critical", "\x1b[1;31m"},
    {MARK_HIGH[0], "high", "\x1b[31m"},
    {MARK_MEDIUM[0], "medium", "\x1b[33m"},
    {MARK_LOW[0], "low", "\x1b[36m"},
    {MARK_GOOD[0], "good", "\x1b[32m"},
    {MARK_STRONG[0], "strong", "\x1b[1m"},
};
#define MARKS (sizeof marks / sizeof *marks)

static bool is_block(char c)
{
	return c >= LINES_BLOCK && c < LINES_BLOCK + LINES_BLOCKS;
}

static bool is_mark(char c)
{
	return c > 0 && c < ' ' && c != NO_BREAK[0] && !is_block(c);
}

/* U+2581..U+2588, LOWER ONE EIGHTH BLOCK to FULL BLOCK, or similar ASCII characters. */
static void put_block(struct lines *l, char c)
{
	static const char ascii[LINES_BLOCKS + 1] = "..::++##";

	if (l->layout->utf8)
		out_print(l->out, "\xe2\x96%c", 0x81 + c - LINES_BLOCK);
	else
		out_write(l->out, &ascii[c - LINES_BLOCK], 1);
}

static void put_char(struct lines *l, char c)
{
	if (is_block(c)) {
		put_block(l, c);
		return;
	}
	if (!is_mark(c)) {
		out_write(l->out, c == NO_BREAK[0] ? " " : &c, 1);
		return;
	}
	for (size_t i = 0; l->layout->color && i < MARKS; i++)
		if (marks[i].mark == c)
			out_put(l->out, marks[i].sequence);
}

/* Columns of a byte: the first one of a character in UTF-8 counts for all of it, as two from U+3000
 * to U+DFFF and from U+10000 on, where most characters are wide. Combining marks count too: a line
 * may be shorter than it could be, never longer. */
static unsigned columns_at(char c)
{
	uint8_t byte = (uint8_t)c;

	if (byte < 0x80)
		return !is_mark(c);
	if (byte < 0xc0)
		return 0;
	return byte < 0xe3 ? 1 : 2;
}

/* Width of the first n bytes in columns. */
static unsigned columns_of(const char *text, size_t n)
{
	unsigned columns = 0;

	for (size_t i = 0; i < n; i++)
		columns += columns_at(text[i]);
	return columns;
}

unsigned lines_columns(const char *text)
{
	return columns_of(text, strlen(text));
}

static void put_run(struct lines *l, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put_char(l, text[i]);
}

/* Ends the line and indents the next one; returns its column. */
static unsigned new_line(struct lines *l)
{
	out_print(l->out, "\n%*s", (int)l->hang, "");
	return l->hang;
}

/* Writes a word that is longer than a line, broken at the line width. */
static unsigned put_broken(struct lines *l, const char *word, size_t n, unsigned column)
{
	for (size_t i = 0; i < n; i++) {
		unsigned columns = columns_at(word[i]);

		if (columns > 0 && column + columns > l->layout->width)
			column = new_line(l);
		column += columns;
		put_char(l, word[i]);
	}
	return column;
}

static void put_wrapped(struct lines *l, const char *text)
{
	unsigned column = 0;

	while (*text) {
		size_t gap = strspn(text, " ");
		size_t word = strcspn(text + gap, " ");
		unsigned needed = columns_of(text + gap, word);

		if (word == 0)
			break;
		if (column + gap + needed <= l->layout->width) {
			put_run(l, text, gap + word);
			column += (unsigned)gap + needed;
		} else {
			if (column > l->hang)
				column = new_line(l);
			column = put_broken(l, text + gap, word, column);
		}
		text += gap + word;
	}
	out_put(l->out, "\n");
}

struct out *lines_open(struct lines *l, unsigned hang)
{
	l->paragraph = out_memory();
	l->hang = hang;
	return l->paragraph;
}

void lines_close(struct lines *l)
{
	put_wrapped(l, out_text(l->paragraph, NULL));
	out_discard(l->paragraph);
	l->paragraph = NULL;
}

void lines_close_cut(struct lines *l)
{
	const char *text = out_text(l->paragraph, NULL);
	unsigned width = l->layout->width, column = 0;
	bool whole = lines_columns(text) <= width;
	size_t n = 0;

	for (; text[n]; n++) {
		column += columns_at(text[n]);
		if (!whole && column + 3 > width)
			break;
	}
	while (n > 0 && text[n - 1] == ' ')
		n--;
	put_run(l, text, n);
	if (!whole)
		put_run(l, MARK_PLAIN "...", 4);
	out_put(l->out, "\n");
	out_discard(l->paragraph);
	l->paragraph = NULL;
}

struct out *lines_label(struct lines *l, unsigned indent, const char *label, unsigned hang)
{
	struct out *p = lines_open(l, hang);

	out_print(p, "%*s%-*s", (int)indent, "", (int)(hang - indent), label);
	return p;
}

void lines_put(struct lines *l, const char *text)
{
	put_run(l, text, strlen(text));
	out_put(l->out, "\n");
}

void lines_blank(struct lines *l)
{
	out_put(l->out, "\n");
}

void lines_heading(struct lines *l, const char *title, const char *mark)
{
	unsigned column = (unsigned)strlen(title) + 1;

	lines_blank(l);
	put_run(l, mark, strlen(mark));
	out_put(l->out, title);
	put_run(l, MARK_PLAIN, 1);
	out_put(l->out, " ");
	for (; column < l->layout->width; column++)
		out_put(l->out, "-");
	out_put(l->out, "\n");
}

const char *lines_count(int64_t n, char out[FIGURE_MAX])
{
	return grouped_text(n, out);
}

const char *lines_bytes(int64_t bytes, char out[FIGURE_MAX])
{
	static const char *const units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
	double value = (double)bytes / 1000;
	size_t unit = 0;

	if (bytes < 1000) {
		snprintf(out, FIGURE_MAX, "%" PRId64 NO_BREAK "B", bytes);
		return out;
	}
	for (; value >= 999.95; value /= 1000)
		unit++;
	snprintf(out, FIGURE_MAX, "%.1f" NO_BREAK "%s", value, units[unit]);
	return out;
}

const char *lines_span(int64_t span_ns, char out[FIGURE_MAX])
{
	int64_t s = span_ns / NS_PER_SECOND;

	if (s < 1)
		snprintf(
		    out, FIGURE_MAX, "%.3f" NO_BREAK "s", (double)span_ns / (double)NS_PER_SECOND);
	else if (s < 60)
		snprintf(out, FIGURE_MAX, "%" PRId64 NO_BREAK "s", s);
	else if (s < 3600)
		snprintf(out, FIGURE_MAX, "%" PRId64 NO_BREAK "m" NO_BREAK "%" PRId64 NO_BREAK "s",
		    s / 60, s % 60);
	else if (s < 48 * 3600)
		snprintf(out, FIGURE_MAX, "%" PRId64 NO_BREAK "h" NO_BREAK "%" PRId64 NO_BREAK "m",
		    s / 3600, s / 60 % 60);
	else
		snprintf(out, FIGURE_MAX, "%" PRId64 NO_BREAK "d" NO_BREAK "%" PRId64 NO_BREAK "h",
		    s / 86400, s / 3600 % 24);
	return out;
}

char *lines_plain(char *text)
{
	for (char *c = text; *c; c++)
		*c = *c == NO_BREAK[0] ? ' ' : *c;
	return text;
}

const char *lines_time_in(const struct time_zone *zone, const char *rfc3339, char out[FIGURE_MAX])
{
	char shown[UTC_TEXT_MAX];
	int64_t ns;

	if (zone && utc_parse(rfc3339, &ns) == 0 &&
	    !__builtin_add_overflow(
		ns, time_zone_offset(zone, ns / NS_PER_SECOND) * NS_PER_SECOND, &ns))
		rfc3339 = utc_rfc3339(ns, shown);
	if (strlen(rfc3339) < 19)
		snprintf(out, FIGURE_MAX, "-");
	else
		snprintf(out, FIGURE_MAX, "%.10s" NO_BREAK "%.8s", rfc3339, rfc3339 + 11);
	return out;
}

const char *lines_rfc3339_in(
    const struct time_zone *zone, const char *rfc3339, char out[FIGURE_MAX])
{
	char shown[UTC_TEXT_MAX];
	int64_t ns, moved;

	snprintf(out, FIGURE_MAX, "%s", rfc3339);
	if (!zone || utc_parse(rfc3339, &ns) != 0)
		return out;
	int offset = time_zone_offset(zone, ns / NS_PER_SECOND);
	unsigned minutes = (unsigned)(offset < 0 ? -offset : offset) / 60;
	if (__builtin_add_overflow(ns, offset * NS_PER_SECOND, &moved))
		return out;
	utc_rfc3339(moved, shown);
	snprintf(out, FIGURE_MAX, "%.*s%c%02u:%02u", (int)strcspn(shown, "Z"), shown,
	    offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
	return out;
}

const char *lines_time(const char *rfc3339, char out[FIGURE_MAX])
{
	return lines_time_in(NULL, rfc3339, out);
}

/* True if the text begins with a time as utc_short writes it. */
static bool is_time(const char *text)
{
	static const char form[] = "dddd-dd-dd dd:dd:dd";
	size_t i = 0;

	while (form[i] && (form[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == form[i]))
		i++;
	return form[i] == '\0';
}

const char *lines_text_in(const struct time_zone *zone, const char *text, char *out, size_t size)
{
	size_t len = 0;

	while (*text && len + FIGURE_MAX < size) {
		char utc[FIGURE_MAX];

		if (zone && is_time(text)) {
			snprintf(utc, sizeof utc, "%.19s", text);
			lines_time_in(zone, utc, out + len);
			*strchr(out + len, NO_BREAK[0]) = ' ';
			len += strlen(utc);
			text += strlen(utc);
		} else {
			out[len++] = *text++;
		}
	}
	out[len] = '\0';
	return out;
}

const char *lines_number(double value, char out[FIGURE_MAX])
{
	if (fabs(value - round(value)) < 0.00005)
		return lines_count(llround(value), out);
	snprintf(out, FIGURE_MAX, fabs(value) < 1 ? "%.2f" : "%.1f", value);
	return out;
}

const char *lines_range_in(
    const struct time_zone *zone, const char *first, const char *last, char out[RANGE_MAX])
{
	char from[FIGURE_MAX], to[FIGURE_MAX], span[FIGURE_MAX];
	int64_t from_ns = 0, to_ns = 0;

	if (utc_parse(first, &from_ns) != 0 || utc_parse(last, &to_ns) != 0) {
		snprintf(out, RANGE_MAX, "-");
		return out;
	}
	lines_time_in(zone, first, from);
	lines_time_in(zone, last, to);
	/* Does not repeat the date. */
	snprintf(out, RANGE_MAX, "%s .. %s  (%s)", from, strncmp(from, to, 10) == 0 ? to + 11 : to,
	    lines_span(to_ns - from_ns, span));
	return out;
}

const char *lines_range(const char *first, const char *last, char out[RANGE_MAX])
{
	return lines_range_in(NULL, first, last, out);
}

const char *lines_shorten(const char *text, unsigned room, char *out)
{
	size_t len = strlen(text);

	if (len <= room) {
		memcpy(out, text, len + 1);
		return out;
	}
	if (room < 5) {
		memcpy(out, text, room);
		out[room] = '\0';
		return out;
	}
	size_t tail = (room - 3) / 2, head = room - 3 - tail;
	memcpy(out, text, head);
	memcpy(out + head, "...", 3);
	memcpy(out + head + 3, text + len - tail, tail + 1);
	return out;
}

const char *lines_style(const char *level)
{
	static const char *const as_text[] = {
	    MARK_PLAIN, MARK_CRITICAL, MARK_HIGH, MARK_MEDIUM, MARK_LOW};

	for (size_t i = 0; i < sizeof as_text / sizeof *as_text; i++)
		if (strcmp(marks[i].level, level) == 0)
			return as_text[i];
	return MARK_PLAIN;
}

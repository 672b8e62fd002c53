#include "elements.h"

/* Bytes of a prolog before the first event. */
#define PROLOG_BYTES_MAX 4096
#define EVENT_END        "</Event>"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_blanks(struct scan *s)
{
	while (s->at < s->end && is_blank(*s->at))
		s->at++;
}

/* A row of a quoted CSV log begins with a time: "2024-.... */
static bool is_row(struct scan s)
{
	int year;

	return scan_char(&s, '"') && scan_digits(&s, 4, &year) && scan_char(&s, '-');
}

enum framing elements_framing(struct scan text)
{
	struct scan prolog = text, second = text;

	scan_until(&second, '\n');
	if (is_row(text) || is_row(second))
		return FRAMING_CSV;

	if (scan_left(&prolog) > PROLOG_BYTES_MAX)
		prolog.end = prolog.at + PROLOG_BYTES_MAX;
	const char *event = scan_find(prolog, "<Event");
	if (event && !memchr(prolog.at, '{', (size_t)(event - prolog.at)))
		return FRAMING_XML;
	skip_blanks(&text);
	if (scan_char(&text, '[')) {
		skip_blanks(&text);
		return scan_peek(&text) == '{' ? FRAMING_JSON : FRAMING_LINES;
	}
	if (!scan_char(&text, '{'))
		return FRAMING_LINES;
	scan_blanks(&text);
	scan_char(&text, '\r');
	return scan_peek(&text) == '\n' ? FRAMING_JSON : FRAMING_LINES;
}

/* The end of an object: behind its last brace, or at the end of a line inside a string, which no
 * JSON has (RFC 8259 7). NULL if the bytes end before. */
static const char *object_end(struct scan s)
{
	unsigned depth = 0;
	bool quoted = false;

	for (const char *p = s.at; p < s.end; p++) {
		if (quoted) {
			if (*p == '\n')
				return p;
			if (*p == '\\' && p + 1 < s.end && p[1] != '\n')
				p++;
			else
				quoted = *p != '"';
		} else if (*p == '"') {
			quoted = true;
		} else if (*p == '{') {
			depth++;
		} else if (*p == '}' && --depth == 0) {
			return p + 1;
		}
	}
	return NULL;
}

/* The end of a row: a line end outside quotes, or before another row, so that a cut row does not
 * take the next ones with it. */
static const char *row_end(struct scan s)
{
	bool quoted = false;

	for (const char *p = s.at; p < s.end; p++) {
		quoted ^= *p == '"';
		if (*p == '\n' && (!quoted || is_row((struct scan){p + 1, s.end})))
			return p;
	}
	return NULL;
}

static const char *element_end(struct scan s, enum framing framing)
{
	const char *end;

	if (framing == FRAMING_XML)
		return (end = scan_find(s, EVENT_END)) ? end + strlen(EVENT_END) : NULL;
	if (scan_peek(&s) == '{')
		return object_end(s);
	return memchr(s.at, '\n', scan_left(&s));
}

/* Empty lines are rows too: all lines are counted. */
static bool next_row(struct scan *bytes, struct scan *row, bool *closed)
{
	if (bytes->at == bytes->end)
		return false;
	const char *end = row_end(*bytes);
	*closed = end != NULL;
	*row = (struct scan){bytes->at, end ? end : bytes->end};
	if (end)
		bytes->at = end + 1;
	return true;
}

bool elements_next(struct scan *bytes, enum framing framing, struct scan *element, bool *closed)
{
	if (framing == FRAMING_CSV)
		return next_row(bytes, element, closed);
	skip_blanks(bytes);
	while (framing == FRAMING_JSON && bytes->at < bytes->end && strchr("[],", *bytes->at) &&
	       *bytes->at) {
		bytes->at++;
		skip_blanks(bytes);
	}
	if (bytes->at == bytes->end)
		return false;
	const char *end = element_end(*bytes, framing);
	*closed = end != NULL;
	*element = (struct scan){bytes->at, end ? end : bytes->end};
	if (end)
		bytes->at = end;
	return true;
}

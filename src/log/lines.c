#include "lines.h"

#include <string.h>

#include "base/limits.h"

void lines_init(struct lines *l, struct stream *s)
{
	*l = (struct lines){.stream = s, .end = '\n'};
	buffer_init(&l->joined, LOG_LINE_BYTES_MAX);
}

char lines_end(struct scan text)
{
	return scan_left(&text) > 0 && !memchr(text.at, '\n', scan_left(&text)) &&
		       memchr(text.at, '\r', scan_left(&text))
		   ? '\r'
		   : '\n';
}

void lines_fini(struct lines *l)
{
	buffer_fini(&l->joined);
}

static void set_line(struct line *line, const uint8_t *bytes, size_t len)
{
	for (; len > 0 && *bytes == '\0'; bytes++)
		len--;
	line->bytes = bytes;
	line->len = len > 0 && bytes[len - 1] == '\r' ? len - 1 : len;
}

/* Collects a line that the window does not hold whole, from its first bytes at hand on. */
static void join(struct lines *l, struct line *line)
{
	const uint8_t *chunk, *lf = NULL;
	size_t len;

	buffer_drop(&l->joined, l->joined.len);
	while (!lf && (chunk = stream_chunk(l->stream, &len)) != NULL) {
		lf = memchr(chunk, l->end, len);
		size_t part = lf ? (size_t)(lf - chunk) : len;
		size_t room = l->joined.max - l->joined.len;

		line->cut |= part > room;
		if (part > 0)
			buffer_push(&l->joined, chunk, part < room ? part : room);
		stream_take(l->stream, part + (lf != NULL));
	}
	line->unended = !lf;
	set_line(line, l->joined.bytes, l->joined.len);
}

/* The bytes at hand, or as many as the window holds. */
static const uint8_t *bytes_of(struct stream *s, bool all, size_t *len)
{
	if (!all)
		return stream_chunk(s, len);
	*len = stream_peek(s, STREAM_PEEK_MAX) ? STREAM_PEEK_MAX : stream_left(s);
	return *len > 0 ? stream_peek(s, *len) : NULL;
}

/* An element that the window does not hold is cut there. */
static bool next_element(struct lines *l, struct line *line)
{
	const uint8_t *chunk;
	size_t len;

	for (bool all = false; (chunk = bytes_of(l->stream, all, &len)) != NULL;) {
		struct scan bytes = scan_of(chunk, len), element;
		bool closed;
		bool found = elements_next(&bytes, l->framing, &element, &closed);

		if (found && !closed && !all) {
			all = true;
			continue;
		}
		if (found && !closed) {
			line->unended = len < STREAM_PEEK_MAX;
			line->cut = !line->unended;
			bytes.at = bytes.end;
		}
		stream_take(l->stream, (size_t)(bytes.at - (const char *)chunk));
		if (!found)
			continue;
		line->bytes = (const uint8_t *)element.at;
		line->len = scan_left(&element);
		return true;
	}
	return false;
}

/* The end of the row that begins here; a row longer than what is looked at ends with its line. */
static const uint8_t *row_end(const uint8_t *chunk, size_t len, const uint8_t *lf)
{
	struct scan bytes = scan_of(chunk, len < LINES_AHEAD ? len : LINES_AHEAD), row;
	bool closed;

	if (elements_next(&bytes, FRAMING_CSV, &row, &closed) && closed)
		return (const uint8_t *)row.end;
	return lf;
}

bool lines_next(struct lines *l, struct line *line)
{
	static const uint8_t mark[] = {0xef, 0xbb, 0xbf};
	const uint8_t *first;
	size_t len;

	*line = (struct line){.bytes = NULL};
	if (!l->begun) {
		l->begun = true;
		first = stream_peek(l->stream, sizeof mark);
		if (first && memcmp(first, mark, sizeof mark) == 0)
			stream_take(l->stream, sizeof mark);
	}
	if (l->framing == FRAMING_JSON || l->framing == FRAMING_XML)
		return next_element(l, line);
	if (l->look_ahead || l->framing == FRAMING_CSV)
		stream_peek(l->stream, LINES_AHEAD);
	const uint8_t *chunk = stream_chunk(l->stream, &len);
	if (!chunk)
		return false;
	const uint8_t *lf = memchr(chunk, l->end, len);
	if (!lf) {
		join(l, line);
		return true;
	}
	if (l->framing == FRAMING_CSV)
		lf = row_end(chunk, len, lf);
	stream_take(l->stream, (size_t)(lf - chunk) + 1);
	set_line(line, chunk, (size_t)(lf - chunk));
	if (l->look_ahead) {
		const uint8_t *end = chunk + (len < LINES_AHEAD ? len : LINES_AHEAD);

		line->ahead = scan_of(lf + 1, end > lf ? (size_t)(end - lf - 1) : 0);
	}
	return true;
}

#include "lines.h"

#include <string.h>

#include "base/limits.h"

void lines_init(struct lines *l, struct stream *s)
{
	*l = (struct lines){.stream = s};
	buffer_init(&l->joined, LOG_LINE_BYTES_MAX);
}

void lines_fini(struct lines *l)
{
	buffer_fini(&l->joined);
}

static void set_line(struct line *line, const uint8_t *bytes, size_t len)
{
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
		lf = memchr(chunk, '\n', len);
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
	const uint8_t *chunk = stream_chunk(l->stream, &len);
	if (!chunk)
		return false;
	const uint8_t *lf = memchr(chunk, '\n', len);
	if (!lf) {
		join(l, line);
		return true;
	}
	stream_take(l->stream, (size_t)(lf - chunk) + 1);
	set_line(line, chunk, (size_t)(lf - chunk));
	return true;
}

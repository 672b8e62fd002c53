/*
 * Lines of a stream, without a copy where a line lies in the window of the stream. A line longer
 * than LOG_LINE_BYTES_MAX is cut there; the rest is skipped. Owned by the caller (init/fini).
 */
#ifndef DNSFERRET_LOG_LINES_H
#define DNSFERRET_LOG_LINES_H

#include "base/buffer.h"
#include "stream/stream.h"

struct line {
	const uint8_t *bytes; /* without LF and the CR before it; valid until the next line */
	size_t len;
	bool cut;     /* longer than the limit */
	bool unended; /* the stream ended without LF */
};

struct lines {
	struct stream *stream;
	struct buffer joined; /* a line that does not lie in the window */
	bool begun;
};

void lines_init(struct lines *l, struct stream *s);
void lines_fini(struct lines *l);

/* False at the end. A byte order mark of UTF-8 before the first line is dropped. */
bool lines_next(struct lines *l, struct line *line);

#endif

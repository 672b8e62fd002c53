/*
 * Lines of a stream, without a copy where a line lies in the window of the stream. A line longer
 * than LOG_LINE_BYTES_MAX is cut there; the rest is skipped. NULs before a line, which a crash
 * leaves in files, are no part of it. Owned by the caller (init/fini).
 */
#ifndef DNSFERRET_LOG_LINES_H
#define DNSFERRET_LOG_LINES_H

#include "base/buffer.h"
#include "elements.h"
#include "stream/stream.h"

struct line {
	const uint8_t *bytes; /* without LF and the CR before it; valid until the next line */
	size_t len;
	bool cut;     /* longer than the limit */
	bool unended; /* the stream ended without LF */
	/* the text behind the line, as far as it lies within LINES_AHEAD of its begin */
	struct scan ahead;
};

/* Bytes that are at hand for a look ahead, if asked for. */
#define LINES_AHEAD ((size_t)16 * 1024)

struct lines {
	struct stream *stream;
	struct buffer joined; /* a line that does not lie in the window */
	enum framing framing;
	char end; /* of a line */
	bool look_ahead;
	bool begun;
};

/* The end of lines: LF, or CR if the text has no LF. */
char lines_end(struct scan text);

void lines_init(struct lines *l, struct stream *s);
void lines_fini(struct lines *l);

/* False at the end. Where records are no lines (elements.h), the next of them. A byte order mark of
 * UTF-8 before the first line is dropped. */
bool lines_next(struct lines *l, struct line *line);

#endif

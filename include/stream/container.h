/*
 * The containers a capture may be in, and the unsupported formats that the error message should
 * name: one row each, recognised by the first bytes.
 */
#ifndef DNSFERRET_STREAM_CONTAINER_H
#define DNSFERRET_STREAM_CONTAINER_H

#include <stdbool.h>

#include "stream/stream.h"
#include "stream/archive_reader.h"

struct container {
	const char *name; /* as listed in struct input's `containers` */
	size_t offset, len;
	const char *magic;
	/* At most one is set: `open` for a compression, `archive` for an archive; neither for an
	 * unsupported format. */
	int (*open)(struct stream *out, struct stream *from);
	struct archive_reader *(*archive)(struct stream *from, const char *const passwords[2]);
	/* Of an unsupported format: what to do with such a file, or NULL; and true for what is so
	 * common beside captures that it is passed over in directories. */
	const char *advice;
	bool common;
};

/* Returns the row that matches the beginning of the stream, or NULL. Only peeks. */
const struct container *container_find(struct stream *s);

/* When the file inside was last changed, in seconds since 1970, as the header of gzip says (RFC
 * 1952 2.3.1); 0 for none and for other containers. Only peeks. */
int64_t container_time(struct stream *s, const struct container *row);

#endif

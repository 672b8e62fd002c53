/*
 * The containers a capture may come in, and the foreign formats that deserve a name in the sentence
 * that refuses them: one row each, recognised by their first bytes.
 */
#ifndef DNSFERRET_STREAM_CONTAINER_H
#define DNSFERRET_STREAM_CONTAINER_H

#include "stream/stream.h"
#include "stream/archive_reader.h"

struct container {
	const char *name; /* as in struct input's `containers` */
	size_t offset, len;
	const char *magic;
	/* At most one is set: a compression, an archive; a foreign format has neither. */
	int (*open)(struct stream *out, struct stream *from);
	struct archive_reader *(*archive)(struct stream *from, const char *const passwords[2]);
};

/* The row that fits what the stream begins with, or NULL. Takes nothing. */
const struct container *container_find(struct stream *s);

#endif

#include "codec.h"

#include <stdlib.h>

#include <zlib.h>

#include "base/memory.h"

/* A 32 KiB window, the largest deflate can use; + 16 selects the gzip header. */
#define WINDOW_BITS (15 + 16)

struct gzip {
	z_stream z;
	struct stream *from;
	bool between; /* one member has ended, the next has not begun */
	struct trouble trouble;
};

/* Skips zero padding after a member. Returns 1 if another member begins, 0 at the end, -1 if
 * anything else follows. */
static int next_member(struct gzip *g)
{
	const uint8_t *p;

	while ((p = stream_peek(g->from, 1)) && *p == 0)
		stream_take(g->from, 1);
	if (!p) {
		g->trouble = g->from->trouble;
		return 0;
	}
	p = stream_peek(g->from, 2);
	if (!p || p[0] != 0x1f || p[1] != 0x8b)
		return trouble_set(
		    &g->trouble, INPUT_DAMAGED, "trailing data after the gzip stream");
	inflateReset(&g->z);
	g->between = false;
	return 1;
}

/* Calls inflate once. Returns 1, or -1 if it cannot continue. */
static int inflate_some(struct gzip *g)
{
	size_t len;
	const uint8_t *chunk = stream_chunk(g->from, &len);

	if (!chunk && g->from->trouble.status != INPUT_COMPLETE) {
		g->trouble = g->from->trouble;
		return -1;
	}
	if (!chunk)
		return trouble_set(&g->trouble, INPUT_TRUNCATED, "the gzip stream is truncated");
	g->z.next_in = (Bytef *)chunk;
	g->z.avail_in = (uInt)len;
	int result = inflate(&g->z, Z_NO_FLUSH);
	stream_take(g->from, len - g->z.avail_in);
	if (result == Z_STREAM_END)
		g->between = true;
	else if (result != Z_OK && result != Z_BUF_ERROR)
		return trouble_set(&g->trouble, INPUT_DAMAGED, "the gzip stream is damaged: %s",
		    g->z.msg ? g->z.msg : "invalid deflate data");
	return 1;
}

/* Bytes decompressed before an error are delivered first; the error follows with the next call. */
static ssize_t gzip_fill(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	struct gzip *g = ctx;
	int more = g->trouble.status == INPUT_COMPLETE;

	g->z.next_out = into;
	g->z.avail_out = (uInt)room;
	while (g->z.avail_out > 0 && more > 0)
		more = g->between ? next_member(g) : inflate_some(g);
	if (g->z.avail_out < room)
		return (ssize_t)(room - g->z.avail_out);
	*trouble = g->trouble;
	return trouble->status == INPUT_COMPLETE ? 0 : -1;
}

static void gzip_close(void *ctx)
{
	struct gzip *g = ctx;

	inflateEnd(&g->z);
	free(g);
}

int codec_gzip_open(struct stream *out, struct stream *from)
{
	struct gzip *g = memory_new(1, sizeof *g);

	if (inflateInit2(&g->z, WINDOW_BITS) != Z_OK) {
		free(g);
		return -1;
	}
	g->from = from;
	*out = (struct stream){.fill = gzip_fill, .close = gzip_close, .ctx = g};
	return 0;
}

/*
 * A window on a run of bytes that comes from somewhere: a file, a decompressor, an archive member.
 * Readers peek at as many contiguous bytes as they need (at most STREAM_PEEK_MAX) and take them;
 * streams stack, each one's `fill` takes from the stream below. Owned by the caller (init/fini).
 * The window is allocated once; pointers into it are valid until the next peek, chunk or skip.
 */
#ifndef DNSFERRET_STREAM_STREAM_H
#define DNSFERRET_STREAM_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/input.h"

/* One read of the layer below. */
#define STREAM_READ_BYTES ((size_t)256 * 1024)
#define STREAM_PEEK_MAX   ((size_t)PACKET_BLOCK_BYTES_MAX)

/* Why bytes ended before their time; INPUT_COMPLETE = no trouble. The text does not name the path
 * and is not escaped yet. */
struct trouble {
	enum input_status status;
	char text[ERR_TEXT_MAX];
};

/* Returns -1. */
__attribute__((format(printf, 3, 4))) int trouble_set(
    struct trouble *t, enum input_status status, const char *format, ...);

/* Counts what the layers above the file made of it, so that a bomb stops (limits.h). */
struct meter {
	const uint64_t *stored_bytes;
	uint64_t expanded_bytes;
};

struct stream {
	/* Puts up to `room` bytes at `into`: how many, 0 at the end, -1 with the trouble set. */
	ssize_t (*fill)(void *ctx, uint8_t *into, size_t room, struct trouble *trouble);
	void (*close)(void *ctx); /* frees ctx; NULL = nothing to free */
	void *ctx;
	struct meter *meter; /* NULL: not an expanded stream */
	void *hash;          /* running SHA-256 of what was filled (EVP_MD_CTX), or NULL */

	uint8_t *window;
	size_t begin, end; /* unread: window[begin..end) */
	uint64_t total_bytes;
	bool ended; /* fill has nothing more; see trouble */
	struct trouble trouble;
};

/* After `fill`, `close` and `ctx` are set; the rest is zero. A stream without memory has ended with
 * that trouble. */
void stream_init(struct stream *s);
void stream_fini(struct stream *s);

/* Starts the SHA-256 of the stream; to be called before anything is taken. */
void stream_hash(struct stream *s);

/* Gives the hash up. */
void stream_unhash(struct stream *s);

/* The slow half of stream_peek. */
const uint8_t *stream_fill(struct stream *s, size_t n);

/* The next n bytes, not taken yet; NULL when fewer are left (stream_left says how many). */
static inline const uint8_t *stream_peek(struct stream *s, size_t n)
{
	return n <= s->end - s->begin ? s->window + s->begin : stream_fill(s, n);
}

/* Takes n bytes that were peeked at. */
static inline void stream_take(struct stream *s, size_t n)
{
	s->begin += n;
}

static inline size_t stream_left(const struct stream *s)
{
	return s->end - s->begin;
}

/* Whatever is at hand, at least one byte unless the stream has ended; not taken yet. */
const uint8_t *stream_chunk(struct stream *s, size_t *len);

/* Passes over n bytes; how many there were. */
uint64_t stream_skip(struct stream *s, uint64_t n);

/* SHA-256 as lower-case text of all bytes filled; "" when not hashed or not come to a good end.
 * Once a stream. */
void stream_sha256(struct stream *s, char out[SHA256_TEXT_MAX]);

#endif

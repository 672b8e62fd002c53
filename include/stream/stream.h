/*
 * A window on a sequence of bytes from a file, a decompressor or an archive member. Readers peek at
 * as many contiguous bytes as they need (at most STREAM_PEEK_MAX) and then take them. Streams
 * stack: the `fill` of each one takes from the stream below. Owned by the caller (init/fini). The
 * window is allocated once; pointers into it are valid until the next peek, chunk or skip.
 */
#ifndef DNSFERRET_STREAM_STREAM_H
#define DNSFERRET_STREAM_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/input.h"

/* Size of one read from the layer below. */
#define STREAM_READ_BYTES ((size_t)256 * 1024)
#define STREAM_PEEK_MAX   ((size_t)PACKET_BLOCK_BYTES_MAX)

/* Why a stream ended early; INPUT_COMPLETE = no error. The text does not include the path and is
 * not escaped yet. */
struct trouble {
	enum input_status status;
	char text[ERR_TEXT_MAX];
};

/* Sets the status and the formatted text; returns -1. */
__attribute__((format(printf, 3, 4))) int trouble_set(
    struct trouble *t, enum input_status status, const char *format, ...);

/* Counts the expanded bytes against the stored ones, to stop decompression bombs (limits.h). */
struct meter {
	const uint64_t *stored_bytes;
	uint64_t expanded_bytes;
};

struct stream {
	/* Writes up to `room` bytes to `into`. Returns their number, 0 at the end, or -1 with
	 * *trouble set. */
	ssize_t (*fill)(void *ctx, uint8_t *into, size_t room, struct trouble *trouble);
	void (*close)(void *ctx); /* frees ctx; NULL = nothing to free */
	void *ctx;
	struct meter *meter; /* NULL = not an expanded stream */
	void *hash;          /* running SHA-256 over the bytes read (EVP_MD_CTX), or NULL */
	bool hash_apart;     /* see stream_hash_apart */

	uint8_t *window;
	size_t begin, end; /* unread: window[begin..end) */
	uint64_t total_bytes;
	bool ended; /* fill has no more bytes; see trouble */
	struct trouble trouble;
};

/* Allocates the window. `fill`, `close` and `ctx` must be set, everything else zero. Exits when out
 * of memory. */
void stream_init(struct stream *s);
void stream_fini(struct stream *s);

/* Starts a SHA-256 over the stream; call before anything is taken. */
void stream_hash(struct stream *s);

/* Stops hashing and discards the hash. */
void stream_unhash(struct stream *s);

/* Whether what is read from now on is left to stream_hash_bytes: by another thread, in the order in
 * which it was read. */
void stream_hash_apart(struct stream *s, bool apart);
void stream_hash_bytes(struct stream *s, const uint8_t *bytes, size_t len);

/* The slow path of stream_peek. */
const uint8_t *stream_fill(struct stream *s, size_t n);

/* Returns the next n bytes without consuming them; NULL if fewer are left (stream_left tells how
 * many). n is at most STREAM_PEEK_MAX. */
static inline const uint8_t *stream_peek(struct stream *s, size_t n)
{
	return n <= s->end - s->begin ? s->window + s->begin : stream_fill(s, n);
}

/* Consumes n bytes that were peeked at. */
static inline void stream_take(struct stream *s, size_t n)
{
	s->begin += n;
}

static inline size_t stream_left(const struct stream *s)
{
	return s->end - s->begin;
}

/* Returns the bytes at hand without consuming them: at least one, or NULL with *len 0 if the stream
 * has ended. */
const uint8_t *stream_chunk(struct stream *s, size_t *len);

/* Moves up to `room` bytes to `into`, past the window if that is empty; returns how many, 0 at the
 * end. */
size_t stream_read(struct stream *s, uint8_t *into, size_t room);

/* Skips n bytes; returns how many there were. */
uint64_t stream_skip(struct stream *s, uint64_t n);

/* Writes the SHA-256 of all bytes as lower-case hex; "" if the stream is not hashed or did not
 * reach its end without trouble. Only once per stream. */
void stream_sha256(struct stream *s, char out[SHA256_TEXT_MAX]);

#endif

#include "stream/stream.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

#include "base/memory.h"
#include "base/limits.h"

#define WINDOW_BYTES (STREAM_PEEK_MAX + STREAM_READ_BYTES)

int trouble_set(struct trouble *t, enum input_status status, const char *format, ...)
{
	va_list ap;

	t->status = status;
	va_start(ap, format);
	vsnprintf(t->text, sizeof t->text, format, ap);
	va_end(ap);
	return -1;
}

static bool meter_allows(struct meter *m, size_t more)
{
	m->expanded_bytes += more;
	return m->expanded_bytes <= EXPANDED_BYTES_FREE ||
	       m->expanded_bytes / EXPANSION_RATIO_MAX <= *m->stored_bytes;
}

/* One fill of `into`; returns the bytes read, 0 if the stream has ended. */
static size_t fill_once(struct stream *s, uint8_t *into, size_t room)
{
	if (s->ended)
		return 0;
	ssize_t n =
	    s->fill(s->ctx, into, room < STREAM_READ_BYTES ? room : STREAM_READ_BYTES, &s->trouble);
	if (n <= 0) {
		s->ended = true;
		return 0;
	}
	if (!s->hash_apart)
		stream_hash_bytes(s, into, (size_t)n);
	s->total_bytes += (uint64_t)n;
	if (s->meter && !meter_allows(s->meter, (size_t)n)) {
		trouble_set(&s->trouble, INPUT_TRUNCATED,
		    "stopped at a limit: it expands to more than %d MiB and %d times its stored "
		    "size",
		    (int)(EXPANDED_BYTES_FREE >> 20), EXPANSION_RATIO_MAX);
		s->ended = true;
	}
	return (size_t)n;
}

/* One fill into the free end of the window; false if the stream has ended. */
static bool read_more(struct stream *s)
{
	size_t n = fill_once(s, s->window + s->end, WINDOW_BYTES - s->end);

	s->end += n;
	return n > 0;
}

static void to_front(struct stream *s)
{
	memmove(s->window, s->window + s->begin, s->end - s->begin);
	s->end -= s->begin;
	s->begin = 0;
}

void stream_init(struct stream *s)
{
	s->window = memory_resize(NULL, WINDOW_BYTES, 1);
}

void stream_fini(struct stream *s)
{
	if (s->close)
		s->close(s->ctx);
	EVP_MD_CTX_free(s->hash);
	free(s->window);
	*s = (struct stream){.ended = true};
}

void stream_hash(struct stream *s)
{
	s->hash = EVP_MD_CTX_new();
	if (!s->hash || EVP_DigestInit_ex(s->hash, EVP_sha256(), NULL) != 1)
		memory_out(); /* the only way this can fail */
	EVP_DigestUpdate(s->hash, s->window + s->begin, stream_left(s));
}

void stream_unhash(struct stream *s)
{
	EVP_MD_CTX_free(s->hash);
	s->hash = NULL;
}

void stream_hash_apart(struct stream *s, bool apart)
{
	s->hash_apart = apart;
}

void stream_hash_bytes(struct stream *s, const uint8_t *bytes, size_t len)
{
	if (s->hash)
		EVP_DigestUpdate(s->hash, bytes, len);
}

const uint8_t *stream_fill(struct stream *s, size_t n)
{
	assert(n <= STREAM_PEEK_MAX);
	if (!s->window)
		return NULL;
	to_front(s);
	while (s->end < n)
		if (!read_more(s))
			return NULL;
	return s->window;
}

const uint8_t *stream_chunk(struct stream *s, size_t *len)
{
	const uint8_t *bytes = stream_peek(s, 1);

	*len = stream_left(s);
	return bytes;
}

size_t stream_read(struct stream *s, uint8_t *into, size_t room)
{
	size_t n = stream_left(s);

	if (n == 0)
		return fill_once(s, into, room);
	n = n < room ? n : room;
	memcpy(into, s->window + s->begin, n);
	stream_take(s, n);
	return n;
}

uint64_t stream_skip(struct stream *s, uint64_t n)
{
	uint64_t done = 0;
	size_t len;

	while (done < n && stream_chunk(s, &len)) {
		if (len > n - done)
			len = (size_t)(n - done);
		stream_take(s, len);
		done += len;
	}
	return done;
}

void stream_sha256(struct stream *s, char out[SHA256_TEXT_MAX])
{
	uint8_t digest[EVP_MAX_MD_SIZE];
	unsigned len = 0;

	out[0] = '\0';
	if (!s->hash || !s->ended || s->trouble.status != INPUT_COMPLETE ||
	    EVP_DigestFinal_ex(s->hash, digest, &len) != 1)
		return;
	for (unsigned i = 0; i < len && 2 * i + 2 < SHA256_TEXT_MAX; i++)
		snprintf(out + (size_t)2 * i, 3, "%02x", digest[i]);
	stream_unhash(s);
}

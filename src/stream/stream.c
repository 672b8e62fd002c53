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

/* One fill into the free end of the window; false if the stream has ended. */
static bool read_more(struct stream *s)
{
	size_t room = WINDOW_BYTES - s->end;

	if (s->ended)
		return false;
	if (room > STREAM_READ_BYTES)
		room = STREAM_READ_BYTES;
	ssize_t n = s->fill(s->ctx, s->window + s->end, room, &s->trouble);
	if (n <= 0) {
		s->ended = true;
		return false;
	}
	if (s->hash)
		EVP_DigestUpdate(s->hash, s->window + s->end, (size_t)n);
	s->end += (size_t)n;
	s->total_bytes += (uint64_t)n;
	if (s->meter && !meter_allows(s->meter, (size_t)n)) {
		trouble_set(&s->trouble, INPUT_TRUNCATED,
		    "stopped at a limit: it expands to more than %d MiB and %d times its stored "
		    "size",
		    (int)(EXPANDED_BYTES_FREE >> 20), EXPANSION_RATIO_MAX);
		s->ended = true;
	}
	return true;
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

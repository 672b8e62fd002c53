/*
 * A growing byte buffer with a maximum size set at init: there is no buffer without a limit. Owned
 * by the caller (init/fini). Capacity doubles; a push past the maximum changes nothing.
 */
#ifndef DNSFERRET_BASE_BUFFER_H
#define DNSFERRET_BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buffer {
	uint8_t *bytes;
	size_t len, cap, max;
};

void buffer_init(struct buffer *b, size_t max);
void buffer_fini(struct buffer *b);

/* Makes room for n more bytes. Returns 0, or -1 if that would exceed the maximum. Exits when out of
 * memory. */
int buffer_reserve(struct buffer *b, size_t n);

/* Appends n bytes. Returns 0, or -1 like buffer_reserve. */
static inline int buffer_push(struct buffer *b, const void *bytes, size_t n)
{
	if (n > b->cap - b->len && buffer_reserve(b, n) != 0)
		return -1;
	if (n > 0)
		memcpy(b->bytes + b->len, bytes, n);
	b->len += n;
	return 0;
}

/* Removes the first n bytes (n <= len). */
void buffer_drop(struct buffer *b, size_t n);

#endif

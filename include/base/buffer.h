/*
 * A growing run of bytes that is born with a maximum: there is no buffer without a limit.
 * The caller owns it (init/fini). Growth doubles; a push past the maximum changes nothing.
 */
#ifndef DNSFERRET_BASE_BUFFER_H
#define DNSFERRET_BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

struct buffer {
	uint8_t *bytes;
	size_t len, cap, max;
};

void buffer_init(struct buffer *b, size_t max);
void buffer_fini(struct buffer *b);

/* Appends n bytes. Returns 0, or -1 when the maximum would be passed or memory is out. */
int buffer_push(struct buffer *b, const void *bytes, size_t n);

/* Drops the first n bytes (n <= len). */
void buffer_drop(struct buffer *b, size_t n);

#endif

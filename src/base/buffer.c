#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define BUFFER_FIRST_BYTES 256

void buffer_init(struct buffer *b, size_t max)
{
	*b = (struct buffer){.max = max};
}

void buffer_fini(struct buffer *b)
{
	free(b->bytes);
	*b = (struct buffer){0};
}

int buffer_reserve(struct buffer *b, size_t n)
{
	size_t cap = b->cap ? b->cap : BUFFER_FIRST_BYTES;

	if (n > b->max - b->len)
		return -1;
	while (cap - b->len < n)
		cap *= 2;
	if (cap > b->max)
		cap = b->max;
	b->bytes = memory_resize(b->bytes, cap, 1);
	b->cap = cap;
	return 0;
}

void buffer_drop(struct buffer *b, size_t n)
{
	b->len -= n;
	if (b->len > 0)
		memmove(b->bytes, b->bytes + n, b->len);
}

#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Large enough that malloc maps it directly and returns it to the system on free (main.c). */
#ifndef ARENA_BLOCK_BYTES /* fuzzing makes it small, to be fast */
#define ARENA_BLOCK_BYTES ((size_t)256 * 1024)
#endif

struct arena_block {
	struct arena_block *next;
	size_t cap, used;
	max_align_t bytes[];
};

static struct arena_block *block_new(size_t cap)
{
	struct arena_block *b = memory_new(1, sizeof *b + cap);

	b->cap = cap;
	return b;
}

void arena_fini(struct arena *a)
{
	while (a->first) {
		struct arena_block *next = a->first->next;

		free(a->first);
		a->first = next;
	}
	a->used_bytes = 0;
}

void *arena_take(struct arena *a, size_t n)
{
	size_t unit = ARENA_ALIGNMENT;

	n = (n + unit - 1) / unit * unit;
	struct arena_block *b = a->first;
	if (!b || n > b->cap - b->used) {
		struct arena_block *fresh =
		    block_new(n > ARENA_BLOCK_BYTES / 4 ? n : ARENA_BLOCK_BYTES);

		/* A large request gets its own block behind the current one, which stays in use. */
		if (b && fresh->cap == n) {
			fresh->next = b->next;
			b->next = fresh;
		} else {
			fresh->next = b;
			a->first = fresh;
		}
		b = fresh;
	}
	void *p = (char *)b->bytes + b->used;
	b->used += n;
	a->used_bytes += n;
	return p;
}

char *arena_copy(struct arena *a, const char *text)
{
	size_t n = strlen(text) + 1;

	return memcpy(arena_take(a, n), text, n);
}

char *arena_print(struct arena *a, const char *format, ...)
{
	va_list ap, again;

	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	char *text = arena_take(a, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	return text;
}

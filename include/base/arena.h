/*
 * Memory that is freed all at once. Allocated in blocks of 256 KiB; a request of more than a
 * quarter of that may get a block of its own. The owner calls arena_fini, which frees everything
 * handed out. Not thread-safe.
 */
#ifndef DNSFERRET_BASE_ARENA_H
#define DNSFERRET_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *first;
	size_t used_bytes; /* allocated so far, for the memory figure in the report */
};

void arena_fini(struct arena *a);

/* What is taken begins at a multiple of this: no type of the program needs more. */
#define ARENA_ALIGNMENT 8

/* Returns n zeroed bytes. Never NULL: exits the program when out of memory
 * (memory.h). */
void *arena_take(struct arena *a, size_t n);

/* Copies of text, owned by the arena; `arena_print` formats like printf. */
char *arena_copy(struct arena *a, const char *text);
__attribute__((format(printf, 2, 3))) char *arena_print(struct arena *a, const char *format, ...);

#endif

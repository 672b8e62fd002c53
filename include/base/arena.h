/*
 * Memory that is freed all at once. Blocks of 64 KiB, larger requests get their own.
 * The owner calls arena_fini; everything handed out dies with it. Not for several threads.
 */
#ifndef DNSFERRET_BASE_ARENA_H
#define DNSFERRET_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *first;
	size_t used_bytes; /* handed out, for the memory figure of the report */
};

void arena_fini(struct arena *a);

/* n zeroed bytes aligned for any type; ends the program with one sentence when memory is out. */
void *arena_take(struct arena *a, size_t n);

/* Copies of text; `arena_print` formats as printf does. */
char *arena_copy(struct arena *a, const char *text);
__attribute__((format(printf, 2, 3))) char *arena_print(struct arena *a, const char *format, ...);

#endif

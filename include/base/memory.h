/*
 * Allocation that never returns NULL. When memory runs out the program exits, before any report was
 * started. Free with free(). Thread-safe.
 */
#ifndef DNSFERRET_BASE_MEMORY_H
#define DNSFERRET_BASE_MEMORY_H

#include <stddef.h>

/* Prints "dnsferret: out of memory" and exits with status 5 (EXIT_OUTPUT). */
_Noreturn void memory_out(void);

/* Returns count zeroed elements of size bytes. */
void *memory_new(size_t count, size_t size);

/* Like realloc, for count elements of size bytes; the new part is not zeroed. */
void *memory_resize(void *old, size_t count, size_t size);

/* Returns freed memory to the system. */
void memory_trim(void);

/* Returns a copy of the text. */
char *memory_text(const char *text);

#endif

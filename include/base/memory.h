/*
 * Allocation for bookkeeping that cannot go on without it: the program ends with one sentence and
 * exit code 5 when memory is out, before any report was begun. Free with free().
 */
#ifndef DNSFERRET_BASE_MEMORY_H
#define DNSFERRET_BASE_MEMORY_H

#include <stddef.h>

/* Ends the program so. */
_Noreturn void memory_out(void);

/* count zeroed elements of size bytes. */
void *memory_new(size_t count, size_t size);

/* As realloc for count elements; the new part is not zeroed. */
void *memory_resize(void *old, size_t count, size_t size);

/* What was freed goes back to the system. */
void memory_trim(void);

/* A copy of a text. */
char *memory_text(const char *text);

#endif

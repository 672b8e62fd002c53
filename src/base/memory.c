#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXIT_OUT_OF_MEMORY 5

static void *or_end(void *p)
{
	if (!p) {
		fputs("dnsferret: out of memory\n", stderr);
		exit(EXIT_OUT_OF_MEMORY);
	}
	return p;
}

void *memory_new(size_t count, size_t size)
{
	return or_end(calloc(count, size));
}

void *memory_resize(void *old, size_t count, size_t size)
{
	return or_end(reallocarray(old, count, size));
}

char *memory_text(const char *text)
{
	size_t n = strlen(text) + 1;

	return memcpy(memory_new(n, 1), text, n);
}

#include "base/memory.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXIT_OUT_OF_MEMORY 5

/* Called from any thread while others may hold locks of the C library: no exit handlers may run. */
void memory_out(void)
{
	static const char said[] = "dnsferret: out of memory\n";

	(void)!write(STDERR_FILENO, said, sizeof said - 1);
	_exit(EXIT_OUT_OF_MEMORY);
}

static void *or_end(void *p)
{
	if (!p)
		memory_out();
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

void memory_trim(void)
{
	malloc_trim(0);
}

char *memory_text(const char *text)
{
	size_t n = strlen(text) + 1;

	return memcpy(memory_new(n, 1), text, n);
}

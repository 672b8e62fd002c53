/*
 * Preloaded: makes one call fail, as FAULT says: "alloc:N" the Nth request for memory, "thread:N"
 * the Nth start of a thread. Afterwards all goes well again; with a '+' at the end everything of
 * the kind fails from there on. FAULT_COUNT names a file that gets how many calls of each kind
 * there were.
 */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { ALLOC, THREAD, KIND_COUNT };
static const char *const names[KIND_COUNT] = {"alloc", "thread"};

static atomic_ulong calls[KIND_COUNT];
static enum kind faulty = KIND_COUNT;
static unsigned long at;
static bool for_good, ready;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool fails(enum kind kind)
{
	if (!ready)
		return false;
	unsigned long number = atomic_fetch_add(&calls[kind], 1) + 1;

	return kind == faulty && (number == at || (for_good && number > at));
}

/* After the start of libraries, which is none of the program's. */
__attribute__((constructor)) static void begin(void)
{
	const char *fault = getenv("FAULT");
	const char *colon = fault ? strchr(fault, ':') : NULL;

	for (int kind = 0; colon && kind < KIND_COUNT; kind++)
		if (strncmp(fault, names[kind], (size_t)(colon - fault)) == 0)
			faulty = (enum kind)kind;
	if (colon) {
		at = strtoul(colon + 1, NULL, 10);
		for_good = fault[strlen(fault) - 1] == '+';
	}
	ready = true;
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAULT_COUNT");
	FILE *file;

	ready = false;
	file = path ? fopen(path, "w") : NULL;
	for (int kind = 0; file && kind < KIND_COUNT; kind++)
		fprintf(file, "%s %lu\n", names[kind], calls[kind]);
	if (file)
		fclose(file);
}

static void *none(void)
{
	errno = ENOMEM;
	return NULL;
}

void *malloc(size_t size)
{
	return fails(ALLOC) ? none() : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(ALLOC) ? none() : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return size > 0 && fails(ALLOC) ? none() : __libc_realloc(old, size);
}

void *reallocarray(void *old, size_t count, size_t size)
{
	size_t all;

	return __builtin_mul_overflow(count, size, &all) ? none() : realloc(old, all);
}

int pthread_create(pthread_t *id, const pthread_attr_t *how, void *(*run)(void *), void *arg)
{
	int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) =
	    (__typeof__(real))dlsym(RTLD_NEXT, "pthread_create");

	return fails(THREAD) ? EAGAIN : real(id, how, run, arg);
}

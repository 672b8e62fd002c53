/*
 * LD_PRELOAD library: prints the number of allocations to standard error when the program exits.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t count, size_t n);
void *__libc_realloc(void *old, size_t n);
void *malloc(size_t n);
void *calloc(size_t count, size_t n);
void *realloc(void *old, size_t n);

static uint64_t allocations;

static void count(void)
{
	__atomic_add_fetch(&allocations, 1, __ATOMIC_RELAXED);
}

void *malloc(size_t n)
{
	count();
	return __libc_malloc(n);
}

void *calloc(size_t number, size_t n)
{
	count();
	return __libc_calloc(number, n);
}

void *realloc(void *old, size_t n)
{
	count();
	return __libc_realloc(old, n);
}

__attribute__((destructor)) static void print_count(void)
{
	dprintf(2, "allocations: %llu\n", (unsigned long long)allocations);
}

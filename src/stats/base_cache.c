#include "base_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/limits.h"

#define CACHE_LINE 64
_Static_assert(sizeof(struct known_name) == CACHE_LINE, "one is fetched at a time");

void base_cache_init(struct base_cache *b)
{
	b->suffix = suffix_new();
	b->memory = memory_new(RECENT_NAMES + 1, sizeof *b->names);
	b->names = b->memory;
	while ((uintptr_t)b->names % CACHE_LINE != 0)
		b->names = (void *)((char *)b->names + _Alignof(struct known_name));
}

void base_cache_fini(struct base_cache *b)
{
	suffix_free(b->suffix);
	free(b->memory);
	*b = (struct base_cache){.names = NULL};
}

static struct known_name *place_of(const struct base_cache *b, uint64_t name_hash)
{
	return &b->names[name_hash % RECENT_NAMES];
}

void base_cache_fetch(const struct base_cache *b, uint64_t name_hash)
{
	__builtin_prefetch(place_of(b, name_hash));
}

struct suffix_base base_cache_find(
    struct base_cache *b, uint64_t name_hash, const struct dns_name *name)
{
	struct known_name *place = place_of(b, name_hash);

	if (place->len == name->len && memcmp(place->fold, name->fold, name->len) == 0)
		return place->base;
	struct suffix_base base = suffix_find(b->suffix, name);
	if (name->len <= KNOWN_NAME_MAX) {
		place->base = base;
		place->len = name->len;
		memcpy(place->fold, name->fold, name->len);
	}
	return base;
}

#include "recent.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "limits.h"

#define CACHE_LINE 64

_Static_assert(sizeof(struct recent_name) == CACHE_LINE, "one is fetched at a time");

void recent_init(struct recent *r)
{
	r->memory = memory_new(RECENT_NAMES + 1, sizeof *r->names);
	r->names = r->memory;
	while ((uintptr_t)r->names % CACHE_LINE != 0)
		r->names = (void *)((char *)r->names + _Alignof(struct recent_name));
}

void recent_fini(struct recent *r)
{
	free(r->memory);
	*r = (struct recent){.names = NULL};
}

static struct recent_name *place_of(const struct recent *r, uint64_t name_hash)
{
	return &r->names[name_hash % RECENT_NAMES];
}

void recent_fetch(const struct recent *r, uint64_t name_hash)
{
	__builtin_prefetch(place_of(r, name_hash));
}

const struct recent_name *recent_find(
    const struct recent *r, uint64_t name_hash, const struct dns_name *name)
{
	const struct recent_name *place = place_of(r, name_hash);

	return place->len == name->len && memcmp(place->fold, name->fold, name->len) == 0 ? place
											  : NULL;
}

void recent_note(struct recent *r, uint64_t name_hash, const struct dns_name *name, uint32_t domain,
    uint8_t base_labels)
{
	struct recent_name *place = place_of(r, name_hash);

	if (name->len > RECENT_NAME_MAX)
		return;
	place->domain = domain;
	place->base_labels = base_labels;
	place->len = name->len;
	memcpy(place->fold, name->fold, name->len);
}

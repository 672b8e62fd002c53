#include "recent.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "limits.h"

void recent_init(struct recent *r, uint64_t secret)
{
	r->secret = secret;
	r->names = memory_new(RECENT_NAMES, sizeof *r->names);
}

void recent_fini(struct recent *r)
{
	free(r->names);
}

struct recent_name *recent_of(const struct recent *r, const struct dns_name *name)
{
	if (name->len > RECENT_NAME_MAX)
		return NULL;
	return &r->names[hash_secret(name->fold, name->len, r->secret) % RECENT_NAMES];
}

bool recent_is(const struct recent_name *place, const struct dns_name *name)
{
	return place->len == name->len && memcmp(place->fold, name->fold, name->len) == 0;
}

void recent_set(struct recent_name *place, const struct dns_name *name, uint32_t domain)
{
	place->domain = domain;
	place->len = name->len;
	memcpy(place->fold, name->fold, name->len);
}

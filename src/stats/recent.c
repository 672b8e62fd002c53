#include "recent.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/table.h"
#include "limits.h"

void recent_init(struct recent *r)
{
	r->names = memory_new(RECENT_NAMES, sizeof *r->names);
}

void recent_fini(struct recent *r)
{
	free(r->names);
}

struct recent_name *recent_find(
    const struct recent *r, const struct dns_name *name, uint64_t hash, bool *known)
{
	struct recent_name *place = &r->names[hash % RECENT_NAMES];

	*known = false;
	if (name->len > RECENT_NAME_MAX)
		return NULL;
	*known = place->hash == hash && place->len == name->len &&
		 memcmp(place->fold, name->fold, name->len) == 0;
	return place;
}

void recent_set(
    struct recent_name *place, const struct dns_name *name, uint64_t hash, uint32_t domain)
{
	*place = (struct recent_name){.hash = hash,
	    .domain = domain,
	    .client = TABLE_NONE,
	    .channel = TABLE_NONE,
	    .len = name->len};
	memcpy(place->fold, name->fold, name->len);
}

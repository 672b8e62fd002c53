#include "base/hash.h"
#include "base/limits.h"
#include "base/memory.h"
#include "records.h"

uint64_t evicted_hash(const struct client *c, const struct domain *d)
{
	uint64_t parts[2] = {
	    hash_fixed(&c->address, sizeof c->address), hash_fixed(d->fold, d->len)};

	return hash_fixed(parts, sizeof parts);
}

void evicted_add(struct stats *s, uint64_t hash)
{
	if (!s->ghosts)
		s->ghosts = memory_new(GHOST_BITS / 8, 1);
	for (unsigned i = 0; i < 2; i++, hash >>= 32)
		s->ghosts[hash % GHOST_BITS / 8] |= (uint8_t)(1u << hash % 8);
}

bool evicted_contains(const struct stats *s, const struct client *c, const struct domain *d)
{
	if (!s->ghosts)
		return false;
	uint64_t hash = evicted_hash(c, d), other = hash >> 32;

	return s->ghosts[hash % GHOST_BITS / 8] >> hash % 8 & 1 &&
	       s->ghosts[other % GHOST_BITS / 8] >> other % 8 & 1;
}

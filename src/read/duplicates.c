#include "read/duplicates.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/limits.h"

struct duplicate_slot {
	uint64_t ip_hash;
	int64_t time_ns;
};

void duplicates_init(struct duplicates *d)
{
	d->slots = memory_new(DUPLICATE_SLOTS, sizeof *d->slots);
}

void duplicates_fini(struct duplicates *d)
{
	free(d->slots);
}

void duplicates_fetch(const struct duplicates *d, uint64_t ip_hash)
{
	__builtin_prefetch(&d->slots[ip_hash % DUPLICATE_SLOTS], 1);
}

bool duplicates_seen(struct duplicates *d, uint64_t ip_hash, int64_t time_ns)
{
	struct duplicate_slot *slot = &d->slots[ip_hash % DUPLICATE_SLOTS];
	/* Frames from a port mirror may be slightly out of order. */
	bool seen = ip_hash != 0 && slot->ip_hash == ip_hash &&
		    time_ns - slot->time_ns <= DUPLICATE_NS &&
		    slot->time_ns - time_ns <= DUPLICATE_NS;

	*slot = (struct duplicate_slot){ip_hash, time_ns};
	return seen;
}

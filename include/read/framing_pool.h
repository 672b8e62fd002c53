/*
 * A pool of framings for TCP streams. A finished one is kept for the next stream, unless its buffer
 * has grown, so that many short streams need no allocation. At most FRAMING_POOL_KEPT_MAX are kept.
 * Owned by the caller (init/fini); not thread-safe.
 */
#ifndef DNSFERRET_READ_FRAMING_POOL_H
#define DNSFERRET_READ_FRAMING_POOL_H

#include "dns/framing.h"

struct framing_pool {
	struct kept_framing *kept;
	size_t kept_count;
};

void framing_pool_init(struct framing_pool *f);
void framing_pool_fini(struct framing_pool *f);

/* Returns a fresh framing, never NULL: exits when out of memory (memory.h). */
struct framing *framing_pool_take(struct framing_pool *f);

/* Returns a framing to the pool, after framing_end. */
void framing_pool_give(struct framing_pool *f, struct framing *framing);

#endif

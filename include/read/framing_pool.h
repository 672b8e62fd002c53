/*
 * The framings of TCP streams. One that is over is kept for the next stream, with its buffer unless
 * that grew, so that a capture of many short streams asks for no memory. init/fini; one thread.
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

/* A fresh one; ends the program with one sentence when memory is out. */
struct framing *framing_pool_take(struct framing_pool *f);

/* Takes it back after framing_end. */
void framing_pool_give(struct framing_pool *f, struct framing *framing);

#endif

/*
 * The framings of TCP streams. One that is over is kept for the next stream, with its buffer unless
 * that grew, so that a capture of many short streams asks for no memory. init/fini; one thread.
 */
#ifndef DNSFERRET_APP_FRAMINGS_H
#define DNSFERRET_APP_FRAMINGS_H

#include "dns/framing.h"

struct framings {
	struct kept_framing *kept;
	size_t kept_count;
};

void framings_init(struct framings *f);
void framings_fini(struct framings *f);

/* A fresh one; ends the program with one sentence when memory is out. */
struct framing *framings_take(struct framings *f);

/* Takes it back after framing_end. */
void framings_give(struct framings *f, struct framing *framing);

#endif

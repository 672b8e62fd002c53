/*
 * The opening of a channel: its facts as if the capture ended after its first names. What a channel
 * does later must not hide what it began with. Heap-owned by the caller (init/fini).
 */
#ifndef DNSFERRET_SCORE_OPENING_H
#define DNSFERRET_SCORE_OPENING_H

#include "score/facts.h"

struct opening {
	struct channel channel; /* the first names of a channel, in queries without responses */
	struct facts facts;     /* of these, with what is known of the server from `whole` */
};

/* Fills the opening of `names` names at most SAMPLE_NAMES_MAX; returns false, and there is nothing
 * to free, if the channel has no more names than that. */
bool opening_init(struct opening *o, const struct facts *whole, unsigned names,
    const struct facts_options *options);
void opening_fini(struct opening *o);

#endif

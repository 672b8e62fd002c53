/*
 * What many channels have in common to look at: the types that were asked for, how long names are
 * and how little they look like host names, as counts in equal steps. Of a finding, and of all
 * channels that are none.
 */
#ifndef DNSFERRET_SCORE_DISTRIBUTIONS_H
#define DNSFERRET_SCORE_DISTRIBUTIONS_H

#include "stats/channel.h"

#define DISTRIBUTIONS_BINS        32
#define DISTRIBUTIONS_LENGTH_STEP 8
/* A quarter of a bit, in 1/256 bit. */
#define DISTRIBUTIONS_SURPRISE_STEP 64

/* Values. */
struct distributions {
	uint64_t channels;
	uint64_t asked[COUNTER_COUNT];         /* questions by type: the Q_ rows up to Q_OTHER */
	uint64_t length[DISTRIBUTIONS_BINS];   /* distinct names by characters left of the base */
	uint64_t surprise[DISTRIBUTIONS_BINS]; /* sampled names by bits a character */
};

/* Adds a channel, of its sampled names those with a hash up to `hash_max`; `depth` labels left of
 * the base are passed over. */
void distributions_add(
    struct distributions *o, const struct channel *channel, unsigned depth, uint64_t hash_max);

void distributions_merge(struct distributions *into, const struct distributions *from);

/* Takes out what was added before. */
void distributions_remove(struct distributions *from, const struct distributions *part);

/* The outline of so many channels that only some of their sampled names are looked at: those of the
 * lowest hashes, about DISTRIBUTIONS_NAMES_MAX, a uniform choice that does not depend on order. How
 * low is known when all have been seen, so some more are remembered until then. Zeroed: none yet.
 */
struct distributions_draft {
	struct distributions so_far; /* but for surprise */
	uint64_t sampled;            /* names that the channels keep letter for letter */
	struct distributions_name *low;
	size_t low_count, low_cap;
};

void distributions_draft_add(struct distributions_draft *d, const struct channel *channel);

/* Adds all of `from`, which is empty afterwards. */
void distributions_draft_merge(struct distributions_draft *into, struct distributions_draft *from);

/* Ends the draft; returns the highest hash that was looked at. */
uint64_t distributions_finish(struct distributions_draft *d, struct distributions *distributions);

#endif

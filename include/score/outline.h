/*
 * What many channels have in common to look at: the types that were asked for, how long names are
 * and how little they look like host names, as counts in equal steps. Of a finding, and of all
 * channels that are none.
 */
#ifndef DNSFERRET_SCORE_OUTLINE_H
#define DNSFERRET_SCORE_OUTLINE_H

#include "stats/channel.h"

#define OUTLINE_BINS        32
#define OUTLINE_LENGTH_STEP 8
/* A quarter of a bit, in 1/256 bit. */
#define OUTLINE_SURPRISE_STEP 64

/* Values. */
struct outline {
	uint64_t channels;
	uint64_t asked[COUNTER_COUNT];   /* questions by type: the Q_ rows up to Q_OTHER */
	uint64_t length[OUTLINE_BINS];   /* distinct names by characters left of the base */
	uint64_t surprise[OUTLINE_BINS]; /* sampled names by bits a character */
};

/* Adds a channel, of its sampled names those with a hash up to `hash_max`; `depth` labels left of
 * the base are passed over. */
void outline_add(
    struct outline *o, const struct channel *channel, unsigned depth, uint64_t hash_max);

void outline_merge(struct outline *into, const struct outline *from);

/* Takes out what was added before. */
void outline_remove(struct outline *from, const struct outline *part);

/* The outline of so many channels that only some of their sampled names are looked at: those of the
 * lowest hashes, about OUTLINE_NAMES_MAX, a uniform choice that does not depend on order. How low
 * is known when all have been seen, so some more are remembered until then. Zeroed: none yet. */
struct outline_draft {
	struct outline so_far; /* but for surprise */
	uint64_t sampled;      /* names that the channels keep letter for letter */
	struct outline_name *low;
	size_t low_count, low_cap;
};

void outline_draft_add(struct outline_draft *d, const struct channel *channel);

/* Adds all of `from`, which is empty afterwards. */
void outline_draft_merge(struct outline_draft *into, struct outline_draft *from);

/* Ends the draft; returns the highest hash that was looked at. */
uint64_t outline_finish(struct outline_draft *d, struct outline *outline);

#endif

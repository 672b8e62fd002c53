/*
 * Name and type histograms of a set of channels (query types, name length, surprise), for one
 * finding or for all benign traffic. Plain values; adding is exact and order-independent.
 */
#ifndef DNSFERRET_SCORE_DISTRIBUTIONS_H
#define DNSFERRET_SCORE_DISTRIBUTIONS_H

#include "stats/channel.h"

#define DISTRIBUTIONS_BINS        32
#define DISTRIBUTIONS_LENGTH_STEP 8
/* A quarter of a bit, in 1/256 bit. */
#define DISTRIBUTIONS_SURPRISE_STEP 64

/* Plain values, no ownership. */
struct distributions {
	uint64_t channels;
	uint64_t asked[COUNTER_COUNT]; /* queries by type: the Q_ rows up to Q_OTHER */
	uint64_t
	    length[DISTRIBUTIONS_BINS]; /* distinct names by characters before the base domain */
	uint64_t surprise[DISTRIBUTIONS_BINS]; /* sampled names by bits per character */
};

/* Adds a channel, with those sampled names whose hash is at most `hash_max`; skips `depth` labels
 * next to the base domain. */
void distributions_add(
    struct distributions *o, const struct channel *channel, unsigned depth, uint64_t hash_max);

void distributions_merge(struct distributions *into, const struct distributions *from);

/* Subtracts what was added before. */
void distributions_remove(struct distributions *from, const struct distributions *part);

/* Histograms of so many channels that only some sampled names are used: those with the lowest
 * hashes, about DISTRIBUTIONS_NAMES_MAX, a uniform sample that does not depend on order. The
 * cut-off is only known after the last channel, so a few more are kept until then. Zeroed = empty;
 * distributions_finish frees it. */
struct distributions_draft {
	struct distributions so_far; /* all but `surprise` */
	uint64_t sampled;            /* names in the channels' samples */
	struct distributions_name *low;
	size_t low_count, low_cap;
};

void distributions_draft_add(struct distributions_draft *d, const struct channel *channel);

/* Adds all of `from`, which is empty afterwards. */
void distributions_draft_merge(struct distributions_draft *into, struct distributions_draft *from);

/* Finishes the draft and frees it; returns the highest hash that was included. */
uint64_t distributions_finish(struct distributions_draft *d, struct distributions *distributions);

#endif

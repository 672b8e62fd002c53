/*
 * When a channel asks: its transactions in order of time, how many of them are repeats, and how
 * regular they are. Plain values; no state.
 */
#ifndef DNSFERRET_SCORE_RHYTHM_H
#define DNSFERRET_SCORE_RHYTHM_H

#include "score/facts.h"

/* All transactions in order of time, or the earliest if not all are known, in a new array that the
 * caller frees; NULL if there are none. */
struct sketch_entry *rhythm_transactions(const struct channel *c, size_t *count);

/* Removes those that ask a question again within 5 s, whatever their id: resolvers and impatient
 * programs repeat themselves. Returns how many are left, still in order of time. */
size_t rhythm_fold_repeats(struct sketch_entry *transactions, size_t count);

struct rhythm rhythm_of(const struct sketch_entry *transactions, size_t count);

#endif

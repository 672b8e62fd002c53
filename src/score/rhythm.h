/*
 * How regular the query times of a channel are. Plain values; bounded stack, no state.
 */
#ifndef DNSFERRET_SCORE_RHYTHM_H
#define DNSFERRET_SCORE_RHYTHM_H

#include "score/facts.h"

struct rhythm rhythm_of(const struct sketch *asked);

#endif

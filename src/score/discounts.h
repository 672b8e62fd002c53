/*
 * Discounts for evidence of a benign cause, applied to the finished score: a known service, a
 * benign name format, many clients that do the same. A discount only lowers the score; it is a line
 * of `why` with negative points. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_DISCOUNTS_H
#define DNSFERRET_SCORE_DISCOUNTS_H

#include "verdict.h"

/* Score that remains with a benign explanation: enough to be listed, not to be investigated. */
#define DISCOUNTS_EXPLAINED_SCORE 25

/* True if a client sends so much more than the median client of a base domain that rarity is no
 * excuse. */
bool discounts_is_above_crowd(uint64_t names, uint64_t median);

void discounts_apply(
    struct verdict *v, const struct facts *facts, const struct score_options *options);

#endif

/*
 * Combines the strengths of all scorers into one score with reasons that add up to it: capped
 * groups, a logistic function of the weighted sum, shrinkage for small counts, floors, and
 * discounts for benign causes (docs/detection.md). Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_COMBINE_H
#define DNSFERRET_SCORE_COMBINE_H

#include "score/baseline.h"
#include "verdict.h"

/* `rest` is for the text of the scorers' reasons, which are left out if it is NULL; no score
 * depends on it. */
void combine_channel(const struct facts *facts, const struct baseline *rest,
    const struct score_options *options, struct verdict *verdict);

#endif

/*
 * From the strengths of all modules to one score with reasons that add up to it: capped groups, a
 * logistic of the weighted sum, shrinking for small counts, the advisory floor, and what speaks for
 * a benign cause (docs/detection.md). Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_COMBINE_H
#define DNSFERRET_SCORE_COMBINE_H

#include "score/baseline.h"
#include "verdict.h"

/* `rest` is for the lines of the modules, which are left out without it: no score depends on it. */
void combine_channel(const struct facts *facts, const struct baseline *rest,
    const struct score_options *options, struct verdict *verdict);

#endif

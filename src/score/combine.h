/*
 * From the strengths of all modules to one score with reasons that add up to it: capped groups, a
 * logistic of the weighted sum, shrinking for small counts, the advisory floor, and what speaks for
 * a benign cause (docs/detection.md). Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_COMBINE_H
#define DNSFERRET_SCORE_COMBINE_H

#include "score/baseline.h"
#include "score/score.h"

struct verdict {
	bool explained; /* set by the caller: the modules' lines are wanted, not the score alone */
	int score;
	struct reason reasons[REASONS_MAX];
	size_t reason_count;
};

void combine_channel(const struct facts *facts, const struct baseline *rest,
    const struct score_options *options, struct verdict *verdict);

/* Adds what a pool alone shows: one token under many domains with many record types. */
void combine_pool(struct verdict *verdict, const struct finding *finding);

#endif

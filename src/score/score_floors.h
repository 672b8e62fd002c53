/*
 * Exact patterns that are worth a score alone, whatever the modules say: the advisory's shape,
 * payloads handed out in answers, marks of tools, one token under many domains. A floor only
 * raises; its points are one line of `why`. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_SCORE_FLOORS_H
#define DNSFERRET_SCORE_SCORE_FLOORS_H

#include "verdict.h"

/* What only a tool leaves. */
#define MARK_EXACT_SCORE 85

void score_floors_apply(
    struct verdict *v, const struct facts *facts, const struct score_options *options);

/* Score of a base whose best channel has `best`, when so many clients send data under it. */
int score_floors_spread(int best, size_t clients);
/* The same as a line of `why`. */
void score_floors_apply_spread(struct verdict *v, size_t clients);

/* What a pool alone shows: one token under many domains with many record types. */
void score_floors_apply_pool(struct verdict *v, const struct finding *finding);

#endif

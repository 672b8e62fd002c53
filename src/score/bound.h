/*
 * A bound on the score of a channel from its facts, before it is judged: most channels have one
 * name, which shows nothing (docs/decisions/0091-judging-is-bounded.md has the proof). Pure; no
 * allocation.
 */
#ifndef DNSFERRET_SCORE_BOUND_H
#define DNSFERRET_SCORE_BOUND_H

#include <stdbool.h>

#include "score/facts.h"
#include "score/score.h"

/* With fewer transactions no floor applies to a single name (score_floors.h). */
#define BOUND_TRANSACTIONS 4

/* True only if combine_channel leaves the verdict as verdict_begin does: score 0, no mark, no known
 * service, no data left of a token. */
bool bound_is_nothing(const struct facts *facts, const struct score_options *options);

#endif

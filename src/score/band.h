/*
 * Confidence interval of a score, given the number of distinct names it is based on.
 */
#ifndef DNSFERRET_SCORE_BAND_H
#define DNSFERRET_SCORE_BAND_H

#include <stdbool.h>

#include "score/score.h"

/* The 90 % Wilson interval (Wilson 1927) of the score taken as a share of `names` names, rounded
 * outward to whole points; 0..100 if there are no names. An exact signature does not depend on how
 * often it was seen: then the lower end is at least the signature floor (MARK_EXACT_SCORE). */
struct band band_of(int score, uint64_t names, bool exact_mark);

#endif

/*
 * How far a score can be trusted that rests on so many different names.
 */
#ifndef DNSFERRET_SCORE_BAND_H
#define DNSFERRET_SCORE_BAND_H

#include <stdbool.h>

#include "score/score.h"

/* The Wilson interval at 90 % (Wilson 1927) of the score read as a share of `names` names, widened
 * to whole points; 0..100 without names. What only a tool leaves does not depend on how often it
 * was seen: with an exact mark the low end is the floor of marks. */
struct band band_of(int score, uint64_t names, bool exact_mark);

#endif

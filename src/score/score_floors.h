/*
 * Score floors: exact patterns that justify a minimum score whatever the scorers say: the pattern
 * of the advisory, payloads delivered in answers, tool signatures. Floors of domain groups have
 * files of their own (floor_rotation.h, floor_generated.h). A floor only raises the score; its
 * points are one line of `why`. None applies to a single name without a data type or a signature in
 * fewer than BOUND_TRANSACTIONS transactions (bound.h relies on it). Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_SCORE_FLOORS_H
#define DNSFERRET_SCORE_SCORE_FLOORS_H

#include "verdict.h"

/* Floor for an exact tool signature. */
#define MARK_EXACT_SCORE 85

void score_floors_apply(
    struct verdict *v, const struct facts *facts, const struct score_options *options);

/* Those that the names alone justify, without responses: for the opening of a channel. */
void score_floors_apply_opening(
    struct verdict *v, const struct facts *facts, const struct score_options *options);

/* Score of a base domain whose best channel scores `best`, if this many clients send data under
 * it. */
int score_floors_spread(int best, size_t clients);
/* The same as a line of `why`. */
void score_floors_apply_spread(struct verdict *v, size_t clients);

/* One floor of score_floors_apply: few names, queried for data again and again at a steady pace,
 * and encoded responses that change (floor_txt_polling.c). */
void floor_txt_polling(struct verdict *v, const struct facts *facts);

/* Floors of score_floors_apply with a file of their own (floor_<name>.c). */

/* Short names, each queried with one of several record types. */
void floor_handshake(struct verdict *v, const struct facts *facts);
/* Random names, none of which has a usable response. */
void floor_vain(struct verdict *v, const struct facts *facts);
/* One name, or names that differ in a few characters, at regular intervals; or one random name
 * whose server is gone. */
void floor_beacon(struct verdict *v, const struct facts *facts);

#endif

/*
 * What speaks for a benign cause, once the score is known: a service of the known table, ordinary
 * structure of the names, many clients that do the same. A discount only lowers; it is a line of
 * `why` with negative points. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_DISCOUNTS_H
#define DNSFERRET_SCORE_DISCOUNTS_H

#include "verdict.h"

/* So many clients that ask the same base begin to speak for a service. */
#define RARITY_CLIENTS_LOW 10

void discounts_apply(
    struct verdict *v, const struct facts *facts, const struct score_options *options);

#endif

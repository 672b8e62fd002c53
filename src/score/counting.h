/*
 * Names that count up: a number in each name, larger (or smaller) each time. Plain values; no
 * allocation.
 */
#ifndef DNSFERRET_SCORE_COUNTING_H
#define DNSFERRET_SCORE_COUNTING_H

#include "score/facts.h"

/* Fewer names do not count. */
#define COUNTING_NAMES_MIN 16

/* Looks for a counter in the sampled names of one length, or in those that end in a decimal number
 * of growing length. Digits are in the order of decimal, hexadecimal and base36 numbers or in that
 * of base32 (RFC 4648 6); columns that are the same in all names do not matter. A number that tells
 * the time is no counter. */
struct counting counting_of(const struct channel *channel);

#endif

/*
 * How a channel's payloads are written: alphabet, lengths, columns that never change, and what they
 * decode to. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_ENCODING_H
#define DNSFERRET_SCORE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/stats.h"

/* One line of printable ASCII; false when nothing can be said. */
bool encoding_describe(const struct channel *channel, char *out, size_t cap);

#endif

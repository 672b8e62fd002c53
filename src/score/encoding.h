/*
 * How a channel's payloads are encoded: alphabet, lengths, constant columns, and what they decode
 * to. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_ENCODING_H
#define DNSFERRET_SCORE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/stats.h"

/* Number of sampled names whose payload decodes to readable text or a known file format; *words:
 * those with a label that is a hex-encoded word. */
unsigned encoding_readable(const struct channel *channel, unsigned *words);

/* One line of printable ASCII; returns false if there is nothing to say. */
bool encoding_describe(const struct channel *channel, char *out, size_t cap);

#endif

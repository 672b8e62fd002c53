/*
 * How a channel's payloads are written: alphabet, lengths, columns that never change, and what they
 * decode to. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_ENCODING_H
#define DNSFERRET_SCORE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/stats.h"

/* Sampled names whose payload decodes to readable text or a known file format; *words: with a label
 * that is a word in hexadecimal digits. */
unsigned encoding_readable(const struct channel *channel, unsigned *words);

/* One line of printable ASCII; false when nothing can be said. */
bool encoding_describe(const struct channel *channel, char *out, size_t cap);

#endif

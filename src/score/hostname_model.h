/*
 * How surprising characters are in a host name, under a bigram model of ordinary names.
 * Owns nothing: constant tables, made by hostname_model.py (see docs/hostname-model.md).
 * Limits: any bytes, any length up to 1 MiB; a character costs at most 11.4 bits.
 * Threads: no writable state. Cost: two table reads a byte.
 */
#ifndef SCORE_HOSTNAME_MODEL_H
#define SCORE_HOSTNAME_MODEL_H

#include <stddef.h>
#include <stdint.h>

/*
 * Total of -log2 P(c | previous) in 1/256 bit over labels joined with '.', starting at a label
 * boundary; letters of either case are the same. Divide by 256 * len for bits per character.
 */
uint32_t hostname_cost_256ths(const uint8_t *bytes, size_t len);

#endif

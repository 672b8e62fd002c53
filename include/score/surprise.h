/*
 * How little one name looks like a host name: bits per character under the hostname model
 * (docs/hostname-model.md), over the labels before its base domain. Pure; two table reads per
 * character.
 */
#ifndef DNSFERRET_SCORE_SURPRISE_H
#define DNSFERRET_SCORE_SURPRISE_H

#include <stdbool.h>
#include <stdint.h>

#include "stats/sample.h"

/* In 1/256 bit per character; skips `depth` labels next to the base domain. False if no label is
 * left. */
bool surprise_of(const struct sample_name *name, unsigned depth, uint32_t *bits_256ths);

#endif

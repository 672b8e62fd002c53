/*
 * How little one name looks like a host name: bits a character under the hostname model
 * (docs/hostname-model.md) of what stands left of its base. Pure; two table reads a character.
 */
#ifndef DNSFERRET_SCORE_SURPRISE_H
#define DNSFERRET_SCORE_SURPRISE_H

#include <stdbool.h>
#include <stdint.h>

#include "stats/sample.h"

/* In 1/256 bit a character; `depth` labels left of the base are passed over. False when nothing is
 * left of them. */
bool surprise_of(const struct sample_name *name, unsigned depth, uint32_t *bits_256ths);

#endif

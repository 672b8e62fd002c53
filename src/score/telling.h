/*
 * Whether the first names of a channel can tell anything that the rest hides: most channels begin
 * with host names that are queried for addresses. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_TELLING_H
#define DNSFERRET_SCORE_TELLING_H

#include <stdbool.h>

#include "stats/sample.h"

/* False if the earliest names look like host names and were queried for addresses only. */
bool telling_opening(const struct sample *sample);

#endif

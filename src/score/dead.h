/*
 * Names queried in vain: every query for them failed or stayed without a response. Computed from a
 * channel's sample on demand. Plain values; no allocation.
 */
#ifndef DNSFERRET_SCORE_DEAD_H
#define DNSFERRET_SCORE_DEAD_H

#include <stdbool.h>

#include "score/facts.h"

/* True if no response had a usable record: errors, empty responses, unspecified addresses, or no
 * response at all. */
bool dead_name(const struct sample_name *name);

/* Share (0..1) of the sampled names that were queried in vain. A name without a response counts
 * only if the capture has responses: otherwise they were perhaps not recorded. */
double dead_share(const struct facts *f);

/* The same among the names queried for a data-carrying type. */
double dead_data_share(const struct facts *f);

/* True if the client got responses with records for many other names: its network works. */
bool dead_client_is_well(const struct facts *f);

#endif

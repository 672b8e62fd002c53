/*
 * Which groups a channel could belong to (domain_group.h). Called once for every channel, by all
 * threads: pure, no allocation.
 */
#ifndef DNSFERRET_SCORE_DOMAIN_GROUP_OFFER_H
#define DNSFERRET_SCORE_DOMAIN_GROUP_OFFER_H

#include "domain_group.h"

/* A quarter of the names must share a prefix, and prefixes have three lengths. */
#define DOMAIN_GROUP_PREFIX_LENGTHS 3
#define DOMAIN_GROUP_PREFIXES_MAX   (4 * DOMAIN_GROUP_PREFIX_LENGTHS)
#define DOMAIN_GROUP_OFFERS_MAX     (DOMAIN_GROUP_KIND_COUNT + DOMAIN_GROUP_PREFIXES_MAX)

/* Writes the candidates into `out` (at most DOMAIN_GROUP_OFFERS_MAX); returns how many. `mark`: the
 * signature that the channel matches, or NULL. `no_known`: do not ask the table of known
 * services. */
size_t domain_group_offer(const struct facts *facts, const struct fingerprint_hit *mark,
    bool no_known, size_t channel, struct domain_group_candidate *out);

#endif

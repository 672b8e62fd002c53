/*
 * Tokens and prefixes that are nobody's: many clients seem to rotate each of them, but every one
 * below domains of its own. That is a label of a service, of a test or of a habit, of which each
 * client sees another part. Malware on many machines has one list of domains, and a session has a
 * token that others do not have. Found once for all groups; owned by the caller (find/fini).
 */
#ifndef DNSFERRET_SCORE_GROUP_SHARED_H
#define DNSFERRET_SCORE_GROUP_SHARED_H

#include "domain_group.h"

/* Clients that ask with the token in the manner of a rotation; how many times more domains they
 * have together than each of them has on average. */
#define GROUP_SHARED_CLIENTS 10
#define GROUP_SHARED_DOMAINS 4

struct group_shared {
	uint64_t *labels; /* sorted */
	size_t count;
};

/* `candidates` must be sorted. */
void group_shared_find(
    struct group_shared *shared, const struct domain_group_candidate *candidates, size_t count);
void group_shared_fini(struct group_shared *shared);

/* `label` of a candidate. */
bool group_shared_has(const struct group_shared *shared, uint64_t label);

#endif

/*
 * Domain groups: channels of one client that belong together although their base domains differ:
 * data in the registered label itself, a made-up suffix after a constant first label, alternating
 * look-alike domains, one token under many domains. Each group becomes a channel that is scored
 * like any other; it is owned by the caller (domain_group_fini).
 */
#ifndef DNSFERRET_SCORE_DOMAIN_GROUP_H
#define DNSFERRET_SCORE_DOMAIN_GROUP_H

#include "base/arena.h"
#include "score/score.h"

struct domain_group_candidate {
	uint64_t key; /* hash of client, kind and whatever the members share */
	size_t channel;
	enum domain_group_kind kind;
	unsigned length; /* median payload length */
	/* the domain, if what is in its registered label begins with "xn--" */
	const struct domain *idn;
};

/* Writes the kinds of group a channel could belong to into `out` (at most DOMAIN_GROUP_KIND_COUNT);
 * returns how many. `tool`: the tool whose signature it matches, or NULL. */
size_t domain_group_offer(const struct facts *facts, const char *tool, size_t channel,
    struct domain_group_candidate *out);

/* Sorts the candidates; then returns the size of the next group that is large enough, starting at
 * *at; 0 if there is none. */
void domain_group_sort(struct domain_group_candidate *candidates, size_t count);
size_t domain_group_next(const struct domain_group_candidate *candidates, size_t count, size_t *at);

/* Merges the members of a group into one channel. */
struct channel *domain_group_build(const struct domain_group_candidate *group, size_t count,
    const struct stats *stats, struct arena *arena);

void domain_group_fini(struct channel *pooled);

#endif

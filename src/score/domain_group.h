/*
 * Channels of one client that belong together although their base domains differ: data in the
 * registered label itself, a made-up suffix behind a constant first label, look-alike domains
 * taking turns, one token asked under many domains. Each pool becomes a channel of its own that is
 * scored like any other. Pooled channels are owned by the caller (domain_group_fini).
 */
#ifndef DNSFERRET_SCORE_DOMAIN_GROUP_H
#define DNSFERRET_SCORE_DOMAIN_GROUP_H

#include "base/arena.h"
#include "score/score.h"

struct domain_group_candidate {
	uint64_t key; /* hash of client, kind and what the members share */
	size_t channel;
	enum domain_group_kind kind;
	unsigned length; /* median payload length */
};

/* The kinds a channel could belong to (`tool`: whose mark it carries, or NULL), into out
 * (DOMAIN_GROUP_KIND_COUNT of them at most); returns how many. */
size_t domain_group_offer(const struct facts *facts, const char *tool, size_t channel,
    struct domain_group_candidate *out);

/* Sorts the candidates and returns the next group that is large enough, from *at on; 0 when there
 * is none. */
void domain_group_sort(struct domain_group_candidate *candidates, size_t count);
size_t domain_group_next(const struct domain_group_candidate *candidates, size_t count, size_t *at);

/* The members of a group put together. */
struct channel *domain_group_build(const struct domain_group_candidate *group, size_t count,
    const struct stats *stats, struct arena *arena);

void domain_group_fini(struct channel *pooled);

#endif

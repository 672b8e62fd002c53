/*
 * Channels of one client that belong together although their base domains differ: data in the
 * registered label itself, a made-up suffix behind a constant first label, look-alike domains
 * taking turns, one token asked under many domains. Each pool becomes a channel of its own that is
 * scored like any other. Pooled channels are owned by the caller (pool_fini).
 */
#ifndef DNSFERRET_SCORE_POOL_H
#define DNSFERRET_SCORE_POOL_H

#include "base/arena.h"
#include "score/score.h"

struct pool_candidate {
	uint64_t key; /* hash of client, kind and what the members share */
	size_t channel;
	enum pool_kind kind;
	unsigned length; /* median payload length */
};

/* The kinds a channel could belong to (`tool`: whose mark it carries, or NULL), into out
 * (POOL_KIND_COUNT of them at most); returns how many. */
size_t pool_offer(
    const struct facts *facts, const char *tool, size_t channel, struct pool_candidate *out);

/* Sorts the candidates and returns the next group that is large enough, from *at on; 0 when there
 * is none. */
void pool_sort(struct pool_candidate *candidates, size_t count);
size_t pool_next(const struct pool_candidate *candidates, size_t count, size_t *at);

/* The members of a group put together. */
struct channel *pool_build(const struct pool_candidate *group, size_t count,
    const struct stats *stats, struct arena *arena);

void pool_fini(struct channel *pooled);

#endif

/*
 * Domain groups: channels of one client that belong together although their base domains differ:
 * data in the registered label itself, a made-up suffix after a constant first label, alternating
 * look-alike domains, one token or session prefix under many domains, generated registered names.
 * Channels offer themselves (domain_group_offer.h), candidates with one key are a group, and a
 * group that is large enough becomes a channel that is scored like any other; it is owned by the
 * caller (domain_group_fini).
 */
#ifndef DNSFERRET_SCORE_DOMAIN_GROUP_H
#define DNSFERRET_SCORE_DOMAIN_GROUP_H

#include "base/arena.h"
#include "score/score.h"

struct domain_group_candidate {
	uint64_t key; /* hash of client, kind and whatever the members share */
	size_t channel;
	uint64_t label;  /* of tokens and prefixes: hash of what is shared, alike for all clients */
	uint32_t domain; /* the same: order of its base domain */
	uint32_t queries;  /* without repeats; of tokens and prefixes */
	uint16_t types;    /* enum sample_type: of its names with the token or prefix */
	uint8_t kind;      /* enum domain_group_kind */
	uint8_t length;    /* median payload length of look-alikes; length of a registered label */
	uint8_t name;      /* index of the earliest name that shows the token or the prefix */
	uint8_t prefix;    /* characters of the prefix; 0 = the whole first label */
	bool explained;    /* a known service or a name format explains the channel */
	bool failing;      /* nearly all its responses say no, or there are none */
	bool surprising;   /* its registered label does not look like a word */
	bool probe_shaped; /* its names have the form of a browser's probes */
	bool probes;       /* and are explained as such */
	/* the domain, if it begins with "xn--" and that label is what would be the data */
	const struct domain *idn;
};

/* Sorts the candidates; then returns the size of the next group that is large enough, starting at
 * *at; 0 if there is none. Groups that known services or name formats explain are left out. */
void domain_group_sort(struct domain_group_candidate *candidates, size_t count);
size_t domain_group_next(const struct domain_group_candidate *candidates, size_t count, size_t *at);

/* The hash that names a group: its kind, its client, the token or prefix (`text`, in lower case)
 * and its base domains, which must be sorted by name. */
uint64_t domain_group_id(enum domain_group_kind kind, const struct client *client,
    const uint8_t *text, size_t len, const struct domain *const *domains, size_t count);

/* Merges the members of a group into one channel. */
struct channel *domain_group_build(const struct domain_group_candidate *group, size_t count,
    const struct stats *stats, struct arena *arena);

void domain_group_fini(struct channel *pooled);

#endif

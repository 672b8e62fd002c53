/*
 * Which names of a channel have a benign explanation in their format. What the formats leave room
 * for is limited per channel: names with random text in a format's room, characters that no format
 * covers, addresses that no host has. Beyond a limit the names before it stay explained and the
 * rest are not. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_BENIGN_EXPLAINED_H
#define DNSFERRET_SCORE_BENIGN_EXPLAINED_H

#include <stdbool.h>

#include "base/limits.h"
#include "name_formats.h"

struct explained {
	bool name[SAMPLE_NAMES_MAX]; /* by position in the channel's sample */
	double share;                /* of the sampled names */
	enum name_format format;     /* of most of them */
};

/* `names`: the number of unique names of the channel, of which its sample is a part. `data`: the
 * sampled names that are known to be data, or NULL. */
void explained_find(
    struct explained *e, const struct channel *channel, double names, const bool *data);

#endif

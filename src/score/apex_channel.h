/*
 * The channel of a base domain as its authoritative server sees it: resolvers ask on behalf of
 * hosts that the capture does not show, and a tunnel through a public service comes from many of
 * them. So all channels of resolvers whose clients are hidden (stats/roles.h) are also scored as
 * one. Decision 0078.
 */
#ifndef DNSFERRET_SCORE_APEX_CHANNEL_H
#define DNSFERRET_SCORE_APEX_CHANNEL_H

#include "run.h"

/* True if the channel is one of those that are merged. */
bool apex_channel_has(const struct run *run, const struct client *client);

/* Number of channels of a domain that would be merged. */
size_t apex_channel_members(const struct run *run, const struct ranked_domain *domain);

/* Merges them into `into`, initialised by channel_init or a previous merge. Its client is the one
 * that asked most. `room`: a buffer. */
void apex_channel_merge(const struct run *run, const struct ranked_domain *domain,
    struct channel *into, struct channel_room *room);

/* True if the zone's own server answered (AA): elsewhere, as at a root server, the askers are the
 * whole internet, and what they share is the domain alone. */
bool apex_channel_is_of_zone(const struct channel *merged);

/* Facts of the merged channel: whoever asks counts as one client, so that a resolver service is
 * neither rare nor common. */
void apex_channel_facts(const struct run *run, const struct channel *merged, struct facts *facts);

#endif

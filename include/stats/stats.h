/*
 * Statistics of all messages: channels (client x base domain), clients and domains. They do not
 * depend on the order of messages; merging is commutative, associative and exact, so a capture
 * split between any two messages gives the same statistics as the whole. No floating point.
 * Heap-owned. One thread adds (any thread may preparse); after stats_finalize several threads may
 * read.
 */
#ifndef DNSFERRET_STATS_STATS_H
#define DNSFERRET_STATS_STATS_H

#include <stddef.h>

#include "dns/event.h"
#include "stats/channel.h"
#include "stats/preparse.h"

struct stats;

/* `secret`: for the hash tables, from hash_secret_new; preparsers must be given the same one. */
struct stats *stats_new(uint64_t secret);
void stats_free(struct stats *s);

/* Approximate memory limit in bytes, 0 = none. When it is exceeded, channels are evicted until half
 * of it is free: first short-lived ones without data-like names, last those seen over a longer
 * time. Which channels are evicted is deterministic. */
void stats_limit(struct stats *s, uint64_t bytes);

/* Checks the limit now; stats_add_all does so by itself. `where`: the current frame. */
void stats_fit(struct stats *s, struct source_ref where);

/* Number of channels evicted; *first is the current frame at the first eviction. */
uint64_t stats_evicted(const struct stats *s, struct source_ref *first);

/* Adds preparsed messages in order. */
void stats_add_all(struct stats *s, const struct addend *addends, size_t count);

/* Adds all of `from`, which is not changed. */
void stats_merge(struct stats *into, const struct stats *from);

/* Brings all sketches to canonical form and sorts: channels by domain, then by client; domains by
 * folded wire name; clients by address. Call once after the last add or merge, before any of the
 * functions below. */
void stats_finalize(struct stats *s);

/* Channels are numbered from 0. The key is cheap to get: no statistics are rebuilt for it. */
struct channel_key {
	const struct client *client;
	const struct domain *domain;
	const struct address *server; /* smallest server address; no family = none */
};

size_t stats_channel_count(const struct stats *s);
struct channel_key stats_channel_key(const struct stats *s, size_t number);

/* Buffer in which stats_channel rebuilds a channel from its message log. Zero it before the first
 * use; free with channel_room_fini. */
struct channel_room {
	struct channel channel;
	struct dns_name name;
};

void channel_room_fini(struct channel_room *room);

/* The statistics of a channel, valid until `room` is used again. */
const struct channel *stats_channel(
    const struct stats *s, size_t number, struct channel_room *room);

/* The same, valid as long as the statistics: the channel is converted for good. Not thread-safe. */
const struct channel *stats_channel_keep(struct stats *s, size_t number);

/* Which client queried which server; each pair once, in no particular order. */
struct asked_pair {
	const struct client *client, *server;
};

size_t stats_pair_count(const struct stats *s);
struct asked_pair stats_pair(const struct stats *s, size_t number);

const struct client *const *stats_clients(const struct stats *s, size_t *count);
const struct counters *stats_total(const struct stats *s);

/* Time of the earliest and the latest message; both 0 if there was none. */
void stats_span(const struct stats *s, int64_t *first_ns, int64_t *last_ns);

#endif

/*
 * What the messages add up to: channels (client x base domain), clients and domains, in a form that
 * does not depend on order and merges exactly: merge is commutative and associative, and the
 * statistics of a capture cut anywhere between messages add up to those of the whole. No floating
 * point. Heap-owned; one thread adds what any prepared, several may read once
 * settled.
 */
#ifndef DNSFERRET_STATS_STATS_H
#define DNSFERRET_STATS_STATS_H

#include <stddef.h>

#include "dns/event.h"
#include "stats/channel.h"
#include "stats/preparse.h"

struct stats;

/* `secret`: of hash tables, hash_secret_new; the preparers of what is added have the same. */
struct stats *stats_new(uint64_t secret);
void stats_free(struct stats *s);

/* About how many bytes the statistics may need, 0 = any number. When they need more, channels give
 * way until half of it is left: first those seen in one moment only that carry nothing like data,
 * last those that keep coming back. Which ones does not depend on chance. */
void stats_limit(struct stats *s, uint64_t bytes);

/* Looks at the limit now; adding does so by itself. `where` is the frame at hand. */
void stats_fit(struct stats *s, struct source_ref where);

/* Channels that gave way, and the frame at hand when the first did. */
uint64_t stats_evicted(const struct stats *s, struct source_ref *first);

/* Adds prepared messages in their order. */
void stats_add_all(struct stats *s, const struct addend *addends, size_t count);

/* Adds all of `from`, which stays as it is. */
void stats_merge(struct stats *into, const struct stats *from);

/* Brings all sketches to canonical form and sorts: channels by domain (labels from the right), then
 * client; clients by address. Call once after the last add or merge and before the readers below.
 */
void stats_finalize(struct stats *s);

/* Channels have a number from 0. What tells one apart costs nothing to ask for: */
struct channel_key {
	const struct client *client;
	const struct domain *domain;
	const struct address *server; /* smallest address that was asked; no family = none */
};

size_t stats_channel_count(const struct stats *s);
struct channel_key stats_channel_key(const struct stats *s, size_t number);

/* Where the figures of a channel are made that is kept as a journal. Zeroed before the first use.
 */
struct channel_room {
	struct channel channel;
	struct dns_name name;
};

void channel_room_fini(struct channel_room *room);

/* The figures of a channel, valid until the room is used again. */
const struct channel *stats_channel(
    const struct stats *s, size_t number, struct channel_room *room);

/* The same for as long as the statistics live. */
const struct channel *stats_channel_keep(struct stats *s, size_t number);

/* Who asked whom, each pair once, in no order. */
struct asked_pair {
	const struct client *client, *server;
};

size_t stats_pair_count(const struct stats *s);
struct asked_pair stats_pair(const struct stats *s, size_t number);

const struct client *const *stats_clients(const struct stats *s, size_t *count);
const struct counters *stats_total(const struct stats *s);

/* Earliest and latest message; both 0 when there was none. */
void stats_span(const struct stats *s, int64_t *first_ns, int64_t *last_ns);

#endif

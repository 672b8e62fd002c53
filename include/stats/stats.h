/*
 * What the messages add up to: channels (client x base domain), clients and domains, in a form that
 * does not depend on order and merges exactly: merge is commutative and associative, and the
 * statistics of a capture cut anywhere between messages add up to those of the whole. No floating
 * point. Heap-owned; one thread a struct.
 */
#ifndef DNSFERRET_STATS_STATS_H
#define DNSFERRET_STATS_STATS_H

#include <stddef.h>

#include "dns/event.h"
#include "dns/suffix.h"
#include "stats/counters.h"
#include "stats/sample.h"
#include "stats/sketch.h"

/* A base domain: what channels are counted under. */
struct domain {
	const uint8_t *fold; /* wire form, lower case, root label included */
	uint8_t len, label_count;
	bool registered; /* a registered domain of the Public Suffix List */
	bool reverse;    /* in-addr.arpa, ip6.arpa */
	uint32_t order;  /* once settled: its place among all domains */
};

/* A host seen at either end. */
struct client {
	struct address address;
	struct counters asked;                     /* messages in which it is the client */
	uint64_t served_queries, served_responses; /* messages in which it is the server */
	uint64_t not_dns,
	    not_dns_bytes; /* payload on the DNS port that is not DNS, sent or received as client */
	struct address not_dns_server; /* smallest address it went to */
	struct frame_ref not_dns_first;
	struct sketch names; /* all distinct names it asked for */
	int64_t first_ns, last_ns;
	uint32_t order; /* once settled: its place among all clients */
};

/* One client's traffic under one base domain. */
struct channel {
	const struct client *client;
	const struct domain *domain;
	struct counters count;
	struct sketch names; /* distinct names; len = characters left of the base */
	struct sketch
	    asked; /* distinct (name, type, id, 10 s slot): queries without retransmissions */
	struct sketch answers; /* distinct answers; len = answer octets, at most 255 */
	struct sample sample;  /* names letter for letter, with where they were first seen */
	struct sketch servers; /* distinct server addresses */
	struct address server; /* smallest server address */
	int64_t first_ns, last_ns;
	struct frame_ref first, last;
};

struct stats;

/* `suffix` is borrowed for as long as messages are added. */
struct stats *stats_new(struct suffix *suffix);
void stats_free(struct stats *s);

void stats_add(struct stats *s, const struct dns_event *event);

/* Adds all of `from`, which stays as it is. */
void stats_merge(struct stats *into, const struct stats *from);

/* Brings all sketches to canonical form and sorts: channels by domain (labels from the right), then
 * client; clients by address. Call once after the last add or merge and before the readers below.
 */
void stats_settle(struct stats *s);

const struct channel *const *stats_channels(const struct stats *s, size_t *count);
const struct client *const *stats_clients(const struct stats *s, size_t *count);
const struct counters *stats_total(const struct stats *s);

/* Earliest and latest message; both 0 when there was none. */
void stats_span(const struct stats *s, int64_t *first_ns, int64_t *last_ns);

#endif

/*
 * Internals of the statistics: records of clients, domains and channels, and their hash tables.
 * Client and domain records never move and live as long as the statistics. Functions that take a
 * non-const `struct stats` belong to the one thread that adds.
 */
#ifndef DNSFERRET_STATS_RECORDS_H
#define DNSFERRET_STATS_RECORDS_H

#include "base/arena.h"
#include "base/table.h"
#include "message_log.h"
#include "stats/stats.h"

/* Records of one kind: an array of pointers to records that never move, and a hash table of
 * indexes. */
struct records {
	struct table table;
	void **all; /* in order of arrival */
	size_t count, cap;
	void **sorted; /* set by stats_finalize */
};

/* A channel: a message log while it has few messages, then full statistics. 20 bytes. */
struct channel_record {
	struct message_log
	    message_log;         /* owner: record number of the server with the smallest address */
	uint32_t client, domain; /* record numbers; after stats_finalize, indexes in sorted order */
};

/* A client queried a server: record numbers. */
struct pair_record {
	uint32_t client, server;
};

struct stats {
	uint64_t secret;
	struct arena arena; /* records, domain names, message logs */
	struct message_log_slab slab;
	struct records clients, domains;
	struct channel_record *channels;
	size_t channel_count, channel_cap;
	struct channel **aggregates; /* full statistics of promoted channels */
	size_t aggregate_count, aggregate_cap;
	struct table channel_table; /* freed by stats_finalize */
	uint32_t server_last; /* record number + 1 of the server of the last message; 0 = none */
	struct pair_record *pairs;
	size_t pair_count, pair_cap;
	struct table pair_table;
	struct counters total;
	int64_t first_ns, last_ns;
	bool any, finalized;
	uint64_t heap_bytes;  /* of sketches and samples */
	uint64_t limit_bytes; /* 0 = none */
	uint64_t added;       /* messages added, to check the limit every LOOK_EVERY */
	uint8_t *ghosts;      /* Bloom filter of evicted channels; NULL before the first eviction */
	uint64_t evicted;     /* channels evicted */
	struct source_ref evicted_first;
};

/* Finds the record or creates it; *number is its index. */
struct client *records_client(struct stats *s, const struct address *address, uint32_t *number);
/* Finds without creating; false if there is none. */
bool records_find_client(const struct stats *s, const struct address *address, uint32_t *number);
struct domain *records_domain(struct stats *s, const struct domain *wanted, uint32_t *number);
struct channel_record *records_channel(struct stats *s, uint32_t client, uint32_t domain);

/* The same with a precomputed hash. `secret`: that of the statistics. */
uint64_t records_client_hash(uint64_t secret, const struct address *address);
struct client *records_client_hashed(
    struct stats *s, const struct address *address, uint64_t hash, uint32_t *number);
uint64_t records_domain_hash(uint64_t secret, const struct domain *wanted);
struct domain *records_domain_hashed(
    struct stats *s, const struct domain *wanted, uint64_t hash, uint32_t *number);
uint64_t records_channel_hash(const struct stats *s, uint32_t client, uint32_t domain);
struct channel_record *records_channel_of(
    struct stats *s, uint32_t client, uint32_t domain, uint64_t hash);

/* Prefetch the record that the hash most likely leads to. */
void records_fetch_domain(const struct stats *s, uint64_t hash);
void records_fetch(const struct stats *s, uint64_t channel_hash);

/* Prefetches the first and last byte of a channel's message log, or its statistics. */
void records_fetch_messages(const struct stats *s, const struct channel_record *r);

/* Adds a client of other statistics; returns its record number here. */
uint32_t records_merge_client(struct stats *into, const struct client *from);

/* Adds the counters and the time span of all messages. */
void records_add_totals(
    struct stats *into, const struct counters *total, bool any, int64_t first_ns, int64_t last_ns);

/* Records that a client queried a server. */
void records_pair(struct stats *s, uint32_t client, uint32_t server);

/* The statistics of a promoted channel, NULL while it is a message log. */
struct channel *records_aggregate(const struct stats *s, const struct channel_record *r);

/* Promotes a message log to full statistics, which live as long as `s`. */
struct channel *records_promote(struct stats *s, struct channel_record *r);

/* Adds a message with a question: to the message log while that has room. `server`: its record
 * number. */
void records_add_to_channel(struct stats *s, struct channel_record *r,
    const struct dns_event *event, const struct question *q, uint32_t server);

/* Adds the statistics of a channel of another set of statistics. */
void records_merge_aggregate(
    struct stats *into, struct channel_record *r, const struct channel *aggregate);

/* Adds the messages of a message log of another set of statistics. */
void records_merge_log(struct stats *into, struct channel_record *r, const struct stats *from_stats,
    const struct channel_record *from);

/* Adds the messages of a message log to full statistics. */
void records_replay(const struct stats *s, const struct channel_record *r, struct channel *into,
    struct dns_name *name);

const struct client *records_client_of(const struct stats *s, const struct channel_record *r);
const struct domain *records_domain_of(const struct stats *s, const struct channel_record *r);

/* Approximate memory of the statistics, in bytes. */
uint64_t records_bytes(const struct stats *s);

/* The channels evicted so far, as a Bloom filter over evicted_hash: evicted_contains is true for
 * each of them and for few others. */
uint64_t evicted_hash(const struct client *c, const struct domain *d);
void evicted_add(struct stats *s, uint64_t hash);
bool evicted_contains(const struct stats *s, const struct client *c, const struct domain *d);

/* Widen a time span; keep the smaller address. Shared by add and merge. */
void records_span(int64_t *first_ns, int64_t *last_ns, int64_t time_ns);

#endif

/*
 * Inside of the statistics: records of clients, domains and channels, and the tables that find
 * them. Records of clients and domains never move and live as long as the statistics.
 */
#ifndef DNSFERRET_STATS_RECORDS_H
#define DNSFERRET_STATS_RECORDS_H

#include "base/arena.h"
#include "base/table.h"
#include "message_log.h"
#include "stats/stats.h"

/* Records of one kind: an index of pointers that never move, and the table that finds them. */
struct records {
	struct table table;
	void **all; /* in the order they came */
	size_t count, cap;
	void **sorted; /* once settled */
};

/* A channel: a journal while it has few messages, then figures. 20 bytes. */
struct channel_record {
	struct message_log message_log; /* owner: number of the server with the smallest address */
	uint32_t client, domain;        /* numbers; once settled, places among the sorted */
};

/* A client asked a server: numbers. */
struct pair_record {
	uint32_t client, server;
};

struct stats {
	uint64_t secret;
	struct arena arena; /* records, names of domains, journals */
	struct message_log_slab slab;
	struct records clients, domains;
	struct channel_record *channels;
	size_t channel_count, channel_cap;
	struct channel **figures; /* of channels that are no journals */
	size_t figure_count, figure_cap;
	struct table channel_table; /* gone once settled */
	uint32_t server_last;       /* number of the server of the message added last, from 1 */
	struct pair_record *pairs;
	size_t pair_count, pair_cap;
	struct table pair_table;
	struct counters total;
	int64_t first_ns, last_ns;
	bool any, finalized;
	uint64_t heap_bytes;  /* of sketches and samples */
	uint64_t limit_bytes; /* 0 = none */
	uint64_t added;       /* messages, to look at the limit now and then */
	uint8_t *ghosts;      /* who gave way; NULL before the first */
	uint64_t evicted;     /* channels */
	struct source_ref evicted_first;
};

/* The record, made when it is not there yet. */
struct client *records_client(struct stats *s, const struct address *address, uint32_t *number);
/* The same without making it; false when it is not there. */
bool records_find_client(const struct stats *s, const struct address *address, uint32_t *number);
struct domain *records_domain(struct stats *s, const struct domain *wanted, uint32_t *number);
struct channel_record *records_channel(struct stats *s, uint32_t client, uint32_t domain);

/* The same when the hash is known. `secret`: of the statistics. */
uint64_t records_client_hash(uint64_t secret, const struct address *address);
struct client *records_client_hashed(
    struct stats *s, const struct address *address, uint64_t hash, uint32_t *number);
uint64_t records_domain_hash(uint64_t secret, const struct domain *wanted);
struct domain *records_domain_hashed(
    struct stats *s, const struct domain *wanted, uint64_t hash, uint32_t *number);
uint64_t records_channel_hash(const struct stats *s, uint32_t client, uint32_t domain);
struct channel_record *records_channel_of(
    struct stats *s, uint32_t client, uint32_t domain, uint64_t hash);

/* The record that will be found is asked for. */
void records_fetch_domain(const struct stats *s, uint64_t hash);
void records_fetch(const struct stats *s, uint64_t channel_hash);

/* Begin and end of what it holds is asked for. */
void records_fetch_messages(const struct stats *s, const struct channel_record *r);

/* Adds a client of other statistics; returns its number here. */
uint32_t records_merge_client(struct stats *into, const struct client *from);

/* Adds what is counted over all messages. */
void records_add_totals(
    struct stats *into, const struct counters *total, bool any, int64_t first_ns, int64_t last_ns);

/* Keeps who asked whom. */
void records_pair(struct stats *s, uint32_t client, uint32_t server);

/* The figures, NULL while it is a journal. */
struct channel *records_figures(const struct stats *s, const struct channel_record *r);

/* Makes a journal figures that live as long as the statistics. */
struct channel *records_promote(struct stats *s, struct channel_record *r);

/* Adds a message with a question: to the journal while that has room. `server`: number of its
 * record. */
void records_add_to_channel(struct stats *s, struct channel_record *r,
    const struct dns_event *event, const struct question *q, uint32_t server);

/* Adds the figures of a channel of other statistics. */
void records_merge_figures(
    struct stats *into, struct channel_record *r, const struct channel *figures);

/* Adds the messages of a journal of other statistics. */
void records_merge_journal(struct stats *into, struct channel_record *r,
    const struct stats *from_stats, const struct channel_record *from);

/* Adds the messages of a journal to figures. */
void records_replay(const struct stats *s, const struct channel_record *r, struct channel *into,
    struct dns_name *name);

const struct client *records_client_of(const struct stats *s, const struct channel_record *r);
const struct domain *records_domain_of(const struct stats *s, const struct channel_record *r);

/* Memory of the statistics, in bytes. */
uint64_t records_bytes(const struct stats *s);

/* The channels evicted so far, as a Bloom filter over evicted_hash: evicted_contains is true for
 * each of them and for few others. */
uint64_t evicted_hash(const struct client *c, const struct domain *d);
void evicted_add(struct stats *s, uint64_t hash);
bool evicted_contains(const struct stats *s, const struct client *c, const struct domain *d);

/* How first, last and "smallest" are kept, whether a message or a whole record is added. */
void records_span(int64_t *first_ns, int64_t *last_ns, int64_t time_ns);

#endif

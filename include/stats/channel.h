/*
 * Statistics of a channel: one client's traffic under one base domain, from which the scores are
 * computed. They depend only on the set of messages, not on their order, so merging two channels is
 * exact. At least about 2 KiB; channels with few messages are kept as a message log instead
 * (stats.h). Owned by the caller (init/fini).
 */
#ifndef DNSFERRET_STATS_CHANNEL_H
#define DNSFERRET_STATS_CHANNEL_H

#include "dns/event.h"
#include "stats/counters.h"
#include "stats/early.h"
#include "stats/sample.h"
#include "stats/sketch.h"
#include "stats/traits.h"

/* A base domain, the domain part of a channel's key. */
struct domain {
	const uint8_t *fold; /* wire form, lower case, root label included */
	uint8_t len, label_count;
	bool registered; /* a registered domain of the Public Suffix List */
	bool reverse;    /* in-addr.arpa, ip6.arpa */
	uint32_t order;  /* index in sorted order, valid after stats_finalize */
};

/* How often a client started a lookup tool: queries for the name of the queried server itself with
 * id 1, their responses, and one bit per hashed source port. */
struct tool_loop {
	uint64_t starts[2]; /* queries, responses */
	uint64_t ports;
};

/* A host seen as client or server. The fields that every message touches come first. */
struct client {
	struct address address;
	uint32_t order;      /* index in sorted order, valid after stats_finalize */
	uint32_t asked_last; /* record number + 1 of the server it queried last (its pair is
				stored); 0 = none */
	int64_t first_ns, last_ns;
	uint64_t served_queries, served_responses; /* messages in which this host is the server */
	struct traits traits;                      /* how it asks and answers */
	struct counters asked;                     /* messages in which this host is the client */
	uint64_t not_dns, not_dns_bytes; /* payloads on the DNS port that are not DNS, sent or
					    received as client */
	struct address not_dns_server;   /* smallest server address of those */
	struct source_ref not_dns_first;
	struct tool_loop tool_loop;
	struct sketch
	    names_evicted; /* distinct names of its channels that were evicted under --memory */
};

struct channel {
	const struct client *client;
	const struct domain *domain;
	struct counters count;
	struct sketch names; /* distinct names; len = characters before the base domain */
	struct sketch
	    asked; /* distinct (name, type, id, 10 s slot): queries without retransmissions; len and
		      marks = 13 bits of a hash of (name, type), see channel_question_tag */
	struct early early;    /* its earliest entries, once it cannot hold all */
	struct sketch answers; /* distinct answers; len = answer bytes, capped at 255 */
	struct sample sample;  /* names as sent, with where each was first seen */
	struct sketch servers; /* distinct server addresses */
	struct address server; /* smallest server address */
	int64_t first_ns, last_ns;
	struct source_ref first, last;
};

void channel_init(struct channel *c, const struct client *client, const struct domain *domain);
void channel_fini(struct channel *c);

/* Like channel_init, for a channel that is already in use or zeroed. */
void channel_restart(struct channel *c, const struct client *client, const struct domain *domain);

/* Approximate heap bytes; each sampled name counts as one of average length. */
uint64_t channel_heap_bytes(const struct channel *c);

/* Moves the contents of `from`, which is empty afterwards. */
void channel_move(struct channel *to, struct channel *from);

/* Facts about the question of one message. */
struct question {
	uint64_t name_hash; /* channel_name_hash */
	struct sketch_entry name;
	bool labelled; /* a label starts with '_' */
	bool service;  /* labelled, or a TXT grammar of mail or domain verification */
};

/* Wire bytes of a name before its base domain. */
uint8_t channel_payload_bytes(const struct dns_name *name, const struct domain *domain);

/* The hash that identifies a name: hash_fixed of the folded name, never 0. */
uint64_t channel_name_hash(const struct dns_name *name);

struct question channel_question(const struct dns_event *event, const struct domain *domain);

/* The same, given the name hash and the number of labels of the base domain. */
struct question channel_question_of(
    const struct dns_event *event, uint64_t name_hash, unsigned base_labels);

/* The same for a message with the same name as the one before. */
struct question channel_question_again(
    const struct dns_event *event, const struct question *before);

/* Below CHANNEL_QUESTIONS; the same for transactions that ask for the same name and type, and for
 * one in 8,192 others. */
#define CHANNEL_QUESTIONS 8192
unsigned channel_question_tag(const struct sketch_entry *transaction);

/* Adds a message with a question. */
void channel_add(struct channel *c, const struct dns_event *event, const struct question *q);

/* Adds the transactions of `from` only. */
void channel_merge_transactions(struct channel *into, const struct channel *from);

/* Adds all of `from`. */
void channel_merge(struct channel *into, const struct channel *from);

/* Brings the sketches to canonical form: call after the last add or merge, before reading. */
void channel_finalize(struct channel *c);

/* Widens the time span; ties in time are broken by the frame reference. */
void channel_span(struct channel *c, int64_t first_ns, struct source_ref first, int64_t last_ns,
    struct source_ref last);

#endif

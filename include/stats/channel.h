/*
 * One client's traffic under one base domain, as the figures that scores are made of. A function of
 * the set of messages: order does not show, and two channels merge exactly. About 2 KiB and more;
 * what has few messages is kept as a journal (stats.h). Owned by the caller (init/fini).
 */
#ifndef DNSFERRET_STATS_CHANNEL_H
#define DNSFERRET_STATS_CHANNEL_H

#include "dns/event.h"
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

/* A host seen at either end. What every message needs stands first. */
struct client {
	struct address address;
	uint32_t order;      /* once settled: its place among all clients */
	uint32_t asked_last; /* number of the server it asked last, from 1: its pair is known */
	int64_t first_ns, last_ns;
	uint64_t served_queries, served_responses; /* messages in which it is the server */
	struct counters asked;                     /* messages in which it is the client */
	uint64_t not_dns,
	    not_dns_bytes; /* payload on the DNS port that is not DNS, sent or received as client */
	struct address not_dns_server; /* smallest address it went to */
	struct source_ref not_dns_first;
	struct sketch names_evicted; /* distinct names of its channels that gave way to a limit of
					 memory */
};

struct channel {
	const struct client *client;
	const struct domain *domain;
	struct counters count;
	struct sketch names; /* distinct names; len = characters left of the base */
	struct sketch
	    asked; /* distinct (name, type, id, 10 s slot): queries without retransmissions */
	struct sketch answers; /* distinct answers; len = answer bytes, at most 255 */
	struct sample sample;  /* names letter for letter, with where they were first seen */
	struct sketch servers; /* distinct server addresses */
	struct address server; /* smallest server address */
	int64_t first_ns, last_ns;
	struct source_ref first, last;
};

void channel_init(struct channel *c, const struct client *client, const struct domain *domain);
void channel_fini(struct channel *c);

/* The same as init for one that has been used or is zeroed. */
void channel_restart(struct channel *c, const struct client *client, const struct domain *domain);

/* Bytes it has allocated, about: names of the sample count as ordinary ones. */
uint64_t channel_heap_bytes(const struct channel *c);

/* Takes over everything of `from`, which is empty afterwards. */
void channel_move(struct channel *to, struct channel *from);

/* What one message says of its question. */
struct question {
	uint64_t name_hash; /* channel_name_hash */
	struct sketch_entry name;
	bool labelled; /* a label starts with '_' */
	bool service;  /* the same, or a TXT grammar of mail and verification */
};

/* Bytes of a name left of its base. */
uint8_t channel_payload_bytes(const struct dns_name *name, const struct domain *domain);

/* What names are told apart by: hash_fixed of the folded name, never 0. */
uint64_t channel_name_hash(const struct dns_name *name);

struct question channel_question(const struct dns_event *event, const struct domain *domain);

/* The same when the hash of the name and the labels of its base are known. */
struct question channel_question_of(
    const struct dns_event *event, uint64_t name_hash, unsigned base_labels);

/* The same of a message that has the name of the one before. */
struct question channel_question_again(
    const struct dns_event *event, const struct question *before);

/* Adds a message with a question. */
void channel_add(struct channel *c, const struct dns_event *event, const struct question *q);

/* Adds all of `from`. */
void channel_merge(struct channel *into, const struct channel *from);

/* Brings the sketches to canonical form: after the last add or merge, before reading. */
void channel_finalize(struct channel *c);

/* Earliest and latest by time, ties by frame. */
void channel_span(struct channel *c, int64_t first_ns, struct source_ref first, int64_t last_ns,
    struct source_ref last);

#endif

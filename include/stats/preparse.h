/*
 * Per-message work that does not touch the shared statistics: hashes, the base domain of the name,
 * facts about the question. Any number of threads may run it at the same time, each with its own
 * preparser. Heap-owned; 2 MiB of caches per preparser, paged in as they fill.
 */
#ifndef DNSFERRET_STATS_PREPARSE_H
#define DNSFERRET_STATS_PREPARSE_H

#include <stddef.h>

#include "stats/channel.h"

struct preparser;

struct addend {
	const struct dns_event *event;
	bool has_question; /* DNS with a question; otherwise the fields after `server_hash` are
			      undefined */
	uint64_t client_hash, server_hash; /* for the hash tables */
	uint64_t domain_hash;
	struct domain domain; /* borrows the event's name bytes */
	struct question question;
};

/* `secret`: the hash secret of the statistics the addends go to. */
struct preparser *preparser_new(uint64_t secret);
void preparser_free(struct preparser *p);

/* Fills every addend from its `event`, which the caller has set. */
void preparser_fill(struct preparser *p, struct addend *addends, size_t count);

#endif

/*
 * What can be said of a message before it is added to statistics: hashes, the base domain of its
 * name, what its question says. Any number of threads prepare at the same time, each with a
 * preparer of its own. Heap-owned; 2 MiB of caches, touched as they fill.
 */
#ifndef DNSFERRET_STATS_PREPARSE_H
#define DNSFERRET_STATS_PREPARSE_H

#include <stddef.h>

#include "stats/channel.h"

struct preparser;

struct addend {
	const struct dns_event *event;
	bool asks; /* a question of DNS: what follows `server_hash` means something */
	uint64_t client_hash, server_hash; /* of the tables */
	uint64_t domain_hash;
	struct domain domain; /* borrows the event's name */
	struct question question;
};

/* `secret`: that of the statistics. */
struct preparser *preparser_new(uint64_t secret);
void preparser_free(struct preparser *p);

/* Fills addends whose event is set. */
void preparser_fill(struct preparser *p, struct addend *addends, size_t count);

#endif

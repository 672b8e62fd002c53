/*
 * Passive DNS: which records responses carried, each with the first and the last time and how
 * often, in bounded memory. When the memory is used up, the caller takes out what there is and goes
 * on: a record may then appear again, and its counts add up. Owned by the caller (init/fini). One
 * thread.
 */
#ifndef DNSFERRET_STATS_PASSIVE_DNS_H
#define DNSFERRET_STATS_PASSIVE_DNS_H

#include "base/arena.h"
#include "base/table.h"

struct passive_record {
	int64_t first_ns, last_ns;
	uint64_t count;
	uint16_t type;
	const char *name, *rdata; /* presentation form, names in lower case */
};

struct passive_dns {
	struct arena texts;
	struct passive_record *items;
	size_t count, cap;
	struct table table;
	size_t bytes_max;
	uint64_t secret;
};

typedef void passive_record_sink(void *ctx, const struct passive_record *record);

void passive_dns_init(struct passive_dns *p, size_t bytes_max);
void passive_dns_fini(struct passive_dns *p);

/* Counts a record; name and rdata are texts, copied. Returns false, and counts nothing, if there is
 * no memory left for a new one; never if there are none yet. */
bool passive_dns_add(
    struct passive_dns *p, const char *name, uint16_t type, const char *rdata, int64_t time_ns);

/* Hands out all records, sorted by name, type and RDATA, and forgets them. */
void passive_dns_flush(struct passive_dns *p, passive_record_sink *sink, void *ctx);

#endif

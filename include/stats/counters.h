/*
 * An array of counters, one per row of counter.def. Plain values; 64 bits, so they cannot overflow.
 */
#ifndef DNSFERRET_STATS_COUNTERS_H
#define DNSFERRET_STATS_COUNTERS_H

#include <stdint.h>

#include "dns/event.h"

enum counter {
#define COUNTER(id, name) COUNT_##id,
#include "stats/counter.def"
#undef COUNTER
	COUNTER_COUNT,
};

struct counters {
	uint64_t of[COUNTER_COUNT];
};

/* Counts one message. `service`: the name has a '_' label or the TXT record a known grammar. */
void counters_add(struct counters *c, const struct dns_event *event, bool service);

/* True for a response with answers whose lowest TTL is at most 60 s. */
bool counters_ttl_is_low(const struct dns_event *event);

void counters_merge(struct counters *into, const struct counters *from);

/* Number of transactions: the larger of queries and responses. */
uint64_t counters_asked(const struct counters *c);

/* Transactions with an id of 2 to 8: those of a lookup tool, by chance one in 9,362. */
uint64_t counters_tool_ids(const struct counters *c);

/* The Q_ row of a record type, judged by the type alone. */
enum counter counters_row(uint16_t qtype);

/* The larger of a query-type counter and its response counterpart; pass the Q_ row. */
uint64_t counters_type(const struct counters *c, enum counter q_row);

/* Responses that say no: NXDOMAIN, SERVFAIL, REFUSED, or no address but 0.0.0.0 and ::. */
uint64_t counters_failed(const struct counters *c);

/* Empty responses to queries for data, at least: as many as queries of other types, or of
 * unknown ones, do not explain. */
uint64_t counters_empty_data(const struct counters *c);

/* TXT queries; and those that do not belong to a service, judging by labels and by the
 * responses. */
uint64_t counters_txt(const struct counters *c);
uint64_t counters_txt_data(const struct counters *c);

/* TXT, NULL, KEY, PRIVATE (65399) and SPF: types that carry arbitrary data. */
bool counters_is_data_type(uint16_t qtype);

/* The data types plus those whose RDATA is a name chosen by the sender (CNAME, MX, SRV): the types
 * that can carry data downstream. */
bool counters_carries_data(uint16_t type);

#endif

/*
 * A row of counters (counter.def). Values; 64 bits, so that nothing wraps.
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

/* Counts one message. `service`: a '_' label or a known TXT grammar. */
void counters_add(struct counters *c, const struct dns_event *event, bool service);

/* A response whose answers may be kept for a minute at most. */
bool counters_ttl_is_low(const struct dns_event *event);

void counters_merge(struct counters *into, const struct counters *from);

/* What was asked: the larger of queries and responses. */
uint64_t counters_asked(const struct counters *c);

/* The larger of a query-type counter and its response twin; give the Q_ row. */
uint64_t counters_type(const struct counters *c, enum counter q_row);

/* Questions for TXT; those that are not of a service, by their labels or by what was answered. */
uint64_t counters_txt(const struct counters *c);
uint64_t counters_txt_data(const struct counters *c);

/* TXT, NULL, KEY, PRIVATE 65399 and other types that carry free data. */
bool counters_is_data_type(uint16_t qtype);

/* The same and types whose RDATA is a name the sender chooses (CNAME, MX, SRV): what can carry data
 * down. */
bool counters_carries_data(uint16_t type);

#endif

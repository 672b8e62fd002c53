/*
 * The set of ports that carry DNS. A plain value; empty if zeroed.
 */
#ifndef DNSFERRET_BASE_PORTS_H
#define DNSFERRET_BASE_PORTS_H

#include <stdbool.h>
#include <stdint.h>

struct ports {
	uint64_t bits[65536 / 64];
	uint16_t first; /* the first one added; 0 = empty set */
};

static inline void ports_add(struct ports *ports, uint16_t port)
{
	ports->bits[port / 64] |= UINT64_C(1) << port % 64;
	if (ports->first == 0)
		ports->first = port;
}

static inline bool ports_has(const struct ports *ports, uint16_t port)
{
	return ports->bits[port / 64] >> port % 64 & 1;
}

/* A run of consecutive ports, both ends included. */
struct port_range {
	unsigned from, to;
};

/* The next run above `*range`, which starts as {0, 0}. False after the last. */
static inline bool ports_next_range(const struct ports *ports, struct port_range *range)
{
	unsigned at = range->to + 1;

	while (at <= UINT16_MAX && !ports_has(ports, (uint16_t)at))
		at++;
	if (at > UINT16_MAX)
		return false;
	range->from = range->to = at;
	while (range->to < UINT16_MAX && ports_has(ports, (uint16_t)(range->to + 1)))
		range->to++;
	return true;
}

#endif

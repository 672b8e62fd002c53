/*
 * The set of ports that carry DNS. A plain value.
 */
#ifndef DNSFERRET_READ_PORTS_H
#define DNSFERRET_READ_PORTS_H

#include <stdbool.h>
#include <stdint.h>

struct ports {
	uint64_t bits[65536 / 64];
	uint16_t first; /* the first one added, which the report names; 0 = empty set */
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

#endif

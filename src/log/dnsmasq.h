/*
 * dnsmasq with log-queries or log-queries=extra (dnsmasq(8)), also Pi-hole's pihole.log. Without
 * "extra" a reply does not say which client it is for, so that queries alone are read.
 */
#ifndef DNSFERRET_LOG_DNSMASQ_H
#define DNSFERRET_LOG_DNSMASQ_H

#include "message.h"

/* Queries whose reply is waited for, by serial number. */
#define DNSMASQ_OPEN_MAX 1024

struct dnsmasq_state {
	struct dnsmasq_query {
		uint64_t serial;
		bool open, aliased; /* no answer yet; an alias stood in the reply */
		struct told told;
	} of[DNSMASQ_OPEN_MAX];
};

#define DNSMASQ_STATE_BYTES sizeof(struct dnsmasq_state)

#endif

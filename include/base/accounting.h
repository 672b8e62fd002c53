/*
 * Where every packet and message went. The sums must balance; a report prints the difference.
 * Values; merge adds.
 */
#ifndef DNSFERRET_BASE_ACCOUNTING_H
#define DNSFERRET_BASE_ACCOUNTING_H

#include <stdint.h>

#include "base/anomaly.h"

struct accounting {
	/* packets = dns_udp + dns_tcp + ip_fragments + not_dns + undecodable + filtered */
	uint64_t packets;
	uint64_t dns_udp;                    /* UDP with the DNS port, whatever the payload */
	uint64_t dns_tcp;                    /* TCP with the DNS port, with or without payload */
	uint64_t ip_fragments;               /* pieces of a datagram, reassembled or not */
	uint64_t not_dns;                    /* other ports, other protocols, not IP */
	uint64_t filtered;                   /* left out by a filter option */
	uint64_t undecodable[ANOMALY_COUNT]; /* by the reason, one reason a packet */
	uint64_t
	    duplicate_packets; /* of the above: delivered twice by the mirror, not scored twice */

	/* messages = queries + responses + bad; cut ones are counted by what they are. bad: no
	 * header, or not DNS at all */
	uint64_t messages, queries, responses, bad;
	uint64_t cut; /* of the queries and responses: the capture ended them early */
	uint64_t
	    malformed; /* of the queries and responses: the bytes contradict themselves later on */
};

uint64_t accounting_undecodable(const struct accounting *a);

/* How far packets and messages are from the sums of their classes: 0, or the program has a bug. */
int64_t accounting_balance(const struct accounting *a);

void accounting_merge(struct accounting *into, const struct accounting *from);

#endif

/*
 * Counts where every packet and every message went. The sums must balance; the report prints any
 * difference. Plain values; merging adds them.
 */
#ifndef DNSFERRET_BASE_ACCOUNTING_H
#define DNSFERRET_BASE_ACCOUNTING_H

#include <stdint.h>

#include "base/anomaly.h"

struct accounting {
	/* packets = dns_udp + dns_tcp + ip_fragments + not_dns + undecodable + filtered */
	uint64_t packets;
	uint64_t dns_udp; /* UDP with the DNS port, whatever the payload */
	uint64_t dns_tcp; /* TCP with the DNS port, with or without payload */
	/* IP fragments, whether or not their datagram was reassembled */
	uint64_t ip_fragments;
	uint64_t not_dns;                    /* other ports, other protocols, or not IP */
	uint64_t filtered;                   /* excluded by a filter option */
	uint64_t undecodable[ANOMALY_COUNT]; /* indexed by reason, one per packet */
	/* lines, or records, of logs = dns + continuation + other + malformed + filtered */
	uint64_t lines, lines_dns, lines_continuation, lines_other, lines_malformed, lines_filtered;
	/* of the DNS packets and fragments: inside another IP packet */
	uint64_t tunnelled;
	/* of the packets: delivered twice by a port mirror, not scored twice */
	uint64_t duplicate_packets;
	/* files in directories that are nothing a capture could be in */
	uint64_t other_files;

	/* messages = queries + responses + bad. Truncated messages count as what they are. bad: no
	 * DNS header, or not DNS at all. */
	uint64_t messages, queries, responses, bad;
	/* of the queries and responses: cut short by the capture */
	uint64_t cut;
	/* of the queries and responses: the bytes contradict themselves */
	uint64_t malformed;
};

uint64_t accounting_undecodable(const struct accounting *a);

/* By how much packets and messages differ from the sums of their classes. Anything but 0 is a
 * bug. */
int64_t accounting_balance(const struct accounting *a);

void accounting_merge(struct accounting *into, const struct accounting *from);

#endif

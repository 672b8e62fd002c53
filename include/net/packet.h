/*
 * From a frame to the transport payload: link types (one table row each), encapsulations, IPv4,
 * IPv6 with extension headers, UDP and TCP headers. Pure function of the frame's bytes; no
 * allocation, no recursion. A packet borrows the frame's bytes.
 */
#ifndef DNSFERRET_NET_PACKET_H
#define DNSFERRET_NET_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/anomaly.h"
#include "base/address.h"
#include "base/frame.h"

enum packet_kind {
	PACKET_UDP,
	PACKET_TCP,
	PACKET_FRAGMENT,    /* piece of a datagram: `fragment` is set, ports are not */
	PACKET_OTHER,       /* decoded as far as needed to say: neither UDP nor TCP over IP */
	PACKET_UNDECODABLE, /* see `reason` */
};

enum tcp_flags { TCP_FIN = 0x01, TCP_SYN = 0x02, TCP_RST = 0x04, TCP_ACK = 0x10 };

struct packet {
	enum packet_kind kind;
	enum anomaly
	    reason; /* PACKET_UNDECODABLE: why; else a note (bad length field) or ANOMALY_NONE */
	struct source_ref ref;
	int64_t time_ns;
	struct endpoints ends;
	uint8_t protocol;        /* IANA protocol number after extension headers */
	const uint8_t *payload;  /* after the UDP/TCP header; of a fragment: after the IP headers */
	size_t payload_len;      /* bytes captured */
	size_t payload_wire_len; /* bytes the length fields promise, never below payload_len; more
				    means the capture cut the packet */
	struct {
		uint32_t id;
		uint32_t offset_bytes;
		bool more;
	} fragment;
	struct {
		uint32_t seq, ack;
		uint8_t flags; /* enum tcp_flags */
	} tcp;
	uint8_t ttl;      /* IPv4 TTL or IPv6 hop limit */
	uint64_t ip_hash; /* of datagrams and fragments: fixed hash of IP header (without TTL and
			     checksum) and payload, the same when a mirror delivers a packet twice;
			     else 0 */
};

/* Decodes one frame; always fills `kind`, `ref` and `time_ns`. */
void packet_decode(const struct frame *frame, struct packet *packet);

/* Decodes in place what a reassembled datagram holds (ends' addresses, protocol and payload are
 * set): UDP, TCP, or a tunnel around them. */
void packet_decode_transport(struct packet *packet);

/* Name of a LINKTYPE_ value as tcpdump.org/linktypes.html has it; NULL when it is not read. */
const char *packet_link_name(int linktype);

#endif

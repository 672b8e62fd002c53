/*
 * Decodes a frame down to the transport payload: link types (one table row each), encapsulations,
 * IPv4, IPv6 with extension headers, UDP and TCP headers. A pure function of the frame's bytes; no
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
#include "base/tunnel_ports.h"
#include "base/unread.h"

enum packet_kind {
	PACKET_UDP,
	PACKET_TCP,
	PACKET_FRAGMENT,    /* part of a datagram: `fragment` is set, ports are not */
	PACKET_OTHER,       /* decoded far enough to know: neither UDP nor TCP over IP */
	PACKET_UNDECODABLE, /* see `reason` */
};

enum tcp_flags { TCP_FIN = 0x01, TCP_SYN = 0x02, TCP_RST = 0x04, TCP_ACK = 0x10 };

struct packet {
	enum packet_kind kind;
	/* PACKET_UNDECODABLE: why. Otherwise a bad length field, or ANOMALY_NONE. */
	enum anomaly reason;
	struct source_ref ref;
	int64_t time_ns;
	struct endpoints ends;
	/* MAC address of the sender of the frame right around the IP packet: 6 bytes of the frame,
	 * NULL = none. Not of a datagram that was reassembled. */
	const uint8_t *mac;
	uint8_t protocol;       /* IANA protocol number after any extension headers */
	const uint8_t *payload; /* after the UDP/TCP header; for fragments, after the IP headers */
	size_t payload_len;     /* bytes captured */
	/* bytes according to the length fields, never below payload_len; more means that the
	 * capture truncated the packet */
	size_t payload_wire_len;
	struct {
		uint32_t id;
		uint32_t offset_bytes;
		bool more;
	} fragment;
	struct {
		uint32_t seq, ack;
		uint8_t flags; /* enum tcp_flags */
	} tcp;
	uint8_t ttl; /* IPv4 TTL or IPv6 hop limit */
	/* The innermost IP packet, from its header on, as far as it was captured; NULL = none. */
	const uint8_t *ip;
	size_t ip_len;
	uint64_t ip_hash; /* set by packet_hash and for reassembled datagrams, else 0 */
	/* PACKET_OTHER or PACKET_UDP: what is inside and was not followed, else TUNNEL_NONE */
	enum tunnel tunnel;
	bool inside;  /* of a tunnel or mirror: another IP packet is around it */
	int linktype; /* of the frame, or the one that its header names (PPI, PKTAP) */
	/* More packets of the same frame (802.11 A-MSDU), for packet_decode_rest; NULL = none. */
	const uint8_t *rest;
	size_t rest_len, rest_missing;
	const struct tunnel_ports *tunnel_ports; /* besides the usual ones; NULL = none */
	/* the last tunnel around it of which other programs have to be told; port 0 = none */
	struct tunnel_port odd_tunnel;
};

/* Decodes one frame. Always sets `kind`, `reason`, `ref` and `time_ns`. */
void packet_decode(const struct frame *frame, struct packet *packet);

/* The same, with tunnels on further ports; NULL = none. Borrowed by the packet. */
void packet_decode_with(
    const struct frame *frame, const struct tunnel_ports *tunnel_ports, struct packet *packet);

/* Decodes the next packet of the same frame in place. Returns false, unchanged, if there is none.
 */
bool packet_decode_rest(struct packet *packet);

/* Sets ip_hash: fixed hash of the IP header (without TTL and checksum) and payload, the same when a
 * port mirror delivers a packet twice. Reads all of the packet, so only what is DNS is hashed. */
void packet_hash(struct packet *packet);

/* Decodes the content of a reassembled datagram in place: UDP, TCP, or a tunnel around them. The
 * addresses in `ends`, protocol and payload must be set. */
void packet_decode_transport(struct packet *packet);

#endif

/*
 * The walk over the headers of one frame: a table of header kinds, each with a decoder that reads
 * its header and returns the kind of the next one. The loop in packet.c runs the decoders one after
 * another, so nesting uses no stack and is limited by ENCAPSULATION_MAX.
 */
#ifndef DNSFERRET_NET_DECODE_H
#define DNSFERRET_NET_DECODE_H

#include "base/cursor.h"
#include "base/limits.h"
#include "net/packet.h"

enum header {
	/* end of the walk: the result is packet->kind */
	HEADER_END,
	/* link.c */
	HEADER_ETHERNET,
	HEADER_VLAN,
	HEADER_LLC,
	HEADER_MPLS,
	HEADER_PPP,
	HEADER_PPPOE,
	HEADER_SLL,
	HEADER_SLL2,
	HEADER_LOOPBACK,
	/* ip.c */
	HEADER_IP,
	HEADER_IP4,
	HEADER_IP6,
	HEADER_IP4_INSIDE,
	HEADER_IP6_INSIDE,
	HEADER_EXTENSION,
	HEADER_AUTHENTICATION,
	HEADER_FRAGMENT,
	/* tunnel.c */
	HEADER_GRE,
	HEADER_ERSPAN2,
	HEADER_ERSPAN3,
	HEADER_VXLAN,
	HEADER_GENEVE,
	/* packet.c */
	HEADER_UDP,
	HEADER_TCP,
	HEADER_COUNT
};

struct decode {
	struct cursor at; /* the bytes not decoded yet, within the enclosing length fields */
	size_t missing;   /* bytes that follow them on the wire but were not captured */
	struct cursor ip; /* the innermost IP packet, from its first byte; base NULL = none */
	int extensions;   /* extension headers seen so far */
	struct packet *packet;
	/* A UDP packet to a tunnel port, kept in case its payload turns out not to be a tunnel:
	 * then the packet remains plain UDP. */
	bool maybe_tunnel;
	struct packet outer;
	struct cursor outer_ip;
};

/* A protocol number and the header it identifies. */
struct header_number {
	uint16_t number;
	enum header header;
};

/* Looks up the header of a number; HEADER_END if it is not in the table. */
enum header decode_find(const struct header_number *rows, size_t count, unsigned number);

/* Limits the remaining bytes to n. Returns 0, or -1 (unchanged) if the wire held fewer. */
int decode_narrow(struct decode *d, size_t n);

/* Records a bad length field; only the first one is kept. */
void decode_note(struct decode *d, enum anomaly a);

/* The remaining bytes become the packet's payload. */
void decode_payload(struct decode *d);

/* Ends the walk: the frame is undecodable for this reason. */
enum header decode_fail(struct decode *d, enum anomaly reason);

/* The header of an EtherType (link.c). */
enum header link_ether_type(unsigned type);
/* The first header of a LINKTYPE_ value; HEADER_END if it is unknown (link.c). */
enum header link_header(int linktype);
/* The header of the IP protocol number in packet->protocol (ip.c). */
enum header ip_upper(const struct packet *packet);

enum header link_ethernet(struct decode *d);
enum header link_vlan(struct decode *d);
enum header link_llc(struct decode *d);
enum header link_mpls(struct decode *d);
enum header link_ppp(struct decode *d);
enum header link_pppoe(struct decode *d);
enum header link_sll(struct decode *d);
enum header link_sll2(struct decode *d);
enum header link_loopback(struct decode *d);
enum header ip_any(struct decode *d);
enum header ip_v4(struct decode *d);
enum header ip_v6(struct decode *d);
enum header ip_extension(struct decode *d);
enum header ip_authentication(struct decode *d);
enum header ip_fragment(struct decode *d);
enum header tunnel_gre(struct decode *d);
enum header tunnel_erspan2(struct decode *d);
enum header tunnel_erspan3(struct decode *d);
enum header tunnel_vxlan(struct decode *d);
enum header tunnel_geneve(struct decode *d);

#endif

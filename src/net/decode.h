/*
 * The walk over the headers of one frame: a table of header kinds, each with a decoder that reads
 * its header and says what the bytes after it are. The loop in packet.c runs the decoders one
 * after another, so that nesting costs no stack and counts against ENCAPSULATION_MAX.
 */
#ifndef DNSFERRET_NET_DECODE_H
#define DNSFERRET_NET_DECODE_H

#include "base/cursor.h"
#include "base/limits.h"
#include "net/packet.h"

enum header {
	/* the walk is over: packet->kind says how */
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
	struct cursor at; /* the bytes not decoded yet, as far as a length field allows */
	size_t missing;   /* bytes that follow them on the wire and were not captured */
	struct cursor ip; /* the innermost IP packet, from its first byte; base NULL = none */
	int extensions;   /* extension headers passed */
	struct packet *packet;
	/* A UDP packet on a tunnel's port, in case that its payload turns out to be something else:
	 * then it stays what it was. */
	bool maybe_tunnel;
	struct packet outer;
	struct cursor outer_ip;
};

/* A number on the wire and the header it stands for. */
struct header_number {
	uint16_t number;
	enum header header;
};

/* The header of a number, or HEADER_END when the table does not have it. */
enum header decode_find(const struct header_number *rows, size_t count, unsigned number);

/* Cuts the bytes ahead to n. Returns 0, or -1 (nothing cut) when the wire held fewer. */
int decode_narrow(struct decode *d, size_t n);

/* Remembers a bad length field; the first one stays. */
void decode_note(struct decode *d, enum anomaly a);

/* The bytes ahead become the packet's payload. */
void decode_payload(struct decode *d);

/* Ends the walk: the frame cannot be decoded, for this reason. */
enum header decode_fail(struct decode *d, enum anomaly reason);

/* What an EtherType stands for (link.c). */
enum header link_ether_type(unsigned type);
/* First header of a LINKTYPE_ value, HEADER_END when it is not known (link.c). */
enum header link_header(int linktype);
/* What the IP protocol number in packet->protocol stands for (ip.c). */
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

/*
 * The walk over the headers of one frame: a table of header kinds (headers.def), each with a
 * decoder that reads its header and returns the kind of the next one. The loop in packet.c runs the
 * decoders one after another, so nesting uses no stack and is limited by ENCAPSULATION_MAX.
 */
#ifndef DNSFERRET_NET_DECODE_H
#define DNSFERRET_NET_DECODE_H

#include "base/cursor.h"
#include "base/limits.h"
#include "net/packet.h"

enum header {
	/* end of the walk: the result is packet->kind */
	HEADER_END,
#define HEADER(id, function, counts) HEADER_##id,
#include "headers.def"
#undef HEADER
	HEADER_COUNT
};

struct decode {
	struct cursor at;   /* the bytes not decoded yet, within the enclosing length fields */
	const uint8_t *mac; /* the sender of the link layer around the next IP packet, or NULL */
	size_t missing;     /* bytes that follow them on the wire but were not captured */
	struct cursor ip;   /* the innermost IP packet, from its first byte; base NULL = none */
	int extensions;     /* extension headers seen so far */
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

/* Drops n bytes that follow the content, such as a frame check sequence. */
void decode_trim(struct decode *d, size_t n);

/* Records a bad length field; only the first one is kept. */
void decode_note(struct decode *d, enum anomaly a);

/* The remaining bytes become the packet's payload. */
void decode_payload(struct decode *d);

/* Ends the walk: the frame is undecodable for this reason. */
enum header decode_fail(struct decode *d, enum anomaly reason);

/* Ends the walk at something that carries packets and cannot be followed. */
enum header decode_unfollowed(struct decode *d, enum tunnel tunnel);

/* `next`, or a failure if a decoder read past the end of a link-layer or of a tunnel header. */
enum header decode_link(struct decode *d, enum header next);
enum header decode_tunnel(struct decode *d, enum header next);

/* A byte further on, without reading; 0 after the end. */
uint8_t decode_ahead(const struct decode *d, size_t offset);
uint16_t decode_ahead_u16(const struct decode *d, size_t offset);

/* HEADER_IP_INSIDE if the next byte can start an IP header, else HEADER_END. */
enum header decode_ip_ahead(const struct decode *d);

/* True if the bytes at `offset` start an Ethernet frame around IP or a VLAN tag. */
bool decode_ethernet_ahead(const struct decode *d, size_t offset);

/* True if the bytes at `offset` are an IPv4 header with a right checksum and the length of the rest
 * (which may be up to `after` bytes longer), or an IPv6 header with that length. */
bool decode_ip_certain(const struct decode *d, size_t offset, size_t after);

/* The same without `after`, and an IPv4 checksum of 0 will do: a network card fills it in later
 * than a capture is taken. */
bool decode_ip_likely(const struct decode *d, size_t offset);

/* The header of an EtherType (ethernet.c). */
enum header ethernet_type(unsigned type);
/* Reads an EtherType, or a length and LLC. */
enum header ethernet_type_or_length(struct decode *d);
/* The first header of a LINKTYPE_ value; HEADER_END if it is unknown (link_types.c). */
enum header link_types_header(int linktype);
/* Ends the header of a capturing system that names a link type itself. */
enum header link_types_next(struct decode *d, uint32_t linktype);
/* The header of a PPP protocol number (ppp.c). */
enum header ppp_protocol(struct decode *d, unsigned protocol);
/* The header of the IP protocol number in packet->protocol (ip.c). */
enum header ip_upper(const struct packet *packet);

#define HEADER(id, function, counts) enum header function(struct decode *d);
#include "headers.def"
#undef HEADER

#endif

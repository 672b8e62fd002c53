#include "net/packet.h"

#include <string.h>

#include "base/hash.h"
#include "decode.h"

#define UDP_HEADER_LEN 8
#define TCP_HEADER_LEN 20

/* Tunnels over UDP by destination port (RFC 7348 5, RFC 8926 3.3). */
static const struct header_number tunnel_ports[] = {
    {4789, HEADER_VXLAN},
    {6081, HEADER_GENEVE},
};

/* RFC 768. Length 0 is a jumbogram over IPv6 (RFC 2675 4). A receiver drops a datagram whose length
 * is below the header size, so no byte after the header belongs to it. */
static enum header udp(struct decode *d)
{
	struct packet *p = d->packet;

	p->ends.sport = cursor_u16(&d->at);
	p->ends.dport = cursor_u16(&d->at);
	size_t len = cursor_u16(&d->at);
	cursor_skip(&d->at, 2);
	if (d->at.bad)
		return decode_fail(d, ANOMALY_UDP_SHORT);
	bool jumbo = len == 0 && p->ends.src.family == 6;
	size_t ip_says = UDP_HEADER_LEN + cursor_left(&d->at) + d->missing;
	if (!jumbo && len != ip_says)
		decode_note(d, ANOMALY_UDP_LENGTH);
	if (!jumbo && len < ip_says)
		(void)decode_narrow(d, len < UDP_HEADER_LEN ? 0 : len - UDP_HEADER_LEN);

	enum header inside =
	    decode_find(tunnel_ports, sizeof tunnel_ports / sizeof *tunnel_ports, p->ends.dport);
	struct cursor content = d->at;
	p->kind = PACKET_UDP;
	decode_payload(d);
	if (inside != HEADER_END) {
		d->maybe_tunnel = true;
		d->outer = *p;
		d->outer_ip = d->ip;
		d->at = content;
		p->kind = PACKET_OTHER;
	}
	return inside;
}

/* RFC 9293 3.1. */
static enum header tcp(struct decode *d)
{
	struct packet *p = d->packet;

	p->ends.sport = cursor_u16(&d->at);
	p->ends.dport = cursor_u16(&d->at);
	p->tcp.seq = cursor_u32(&d->at);
	p->tcp.ack = cursor_u32(&d->at);
	size_t header_len = (cursor_u8(&d->at) >> 4) * (size_t)4;
	p->tcp.flags = cursor_u8(&d->at);
	cursor_skip(&d->at, 6);
	if (d->at.bad)
		return decode_fail(d, ANOMALY_TCP_SHORT);
	size_t left = cursor_left(&d->at);
	if (header_len < TCP_HEADER_LEN || header_len - TCP_HEADER_LEN > left + d->missing)
		return decode_fail(d, ANOMALY_TCP_HEADER_LENGTH);
	size_t options_len = header_len - TCP_HEADER_LEN;
	if (options_len > left) {
		/* the capture truncated the options: the sequence numbers are still valid */
		d->missing -= options_len - left;
		options_len = left;
	}
	cursor_skip(&d->at, options_len);
	p->kind = PACKET_TCP;
	decode_payload(d);
	return HEADER_END;
}

static const struct {
	enum header (*decode)(struct decode *d);
	bool
	    encapsulation; /* counts towards ENCAPSULATION_MAX; every possible cycle contains one */
} headers[HEADER_COUNT] = {
    [HEADER_ETHERNET] = {link_ethernet, false},
    [HEADER_VLAN] = {link_vlan, true},
    [HEADER_LLC] = {link_llc, false},
    [HEADER_MPLS] = {link_mpls, true},
    [HEADER_PPP] = {link_ppp, false},
    [HEADER_PPPOE] = {link_pppoe, true},
    [HEADER_SLL] = {link_sll, false},
    [HEADER_SLL2] = {link_sll2, false},
    [HEADER_LOOPBACK] = {link_loopback, false},
    [HEADER_IP] = {ip_any, false},
    [HEADER_IP4] = {ip_v4, false},
    [HEADER_IP6] = {ip_v6, false},
    [HEADER_IP4_INSIDE] = {ip_v4, true},
    [HEADER_IP6_INSIDE] = {ip_v6, true},
    [HEADER_EXTENSION] = {ip_extension, false}, /* IPV6_EXTENSIONS_MAX */
    [HEADER_AUTHENTICATION] = {ip_authentication, false},
    [HEADER_FRAGMENT] = {ip_fragment, false},
    [HEADER_GRE] = {tunnel_gre, true},
    [HEADER_ERSPAN2] = {tunnel_erspan2, true},
    [HEADER_ERSPAN3] = {tunnel_erspan3, true},
    [HEADER_VXLAN] = {tunnel_vxlan, true},
    [HEADER_GENEVE] = {tunnel_geneve, true},
    [HEADER_UDP] = {udp, false},
    [HEADER_TCP] = {tcp, false},
};

static void walk(struct decode *d, enum header next)
{
	int depth = 0;

	while (next != HEADER_END) {
		if (headers[next].encapsulation && ++depth > ENCAPSULATION_MAX)
			next = decode_fail(d, ANOMALY_ENCAPSULATION_DEPTH);
		else
			next = headers[next].decode(d);
	}
	bool nothing = d->packet->kind == PACKET_OTHER || d->packet->kind == PACKET_UNDECODABLE;
	if (d->maybe_tunnel && nothing) {
		*d->packet = d->outer;
		d->ip = d->outer_ip;
	}
}

/* Hash of the IP packet in the cursor, without the fields that routers change. */
static uint64_t hash_ip(struct cursor ip)
{
	uint8_t header[40] = {0};
	struct cursor ahead = ip;
	bool v4 = cursor_u8(&ahead) >> 4 == 4;
	size_t header_len = v4 ? 20 : 40;

	memcpy(header, cursor_take(&ip, header_len), header_len);
	if (v4)
		header[8] = header[10] = header[11] = 0;
	else
		header[7] = 0;
	size_t rest_len = cursor_left(&ip);
	uint64_t rest = hash_fixed(cursor_take(&ip, rest_len), rest_len);
	return hash_fixed(header, header_len) * 31 + rest;
}

static void begin(struct decode *d, struct packet *packet, struct cursor at, size_t missing)
{
	d->at = at;
	d->missing = missing;
	d->ip = d->outer_ip = (struct cursor){0};
	d->extensions = 0;
	d->packet = packet;
	d->maybe_tunnel = false;
}

void packet_decode(const struct frame *frame, struct packet *packet)
{
	struct decode d;
	enum header first = link_header(frame->linktype);

	*packet = (struct packet){
	    .kind = PACKET_OTHER,
	    .reason = ANOMALY_NONE,
	    .ref = frame->ref,
	    .time_ns = frame->time_ns,
	};
	begin(&d, packet, cursor_of(frame->bytes, frame->len), frame->wire_len - frame->len);
	if (first == HEADER_END)
		(void)decode_fail(&d, ANOMALY_LINK_UNKNOWN);
	walk(&d, first);
	if (packet->kind == PACKET_UDP || packet->kind == PACKET_FRAGMENT)
		packet->ip_hash = hash_ip(d.ip);
}

void packet_decode_transport(struct packet *packet)
{
	struct decode d;

	begin(&d, packet, cursor_of(packet->payload, packet->payload_len),
	    packet->payload_wire_len - packet->payload_len);
	packet->kind = PACKET_OTHER;
	packet->reason = ANOMALY_NONE;
	walk(&d, ip_upper(packet));
}

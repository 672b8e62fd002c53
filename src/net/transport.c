#include "decode.h"

#define UDP_HEADER_LEN 8
#define TCP_HEADER_LEN 20
#define DNS_PORT       53
#define VXLAN_LEN      8
#define ETHERNET_LEN   14

static enum header tunnel_port(uint16_t port)
{
	switch (port) {
#define UDP_TUNNEL(number, id, name, what, tshark) \
	case number:                               \
		return HEADER_##id;
#include "base/udp_tunnels.def"
#undef UDP_TUNNEL
	default:
		return HEADER_END;
	}
}

/* The port of the receiver, then that of the sender, among those of --tunnel-port. */
static enum header named_port(const struct packet *packet)
{
	static const uint8_t headers[] = {
#define UDP_TUNNEL(number, id, name, what, tshark) HEADER_##id,
#include "base/udp_tunnels.def"
#undef UDP_TUNNEL
	};
	const struct endpoints *ends = &packet->ends;
	uint16_t row = tunnel_ports_find(packet->tunnel_ports, ends->dport);

	if (row == TUNNEL_PORTS_NONE && ends->dport != DNS_PORT)
		row = tunnel_ports_find(packet->tunnel_ports, ends->sport);
	return row == TUNNEL_PORTS_NONE ? HEADER_END : headers[row];
}

/* VXLAN on a port of the operator's choice: only the I bit, and an IP packet that fits exactly. */
static bool is_vxlan(const struct decode *d)
{
	return decode_ahead(d, 0) == 8 && decode_ahead_u16(d, 1) == 0 && decode_ahead(d, 3) == 0 &&
	       decode_ahead(d, 7) == 0 && decode_ethernet_ahead(d, VXLAN_LEN) &&
	       decode_ip_certain(d, VXLAN_LEN + ETHERNET_LEN, 0);
}

/* The port of the receiver decides before that of the sender. What goes to the DNS port is DNS,
 * whatever port it was sent from, so that no sender can hide a query. */
static enum header find_tunnel(const struct decode *d, const struct endpoints *ends)
{
	enum header named = d->packet->tunnel_ports ? named_port(d->packet) : HEADER_END;

	if (named != HEADER_END)
		return named;
	if (ends->dport == DNS_PORT)
		return HEADER_END;
	enum header inside = tunnel_port(ends->dport);
	if (inside != HEADER_END)
		return inside;
	if (ends->sport != DNS_PORT && is_vxlan(d))
		return HEADER_VXLAN;
	return tunnel_port(ends->sport);
}

static enum header datagram(struct decode *d)
{
	struct packet *p = d->packet;
	enum header inside = find_tunnel(d, &p->ends);
	struct cursor content = d->at;
	size_t missing = d->missing;

	p->kind = PACKET_UDP;
	decode_payload(d);
	if (inside != HEADER_END) {
		d->maybe_tunnel = true;
		d->outer = *p;
		d->outer_ip = d->ip;
		d->at = content;
		d->missing = missing;
		p->kind = PACKET_OTHER;
	}
	return inside;
}

/* RFC 768. Length 0 is a jumbogram over IPv6 (RFC 2675 4). A receiver drops a datagram whose length
 * is below the header size, so no byte after the header belongs to it. */
enum header transport_udp(struct decode *d)
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
	return datagram(d);
}

/* RFC 3828 3.1: in place of the length, how much the checksum covers. */
enum header transport_udp_lite(struct decode *d)
{
	struct packet *p = d->packet;

	p->ends.sport = cursor_u16(&d->at);
	p->ends.dport = cursor_u16(&d->at);
	cursor_skip(&d->at, 4);
	return d->at.bad ? decode_fail(d, ANOMALY_UDP_SHORT) : datagram(d);
}

/* RFC 9293 3.1. */
enum header transport_tcp(struct decode *d)
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

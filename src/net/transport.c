#include "decode.h"

#define UDP_HEADER_LEN 8
#define TCP_HEADER_LEN 20
#define DNS_PORT       53
#define VXLAN_LEN      8
#define ETHERNET_LEN   14
#define VLAN_TAG_LEN   4

/* Rows of udp_tunnels.def: the header, and the port. */
enum {
#define UDP_TUNNEL(port, id, name, what, tshark) ROW_##port,
#include "base/udp_tunnels.def"
#undef UDP_TUNNEL
};

static const struct header_number tunnels[] = {
#define UDP_TUNNEL(port, id, name, what, tshark) {port, HEADER_##id},
#include "base/udp_tunnels.def"
#undef UDP_TUNNEL
};

static uint16_t usual_row(uint16_t port)
{
	switch (port) {
#define UDP_TUNNEL(number, id, name, what, tshark) \
	case number:                               \
		return ROW_##number;
#include "base/udp_tunnels.def"
#undef UDP_TUNNEL
	default:
		return TUNNEL_PORTS_NONE;
	}
}

/* VXLAN on a port of the operator's choice: only the I bit, or with a group policy
 * (draft-smith-vxlan-group-policy-05 2.1), and an IP packet, possibly behind VLAN tags, that fits
 * exactly. */
static bool is_vxlan(const struct decode *d)
{
	unsigned flags = decode_ahead(d, 0);
	size_t at = VXLAN_LEN + ETHERNET_LEN;

	if ((flags != 0x08 && flags != 0x88) || decode_ahead(d, 7) != 0 ||
	    (flags == 0x08 && (decode_ahead_u16(d, 1) != 0 || decode_ahead(d, 3) != 0)) ||
	    !decode_ethernet_ahead(d, VXLAN_LEN))
		return false;
	for (unsigned type; (type = decode_ahead_u16(d, at - 2)) == 0x8100 || type == 0x88a8;) {
		if (at == VXLAN_LEN + ETHERNET_LEN + (size_t)2 * VLAN_TAG_LEN)
			return false;
		at += VLAN_TAG_LEN;
	}
	return decode_ip_likely(d, at);
}

static struct tunnel_port tunnel_at(uint16_t port, uint16_t row)
{
	return (struct tunnel_port){port, row};
}

/* The port of the receiver decides before that of the sender, and --tunnel-port before both. What
 * goes to the DNS port is DNS, whatever port it was sent from, so that no sender can hide a query.
 */
static struct tunnel_port find_tunnel(const struct decode *d, const struct endpoints *ends)
{
	const struct tunnel_ports *named = d->packet->tunnel_ports;
	uint16_t row = named ? tunnel_ports_find(named, ends->dport) : TUNNEL_PORTS_NONE;

	if (row != TUNNEL_PORTS_NONE || ends->dport == DNS_PORT)
		return tunnel_at(ends->dport, row);
	if (named && (row = tunnel_ports_find(named, ends->sport)) != TUNNEL_PORTS_NONE)
		return tunnel_at(ends->sport, row);
	if ((row = usual_row(ends->dport)) != TUNNEL_PORTS_NONE)
		return tunnel_at(ends->dport, row);
	if (ends->sport != DNS_PORT && is_vxlan(d))
		return tunnel_at(ends->dport, ROW_4789);
	return tunnel_at(ends->sport, usual_row(ends->sport));
}

/* False if tshark has to be told of a tunnel: on another port than its usual one, and of those that
 * it knows by no port. */
static bool tshark_knows(struct tunnel_port tunnel)
{
	return tunnel.port == tunnels[tunnel.row].number && tunnel.row != ROW_8472 &&
	       tunnel.row != ROW_7932;
}

static enum header datagram(struct decode *d)
{
	struct packet *p = d->packet;
	struct tunnel_port tunnel = find_tunnel(d, &p->ends);
	struct cursor content = d->at;
	size_t missing = d->missing;

	p->kind = PACKET_UDP;
	decode_payload(d);
	if (tunnel.row == TUNNEL_PORTS_NONE)
		return HEADER_END;
	d->maybe_tunnel = true;
	d->outer = *p;
	d->outer_ip = d->ip;
	d->at = content;
	d->missing = missing;
	p->kind = PACKET_OTHER;
	if (!tshark_knows(tunnel))
		p->odd_tunnel = tunnel;
	return tunnels[tunnel.row].header;
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

#include "decode.h"

#define VXLAN_HAS_ID       0x08
#define GPE_HAS_NEXT       0x04
#define GENEVE_CONTROL     0x80
#define GTP_TPDU           255
#define L2TP_CONTROL       0x8000
#define L2TP_LENGTH        0x4000
#define L2TP_SEQUENCE      0x0800
#define L2TP_OFFSET        0x0200
#define L2TPV3_SKIP_MAX    12 /* a cookie of 8 bytes and a sublayer of 4 (RFC 3931 4.1, 4.6) */
#define WIREGUARD_TYPE_MAX 4
#define OPENVPN_OPCODE_MIN 1
#define OPENVPN_OPCODE_MAX 11

/* RFC 7348 5. The I bit alone decides, as it does for a receiver. */
enum header tunnel_vxlan(struct decode *d)
{
	unsigned flags = cursor_u8(&d->at);

	cursor_skip(&d->at, 7);
	return decode_tunnel(d, flags & VXLAN_HAS_ID ? HEADER_ETHERNET_INSIDE : HEADER_END);
}

/* draft-ietf-nvo3-vxlan-gpe-13 3: the P bit means that the fourth byte names what follows, also if
 * the I bit does not vouch for the network identifier. */
enum header tunnel_vxlan_gpe(struct decode *d)
{
	unsigned flags = cursor_u8(&d->at);

	cursor_skip(&d->at, 2);
	unsigned next = flags & GPE_HAS_NEXT ? cursor_u8(&d->at) : 3;
	cursor_skip(&d->at, flags & GPE_HAS_NEXT ? 4 : 5);
	if (!(flags & (VXLAN_HAS_ID | GPE_HAS_NEXT)) || d->at.bad)
		return decode_tunnel(d, HEADER_END);
	switch (next) {
	case 1:
		return HEADER_IP4_INSIDE;
	case 2:
		return HEADER_IP6_INSIDE;
	case 3:
		return HEADER_ETHERNET_INSIDE;
	case 4:
		return HEADER_NSH;
	case 5:
		return HEADER_MPLS;
	default:
		return decode_unfollowed(d, TUNNEL_GPE);
	}
}

/* RFC 8926 3.4. */
enum header tunnel_geneve(struct decode *d)
{
	unsigned version_and_len = cursor_u8(&d->at), flags = cursor_u8(&d->at);
	unsigned type = cursor_u16(&d->at);

	cursor_skip(&d->at, 4 + (version_and_len & 63) * (size_t)4);
	if (d->at.bad || version_and_len >> 6 != 0 || flags & GENEVE_CONTROL)
		return decode_tunnel(d, HEADER_END);
	enum header next = ethernet_type(type);
	return next == HEADER_END && type != 0x0806 ? decode_unfollowed(d, TUNNEL_GENEVE) : next;
}

/* The packet of a user: IP, or a frame of an Ethernet session (3GPP TS 29.281 5, 23.501 5.6.10). */
static enum header user_packet(struct decode *d)
{
	if (d->at.bad)
		return decode_fail(d, ANOMALY_TUNNEL_SHORT);
	if (decode_ethernet_ahead(d, 0))
		return HEADER_ETHERNET_INSIDE;
	enum header next = decode_ip_ahead(d);
	return next == HEADER_END ? decode_unfollowed(d, TUNNEL_GTPU) : next;
}

/* 3GPP TS 29.281 5.1 and 5.2: one of the flags E, S and PN adds four bytes; an extension header
 * gives its length in words and names the next one in its last byte. */
enum header tunnel_gtpu(struct decode *d)
{
	unsigned flags = cursor_u8(&d->at), type = cursor_u8(&d->at);
	size_t len = cursor_u16(&d->at);

	cursor_skip(&d->at, 4);
	if (d->at.bad || flags >> 4 != 3 || type != GTP_TPDU)
		return decode_tunnel(d, HEADER_END);
	(void)decode_narrow(d, len);
	unsigned next = 0;
	if (flags & 7) {
		cursor_skip(&d->at, 3);
		next = cursor_u8(&d->at);
	}
	while (flags & 4 && next != 0 && !d->at.bad) {
		size_t words = cursor_u8(&d->at);

		if (words == 0)
			return HEADER_END;
		cursor_skip(&d->at, words * 4 - 2);
		next = cursor_u8(&d->at);
	}
	return user_packet(d);
}

/* GSM 09.60 6: version 0 of GTP has 20 bytes. */
enum header tunnel_gtp0(struct decode *d)
{
	unsigned flags = cursor_u8(&d->at), type = cursor_u8(&d->at);
	size_t len = cursor_u16(&d->at);

	cursor_skip(&d->at, 16);
	if (d->at.bad || flags >> 4 != 1 || type != GTP_TPDU)
		return decode_tunnel(d, HEADER_END);
	(void)decode_narrow(d, len);
	return user_packet(d);
}

/* After a session number: a cookie and a sublayer whose lengths were negotiated elsewhere, so the
 * frame or packet is looked for. */
static enum header pseudowire(struct decode *d)
{
	if (d->at.bad)
		return decode_fail(d, ANOMALY_TUNNEL_SHORT);
	for (size_t skip = 0; skip <= L2TPV3_SKIP_MAX; skip += 4) {
		bool frame = decode_ethernet_ahead(d, skip);

		if (frame || decode_ip_certain(d, skip, 0)) {
			cursor_skip(&d->at, skip);
			return frame ? HEADER_ETHERNET_INSIDE : HEADER_IP_INSIDE;
		}
		/* PPP with its address, or without */
		if (decode_ahead_u16(d, skip) == 0xff03 && decode_ip_certain(d, skip + 4, 0)) {
			cursor_skip(&d->at, skip);
			return HEADER_PPP;
		}
	}
	return decode_unfollowed(d, TUNNEL_L2TPV3);
}

/* RFC 2661 3.1; RFC 3931 4.1.2 for version 3. */
enum header tunnel_l2tp(struct decode *d)
{
	unsigned flags = cursor_u16(&d->at);

	if (d->at.bad || flags & L2TP_CONTROL)
		return decode_tunnel(d, HEADER_END);
	if ((flags & 15) == 3) {
		cursor_skip(&d->at, 6);
		return pseudowire(d);
	}
	if ((flags & 15) != 2)
		return HEADER_END;
	if (flags & L2TP_LENGTH) {
		size_t len = cursor_u16(&d->at);

		if (len < 8)
			return decode_tunnel(d, HEADER_END);
		(void)decode_narrow(d, len - 4);
	}
	cursor_skip(&d->at, 4);
	if (flags & L2TP_SEQUENCE)
		cursor_skip(&d->at, 4);
	if (flags & L2TP_OFFSET)
		cursor_skip(&d->at, cursor_u16(&d->at));
	return decode_tunnel(d, HEADER_PPP);
}

/* RFC 3931 4.1.1, straight in IP: session 0 is control. */
enum header tunnel_l2tpv3(struct decode *d)
{
	uint32_t session = cursor_u32(&d->at);

	return d->at.bad || session == 0 ? decode_tunnel(d, HEADER_END) : pseudowire(d);
}

/* RFC 3378 3: version 3 in the first four bits. */
enum header tunnel_etherip(struct decode *d)
{
	unsigned version = cursor_u16(&d->at) >> 12;

	if (!d->at.bad && version != 3)
		return decode_unfollowed(d, TUNNEL_ETHERIP);
	return decode_tunnel(d, HEADER_ETHERNET_INSIDE);
}

/* RFC 4380 5.1.1: an authentication and an origin header may come before the IPv6 packet. */
enum header tunnel_teredo(struct decode *d)
{
	if (decode_ahead_u16(d, 0) == 1) {
		size_t id_len = decode_ahead(d, 2), value_len = decode_ahead(d, 3);

		cursor_skip(&d->at, 4 + id_len + value_len + 9);
	}
	if (!d->at.bad && decode_ahead_u16(d, 0) == 0)
		cursor_skip(&d->at, 8);
	bool ip6 = decode_ahead(d, 0) >> 4 == 6;
	return decode_tunnel(d, ip6 ? HEADER_IP6_INSIDE : HEADER_END);
}

/* RFC 9300 5.1: eight bytes, then IP. */
enum header tunnel_lisp(struct decode *d)
{
	cursor_skip(&d->at, 8);
	return decode_tunnel(d, decode_ip_ahead(d));
}

/* draft-ietf-intarea-gue-09 3: version 0 with optional words and an IP protocol number, or version
 * 1, which is the first bits of an IP header. */
enum header tunnel_gue(struct decode *d)
{
	unsigned first = decode_ahead(d, 0);

	if (first >> 6 == 1)
		return decode_ip_ahead(d);
	cursor_skip(&d->at, 1);
	unsigned protocol = cursor_u8(&d->at);
	cursor_skip(&d->at, 2 + (first & 31) * (size_t)4);
	if (d->at.bad || first & 0xe0)
		return decode_tunnel(d, HEADER_END);
	switch (protocol) {
	case 4:
		return HEADER_IP4_INSIDE;
	case 41:
		return HEADER_IP6_INSIDE;
	case 47:
		return HEADER_GRE;
	default:
		return HEADER_END;
	}
}

/* RFC 5415 4.3: a type of 1 is DTLS; five bits of the next bytes give the length in words, then
 * come radio and binding and the flags T (not 802.3), F (fragment), and four more. */
enum header tunnel_capwap(struct decode *d)
{
	unsigned type = decode_ahead(d, 0) & 15, bits = decode_ahead_u16(d, 2);
	size_t len = (decode_ahead(d, 1) >> 3) * (size_t)4;

	if (decode_ahead(d, 0) >> 4 != 0 || type > 1)
		return HEADER_END;
	if (type == 1 || bits & 0x80)
		return decode_unfollowed(d, type == 1 ? TUNNEL_CAPWAP : TUNNEL_CAPWAP_FRAGMENT);
	if (len < 8 || bits & 0x08) /* keepalive */
		return HEADER_END;
	cursor_skip(&d->at, len);
	return decode_tunnel(d, bits & 0x100 ? HEADER_WIRELESS_SWAPPED : HEADER_ETHERNET_INSIDE);
}

/* wireguard.com/protocol: message types 1 to 4, then three zero bytes. */
enum header tunnel_wireguard(struct decode *d)
{
	unsigned type = decode_ahead(d, 0);

	return type >= 1 && type <= WIREGUARD_TYPE_MAX && decode_ahead(d, 1) == 0 &&
		       decode_ahead_u16(d, 2) == 0
		   ? decode_unfollowed(d, TUNNEL_WIREGUARD)
		   : HEADER_END;
}

/* openvpn.net, "Network protocol": an opcode in five bits. */
enum header tunnel_openvpn(struct decode *d)
{
	unsigned opcode = decode_ahead(d, 0) >> 3;

	return opcode >= OPENVPN_OPCODE_MIN && opcode <= OPENVPN_OPCODE_MAX
		   ? decode_unfollowed(d, TUNNEL_OPENVPN)
		   : HEADER_END;
}

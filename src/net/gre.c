#include "decode.h"

#define CHECKSUM     0x8000
#define ROUTING      0x4000
#define KEY          0x2000
#define SEQUENCE     0x1000
#define ACKNOWLEDGED 0x0080
#define VERSION      0x0007

#define TYPE_PPP      0x880b
#define TYPE_WCCP     0x883e
#define TYPE_MIKROTIK 0x6400

/* Aruba access points send 802.11 frames to their controller, one type for each kind of tunnel. */
static bool is_aruba(unsigned type)
{
	return (type >= 0x8200 && type <= 0x83ff) || type == 0x9000;
}

/* Types that carry no IP: keepalives, ISO protocols, ARP, NHRP, CDP, LLDP, and control of Cisco. */
static bool is_no_tunnel(unsigned type)
{
	return type == 0 || type == 0x00fe || type == 0xfefe || type == 0x0806 || type == 0x2001 ||
	       type == 0x2000 || type == 0x88cc || type == 0x0200;
}

static enum header content(struct decode *d, unsigned type, unsigned flags)
{
	enum header next = ethernet_type(type);

	if (type == TYPE_WCCP)
		next = HEADER_WCCP;
	else if (is_aruba(type))
		next = HEADER_WIRELESS_SWAPPED;
	/* ERSPAN type I has no header of its own and no sequence number */
	if (next == HEADER_ERSPAN2 && !(flags & SEQUENCE))
		next = HEADER_ETHERNET_INSIDE;
	if (d->at.bad)
		return decode_fail(d, ANOMALY_TUNNEL_SHORT);
	return next == HEADER_END && !is_no_tunnel(type) ? decode_unfollowed(d, TUNNEL_GRE) : next;
}

/* RFC 2637 4.1 (PPTP) after the first four bytes. Without a sequence number there is no payload.
 * MikroTik's EoIP has the same header, with the number of the tunnel in little-endian order. */
static enum header version_1(struct decode *d, unsigned flags, unsigned type)
{
	size_t len = cursor_u16(&d->at);

	cursor_skip(&d->at, 2);
	if (flags & SEQUENCE)
		cursor_skip(&d->at, 4);
	if (flags & ACKNOWLEDGED)
		cursor_skip(&d->at, 4);
	if (d->at.bad)
		return decode_fail(d, ANOMALY_TUNNEL_SHORT);
	if (len == 0)
		return HEADER_END;
	if (type != TYPE_PPP && type != TYPE_MIKROTIK)
		return decode_unfollowed(d, TUNNEL_GRE);
	(void)decode_narrow(d, len);
	return type == TYPE_PPP ? HEADER_PPP : HEADER_ETHERNET_INSIDE;
}

/* RFC 1701: routes of a family, an offset and a length each, up to one without a length. */
static void skip_routes(struct decode *d)
{
	size_t len;

	do {
		unsigned family = cursor_u16(&d->at);

		cursor_skip(&d->at, 1);
		len = cursor_u8(&d->at);
		cursor_skip(&d->at, len);
		if (family == 0 && len == 0)
			break;
	} while (!d->at.bad);
}

/* RFC 2784 2.1, RFC 2890 2, RFC 1701. */
enum header gre_header(struct decode *d)
{
	unsigned flags = cursor_u16(&d->at), type = cursor_u16(&d->at);

	if (d->at.bad)
		return decode_fail(d, ANOMALY_TUNNEL_SHORT);
	if ((flags & VERSION) == 1)
		return version_1(d, flags, type);
	if (flags & VERSION)
		return decode_unfollowed(d, TUNNEL_GRE);
	if (flags & (CHECKSUM | ROUTING))
		cursor_skip(&d->at, 4);
	if (flags & KEY)
		cursor_skip(&d->at, 4);
	if (flags & SEQUENCE)
		cursor_skip(&d->at, 4);
	if (flags & ROUTING)
		skip_routes(d);
	return content(d, type, flags);
}

/* draft-foschiano-erspan-03 4.2 */
enum header gre_erspan2(struct decode *d)
{
	cursor_skip(&d->at, 8);
	return decode_tunnel(d, HEADER_ETHERNET_INSIDE);
}

/* draft-foschiano-erspan-03 4.3. The last bit means that eight platform-specific bytes follow; five
 * bits before tell Ethernet (0) from IP (2). */
enum header gre_erspan3(struct decode *d)
{
	cursor_skip(&d->at, 10);
	unsigned flags = cursor_u16(&d->at);
	if (flags & 1)
		cursor_skip(&d->at, 8);
	return decode_tunnel(
	    d, (flags >> 10 & 31) == 2 ? HEADER_IP_INSIDE : HEADER_ETHERNET_INSIDE);
}

/* draft-wilson-wrec-wccp-v2-01 3.12: version 2 redirects with four bytes before the packet. */
enum header gre_wccp(struct decode *d)
{
	if (decode_ip_ahead(d) == HEADER_END)
		cursor_skip(&d->at, 4);
	return decode_tunnel(d, HEADER_IP_INSIDE);
}

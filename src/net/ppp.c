#include "decode.h"

#define NLPID_SNAP 0x80

/* RFC 1332, RFC 5072, RFC 3032, RFC 3518, RFC 1990. */
static const struct header_number protocols[] = {
    {0x0021, HEADER_IP4},
    {0x0057, HEADER_IP6},
    {0x0281, HEADER_MPLS},
    {0x0283, HEADER_MPLS},
    {0x0031, HEADER_PPP_BRIDGED},
    {0x003d, HEADER_PPP_MULTILINK},
};

/* Van Jacobson, RFC 2507 and ROHC headers; RFC 1962 compression and RFC 1968 encryption, of the
 * whole link or of one. */
static bool is_unreadable(unsigned protocol)
{
	static const uint16_t all[] = {0x002d, 0x002f, 0x0003, 0x0005, 0x0061, 0x0063, 0x0065,
	    0x0067, 0x0069, 0x2061, 0x2063, 0x2065, 0x2067, 0x2069, 0x00fd, 0x00fb, 0x0053, 0x0055};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i] == protocol)
			return true;
	return false;
}

enum header ppp_protocol(struct decode *d, unsigned protocol)
{
	if (d->at.bad)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	if (is_unreadable(protocol))
		return decode_unfollowed(d, TUNNEL_PPP);
	return decode_find(protocols, sizeof protocols / sizeof *protocols, protocol);
}

/* One-byte protocol numbers are odd (RFC 1661 6.5). */
static enum header numbered(struct decode *d, unsigned first)
{
	if (!(first & 1))
		first = first << 8 | cursor_u8(&d->at);
	return ppp_protocol(d, first);
}

/* RFC 1661 2, with or without the address and control bytes of RFC 1662 3.1 or of Cisco HDLC. */
enum header ppp_frame(struct decode *d)
{
	unsigned protocol = cursor_u8(&d->at);

	if (protocol == 0x0f || protocol == 0x8f)
		return decode_link(d, HEADER_HDLC);
	if (protocol == 0xff) {
		cursor_skip(&d->at, 1);
		protocol = cursor_u8(&d->at);
	}
	return numbered(d, protocol);
}

/* A byte for the direction before the frame; LINKTYPE_PPP_PPPD has it in place of the address. */
enum header ppp_direction(struct decode *d)
{
	cursor_skip(&d->at, 1);
	if (decode_ahead(d, 0) == 0x03)
		cursor_skip(&d->at, 1);
	return decode_link(d, HEADER_PPP);
}

/* Cisco HDLC after its address: a control byte and an EtherType. */
enum header ppp_hdlc(struct decode *d)
{
	cursor_skip(&d->at, 1);
	return ethernet_type_or_length(d);
}

/* A protocol number that leads to IP, long or short. */
static bool protocol_ahead(const struct decode *d, size_t offset)
{
	unsigned first = decode_ahead(d, offset), both = decode_ahead_u16(d, offset);

	return first == 0x21 || first == 0x57 || both == 0x0021 || both == 0x0057;
}

/* RFC 1990 3: only a packet that is one whole fragment can be read by itself. The sequence number
 * has 24 bits, or 12 if so negotiated, which the protocol after it tells. */
enum header ppp_multilink(struct decode *d)
{
	unsigned flags = cursor_u8(&d->at);

	if (d->at.bad)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	if ((flags & 0xc0) != 0xc0)
		return decode_unfollowed(d, TUNNEL_PPP_MULTILINK);
	cursor_skip(&d->at, !protocol_ahead(d, 3) && protocol_ahead(d, 1) ? 1 : 3);
	return numbered(d, cursor_u8(&d->at));
}

/* RFC 3518 4.2: flags and the type of the frame; 1 is Ethernet. */
enum header ppp_bridged(struct decode *d)
{
	cursor_skip(&d->at, 1);
	unsigned type = cursor_u8(&d->at);
	return decode_link(d, type == 1 ? HEADER_ETHERNET_INSIDE : HEADER_END);
}

/* RFC 2516 4; code 0 is session data. */
enum header ppp_pppoe(struct decode *d)
{
	unsigned version_and_type = cursor_u8(&d->at), code = cursor_u8(&d->at);

	cursor_skip(&d->at, 2);
	size_t len = cursor_u16(&d->at);
	if (d->at.bad || version_and_type != 0x11 || code != 0)
		return decode_link(d, HEADER_END);
	(void)decode_narrow(d, len);
	return HEADER_PPP;
}

/* ISO/IEC TR 9577; RFC 2427 4. */
enum header ppp_nlpid(struct decode *d)
{
	switch (cursor_u8(&d->at)) {
	case 0xcc:
		return HEADER_IP4_INSIDE;
	case 0x8e:
		return HEADER_IP6_INSIDE;
	case 0xcf:
		return numbered(d, cursor_u8(&d->at));
	default:
		return decode_link(d, HEADER_END);
	}
}

/* Q.922 address of two to four bytes, of which the last is odd; then RFC 2427 (control, NLPID), or
 * an EtherType (Cisco). */
enum header ppp_frame_relay(struct decode *d)
{
	for (int i = 0; i < 4; i++)
		if (cursor_u8(&d->at) & 1)
			break;
	if (decode_ahead(d, 0) != 0x03)
		return decode_link(d, ethernet_type(cursor_u16(&d->at)));
	cursor_skip(&d->at, 1);
	if (decode_ahead(d, 0) == 0) /* padding */
		cursor_skip(&d->at, 1);
	if (decode_ahead(d, 0) != NLPID_SNAP)
		return decode_link(d, HEADER_NLPID);
	cursor_skip(&d->at, 1);
	unsigned oui = (unsigned)cursor_u16(&d->at) << 8;
	oui |= cursor_u8(&d->at);
	unsigned type = cursor_u16(&d->at);
	if (oui == 0x0080c2 && (type == 1 || type == 7))
		return decode_link(d, HEADER_ETHERNET_INSIDE);
	return decode_link(d, oui == 0 ? ethernet_type(type) : HEADER_END);
}

enum header ppp_frame_relay_direction(struct decode *d)
{
	cursor_skip(&d->at, 1);
	return decode_link(d, HEADER_FRAME_RELAY);
}

#include "decode.h"

/* IEEE 802.5: access control, frame control, addresses, and a route if the source says so. */
enum header rings_token_ring(struct decode *d)
{
	cursor_skip(&d->at, 1);
	unsigned control = cursor_u8(&d->at);
	cursor_skip(&d->at, 6);
	bool routed = decode_ahead(d, 0) & 0x80;
	cursor_skip(&d->at, 6);
	if (routed)
		cursor_skip(&d->at, decode_ahead(d, 0) & 0x1f);
	return decode_link(d, (control & 0xc0) == 0x40 ? HEADER_LLC_INSIDE : HEADER_END);
}

/* ANSI X3.139: frame control and addresses; LLC frames are x101xxxx. */
enum header rings_fddi(struct decode *d)
{
	unsigned control = cursor_u8(&d->at);

	cursor_skip(&d->at, 12);
	return decode_link(d, (control & 0x70) == 0x50 ? HEADER_LLC_INSIDE : HEADER_END);
}

/* tcpdump.org/linktypes: two addresses of eight bytes and an EtherType. */
enum header rings_ieee1394(struct decode *d)
{
	cursor_skip(&d->at, 16);
	return ethernet_type_or_length(d);
}

/* RFC 2625 3: two addresses of eight bytes, then LLC/SNAP. */
enum header rings_fibre_channel(struct decode *d)
{
	cursor_skip(&d->at, 16);
	return decode_link(d, HEADER_LLC);
}

/* LINKTYPE_IPOIB: the address of the receiver, an EtherType, two reserved bytes (RFC 4391 6). */
enum header rings_infiniband(struct decode *d)
{
	cursor_skip(&d->at, 20);
	enum header next = ethernet_type(cursor_u16(&d->at));
	cursor_skip(&d->at, 2);
	return decode_link(d, next);
}

/* LINKTYPE_ATM_CLIP: LLC/SNAP, or an IP packet as it is. */
enum header rings_classical_ip(struct decode *d)
{
	return decode_ahead_u16(d, 0) == 0xaaaa ? HEADER_LLC : HEADER_IP;
}

/* LINKTYPE_SUNATM: direction and type, VPI, VCI; type 1 is LANE, 2 is LLC. */
enum header rings_sun_atm(struct decode *d)
{
	unsigned type = cursor_u8(&d->at) & 15;

	cursor_skip(&d->at, 3);
	if (type == 1) {
		cursor_skip(&d->at, 2);
		return decode_link(d, HEADER_ETHERNET);
	}
	return decode_link(d, type == 2 ? HEADER_LLC : HEADER_END);
}

#include "decode.h"

#define TZSP_TAG_PADDING 0
#define TZSP_TAG_END     1
#define PCAP_RECORD      16

/* TaZmen Sniffer Protocol: types 0 and 1 carry a packet; tags up to number 1. The port is within
 * those that clients use, so an unknown content counts only with the right version. */
enum header mirror_tzsp(struct decode *d)
{
	unsigned version = cursor_u8(&d->at), type = cursor_u8(&d->at);
	unsigned protocol = cursor_u16(&d->at), tag = TZSP_TAG_PADDING;

	if (d->at.bad || type > 1)
		return decode_tunnel(d, HEADER_END);
	while (tag != TZSP_TAG_END && !d->at.bad) {
		tag = cursor_u8(&d->at);
		if (tag > TZSP_TAG_END)
			cursor_skip(&d->at, cursor_u8(&d->at));
	}
	if (d->at.bad)
		return decode_fail(d, ANOMALY_TUNNEL_SHORT);
	switch (protocol) {
	case 1:
		return HEADER_ETHERNET_INSIDE;
	case 18:
		return HEADER_WIRELESS;
	case 119:
	case 127:
		return HEADER_PRISM;
	default:
		return version == 1 ? decode_unfollowed(d, TUNNEL_TZSP) : HEADER_END;
	}
}

/* Juniper packet mirroring: two numbers of four bytes, then IP. */
enum header mirror_jmirror(struct decode *d)
{
	cursor_skip(&d->at, 8);
	enum header next = decode_ip_ahead(d);

	if (!d->at.bad && next == HEADER_END)
		return decode_unfollowed(d, TUNNEL_MIRROR);
	return decode_tunnel(d, next);
}

/* HP remote mirroring: twelve bytes, then the frame. */
enum header mirror_hp_erm(struct decode *d)
{
	cursor_skip(&d->at, 12);
	return decode_tunnel(d, HEADER_ETHERNET_INSIDE);
}

/* Aruba remote mirroring: a record header of pcap in network order, then an 802.11 frame, with or
 * without radiotap. The lengths must fit, as the port is used for much else. */
enum header mirror_aruba_erm(struct decode *d)
{
	size_t captured = (size_t)decode_ahead_u16(d, 8) << 16 | decode_ahead_u16(d, 10);

	cursor_skip(&d->at, PCAP_RECORD);
	if (d->at.bad || captured != cursor_left(&d->at) + d->missing)
		return HEADER_END;
	return decode_ahead_u16(d, 0) == 0 ? HEADER_RADIOTAP : HEADER_WIRELESS;
}

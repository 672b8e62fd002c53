#include "decode.h"

#define ERF_MORE      0x80
#define JUNIPER_NO_L2 0x02
#define JUNIPER_MORE  0x80

/* Endace, "ERF Types Reference Guide": record types. */
enum {
	ERF_HDLC_POS = 1,
	ERF_ETH = 2,
	ERF_COLOR_HDLC_POS = 10,
	ERF_COLOR_ETH = 11,
	ERF_DSM_COLOR_HDLC_POS = 15,
	ERF_DSM_COLOR_ETH = 16,
	ERF_COLOR_HASH_POS = 19,
	ERF_COLOR_HASH_ETH = 20,
	ERF_IPV4 = 22,
	ERF_IPV6 = 23,
};

/* A record header of 16 bytes, extension headers of 8, and for Ethernet two bytes of padding. */
enum header recorders_erf(struct decode *d)
{
	cursor_skip(&d->at, 8);
	unsigned type = cursor_u8(&d->at);
	cursor_skip(&d->at, 5);
	size_t wire_len = cursor_u16(&d->at);
	bool more = type & ERF_MORE;
	while (more && !d->at.bad) {
		more = cursor_u8(&d->at) & ERF_MORE;
		cursor_skip(&d->at, 7);
	}
	enum header next = HEADER_END;
	switch (type & ~(unsigned)ERF_MORE) {
	case ERF_ETH:
	case ERF_COLOR_ETH:
	case ERF_DSM_COLOR_ETH:
	case ERF_COLOR_HASH_ETH:
		cursor_skip(&d->at, 2);
		next = HEADER_ETHERNET;
		break;
	case ERF_HDLC_POS:
	case ERF_COLOR_HDLC_POS:
	case ERF_DSM_COLOR_HDLC_POS:
	case ERF_COLOR_HASH_POS:
		next = HEADER_PPP;
		break;
	case ERF_IPV4:
		next = HEADER_IP4;
		break;
	case ERF_IPV6:
		next = HEADER_IP6;
		break;
	default:
		break;
	}
	if (!d->at.bad && next != HEADER_END && wire_len > cursor_left(&d->at) + d->missing)
		d->missing = wire_len - cursor_left(&d->at);
	return decode_link(d, next);
}

/* tcpdump print-juniper.c: "MGC", flags, and with JUNIPER_MORE a length and that many bytes.
 * Without a link-layer header an address family of four bytes follows. */
static enum header juniper(struct decode *d, enum header next)
{
	const uint8_t *magic = cursor_take(&d->at, 3);
	bool right = magic && magic[0] == 'M' && magic[1] == 'G' && magic[2] == 'C';
	unsigned flags = cursor_u8(&d->at);

	if (flags & JUNIPER_MORE)
		cursor_skip(&d->at, cursor_u16(&d->at));
	if (flags & JUNIPER_NO_L2) {
		cursor_skip(&d->at, 4);
		next = HEADER_IP;
	}
	return decode_link(d, right || d->at.bad ? next : decode_fail(d, ANOMALY_LINK_UNKNOWN));
}

enum header recorders_juniper_ethernet(struct decode *d)
{
	return juniper(d, HEADER_ETHERNET);
}

enum header recorders_juniper_ppp(struct decode *d)
{
	return juniper(d, HEADER_PPP);
}

enum header recorders_juniper_frame_relay(struct decode *d)
{
	return juniper(d, HEADER_FRAME_RELAY);
}

/* Hilscher netANALYZER: a header of four bytes; frames of the transparent kind begin with the
 * preamble. */
enum header recorders_netanalyzer(struct decode *d)
{
	cursor_skip(&d->at, 4);
	return decode_link(d, HEADER_ETHERNET);
}

enum header recorders_netanalyzer_raw(struct decode *d)
{
	cursor_skip(&d->at, 12);
	return decode_link(d, HEADER_ETHERNET);
}

/* IEEE 802.3br 99.3: preamble and start byte; only those of whole frames (0xd5) are read. */
enum header recorders_mpacket(struct decode *d)
{
	cursor_skip(&d->at, 7);
	bool whole = cursor_u8(&d->at) == 0xd5;

	return decode_link(d, whole ? HEADER_ETHERNET : HEADER_END);
}

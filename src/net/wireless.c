#include "decode.h"

#define DATA          0x08 /* type and version bits of the first byte */
#define TYPE_BITS     0x0f
#define NO_DATA       0x40
#define QOS           0x80
#define FROM_TO       0x03 /* bits of the second byte */
#define FROM_DS       0x02
#define MORE_FRAGMENT 0x04
#define PROTECTED     0x40
#define ORDER         0x80

#define QOS_AMSDU 0x80
#define QOS_MESH  0x01

#define SNAP            0xaaaa
#define MESH_BYTES      6
#define SUBFRAME_HEADER 14

#define RADIOTAP_TSFT  0x1
#define RADIOTAP_FLAGS 0x2
#define RADIOTAP_FCS   0x10
#define RADIOTAP_MORE  UINT32_C(0x80000000)
#define FCS_BYTES      4

static uint16_t little_u16(struct cursor *c)
{
	unsigned low = cursor_u8(c);

	return (uint16_t)(low | (unsigned)cursor_u8(c) << 8);
}

static uint32_t little_u32(struct cursor *c)
{
	uint32_t low = little_u16(c);

	return low | (uint32_t)little_u16(c) << 16;
}

/* radiotap.org: the first field may be a timestamp, aligned to its 8 bytes; flags are the second.
 */
enum header wireless_radiotap(struct decode *d)
{
	struct cursor start = d->at;

	cursor_skip(&d->at, 2);
	size_t len = little_u16(&d->at);
	uint32_t present = little_u32(&d->at), word = present;
	while (word & RADIOTAP_MORE && !d->at.bad)
		word = little_u32(&d->at);
	size_t pos = d->at.pos - start.pos;
	if (present & RADIOTAP_TSFT)
		pos = ((pos + 7) & ~(size_t)7) + 8;
	unsigned flags = 0;
	struct cursor field = start;
	if (present & RADIOTAP_FLAGS && pos < len) {
		cursor_skip(&field, pos);
		flags = cursor_u8(&field);
	}
	if (d->at.bad || len < 8)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	d->at = start;
	cursor_skip(&d->at, len);
	if (flags & RADIOTAP_FCS && !d->at.bad)
		decode_trim(d, FCS_BYTES);
	return decode_link(d, HEADER_WIRELESS);
}

/* A Prism header in the byte order of the host, or an AVS header, which is told by its magic number
 * and in network order. Both give their length in the second word. */
enum header wireless_prism(struct decode *d)
{
	struct cursor ahead = d->at;
	uint32_t magic = cursor_u32(&ahead);
	struct cursor length = ahead;
	bool avs = magic >> 12 == 0x80211, big = avs || magic < 0x10000;
	uint32_t len = big ? cursor_u32(&length) : little_u32(&length);

	if (length.bad || len < 8 || len > UINT16_MAX)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	cursor_skip(&d->at, len);
	return decode_link(d, HEADER_WIRELESS);
}

/* CACE, "Per-Packet Information Header Specification": version, flags, length, link type. */
enum header wireless_ppi(struct decode *d)
{
	struct cursor ahead = d->at;

	cursor_skip(&ahead, 2);
	size_t len = little_u16(&ahead);
	uint32_t linktype = little_u32(&ahead);
	if (ahead.bad || len < 8)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	cursor_skip(&d->at, len);
	return link_types_next(d, linktype);
}

/* Padding that some cards put before the body, and a mesh header (IEEE 802.11 9.2.4.8.3), are
 * recognised by what follows. */
static void skip_to_llc(struct decode *d, bool mesh)
{
	if (decode_ahead_u16(d, 0) == SNAP)
		return;
	if (decode_ahead_u16(d, 2) == SNAP && decode_ahead(d, 4) == 3) {
		cursor_skip(&d->at, 2);
	} else if (mesh) {
		size_t addresses = decode_ahead(d, 0) & 3;

		cursor_skip(&d->at, MESH_BYTES + addresses * 6);
	}
}

/* IEEE 802.11 9.3.2.1. `type` and `flags` are the bytes of the frame control field. */
static enum header data_frame(struct decode *d, unsigned type, unsigned flags)
{
	unsigned qos = 0, mesh = 0;

	if (d->at.bad)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	if ((type & TYPE_BITS) != DATA || type & NO_DATA)
		return HEADER_END;
	cursor_skip(&d->at, 8); /* duration, receiver */
	const uint8_t *second = cursor_take(&d->at, 6), *third = cursor_take(&d->at, 6);
	bool later = decode_ahead(d, 0) & 0x0f; /* the fragment number */
	cursor_skip(&d->at, 2);
	d->mac = flags & FROM_DS ? third : second;
	if ((flags & FROM_TO) == FROM_TO)
		d->mac = cursor_take(&d->at, 6);
	if (type & QOS) {
		qos = cursor_u8(&d->at);
		mesh = cursor_u8(&d->at) & QOS_MESH;
		if (flags & ORDER)
			cursor_skip(&d->at, 4);
	}
	if (d->at.bad)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	if (flags & PROTECTED)
		return decode_unfollowed(d, TUNNEL_WIRELESS);
	if (later || flags & MORE_FRAGMENT)
		return decode_unfollowed(d, TUNNEL_WIRELESS_FRAGMENT);
	if (qos & QOS_AMSDU)
		return HEADER_AMSDU;
	skip_to_llc(d, mesh);
	return decode_link(d, HEADER_LLC_INSIDE);
}

enum header wireless_frame(struct decode *d)
{
	unsigned type = cursor_u8(&d->at), flags = cursor_u8(&d->at);

	return data_frame(d, type, flags);
}

/* With the frame control field in the order of the controller that sent it (CAPWAP of Cisco). */
enum header wireless_swapped(struct decode *d)
{
	unsigned first = cursor_u8(&d->at), second = cursor_u8(&d->at);
	bool swap = (second & TYPE_BITS) == DATA && (first & TYPE_BITS) != DATA;

	return swap ? data_frame(d, second, first) : data_frame(d, first, second);
}

/* IEEE 802.11 9.3.2.2.2: addresses and a length, the body, padding to four bytes before the next.
 * What follows the first one is left for packet_decode_rest. */
enum header wireless_amsdu(struct decode *d)
{
	struct packet *p = d->packet;

	cursor_skip(&d->at, 6);
	d->mac = cursor_take(&d->at, 6);
	size_t len = cursor_u16(&d->at), left = cursor_left(&d->at);
	if (d->at.bad)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	size_t next = ((SUBFRAME_HEADER + len + 3) & ~(size_t)3) - SUBFRAME_HEADER;
	if (next < left && left - next >= SUBFRAME_HEADER) {
		if (p->rest)
			return decode_fail(d, ANOMALY_ENCAPSULATION_DEPTH);
		p->rest = d->at.base + d->at.pos + next;
		p->rest_len = left - next;
		p->rest_missing = d->missing;
	}
	if (decode_narrow(d, len) != 0)
		decode_note(d, ANOMALY_LINK_SHORT);
	return HEADER_LLC_INSIDE;
}

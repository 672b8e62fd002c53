#include "decode.h"

#define IP4_HEADER_BYTES 20
#define IP6_HEADER_BYTES 40

enum header decode_find(const struct header_number *rows, size_t count, unsigned number)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].number == number)
			return rows[i].header;
	return HEADER_END;
}

int decode_narrow(struct decode *d, size_t n)
{
	size_t left = cursor_left(&d->at);

	if (n > left + d->missing)
		return -1;
	d->missing = n > left ? n - left : 0;
	d->at = cursor_window(&d->at, n);
	return 0;
}

void decode_trim(struct decode *d, size_t n)
{
	size_t total = cursor_left(&d->at) + d->missing;

	(void)decode_narrow(d, total > n ? total - n : 0);
}

void decode_note(struct decode *d, enum anomaly a)
{
	if (d->packet->reason == ANOMALY_NONE)
		d->packet->reason = a;
}

void decode_payload(struct decode *d)
{
	struct packet *p = d->packet;

	p->payload_len = cursor_left(&d->at);
	p->payload_wire_len = p->payload_len + d->missing;
	p->payload = cursor_take(&d->at, p->payload_len);
}

enum header decode_fail(struct decode *d, enum anomaly reason)
{
	d->packet->kind = PACKET_UNDECODABLE;
	d->packet->reason = reason;
	return HEADER_END;
}

enum header decode_unfollowed(struct decode *d, enum tunnel tunnel)
{
	d->packet->tunnel = tunnel;
	return HEADER_END;
}

enum header decode_link(struct decode *d, enum header next)
{
	return d->at.bad ? decode_fail(d, ANOMALY_LINK_SHORT) : next;
}

enum header decode_tunnel(struct decode *d, enum header next)
{
	return d->at.bad ? decode_fail(d, ANOMALY_TUNNEL_SHORT) : next;
}

uint8_t decode_ahead(const struct decode *d, size_t offset)
{
	struct cursor ahead = d->at;

	cursor_skip(&ahead, offset);
	return cursor_u8(&ahead);
}

uint16_t decode_ahead_u16(const struct decode *d, size_t offset)
{
	struct cursor ahead = d->at;

	cursor_skip(&ahead, offset);
	return cursor_u16(&ahead);
}

enum header decode_ip_ahead(const struct decode *d)
{
	unsigned version = decode_ahead(d, 0) >> 4;

	return version == 4 || version == 6 ? HEADER_IP_INSIDE : HEADER_END;
}

bool decode_ethernet_ahead(const struct decode *d, size_t offset)
{
	unsigned type = decode_ahead_u16(d, offset + 12);
	unsigned version = decode_ahead(d, offset + 14) >> 4;

	return (type == 0x0800 && version == 4) || (type == 0x86dd && version == 6) ||
	       type == 0x8100;
}

static bool ip_fits(const struct decode *d, size_t offset, size_t after, bool may_be_unfilled)
{
	struct cursor c = d->at;

	cursor_skip(&c, offset);
	size_t rest = cursor_left(&c) + d->missing, len;
	struct cursor header = c;
	unsigned first = cursor_u8(&c);
	if (first >> 4 == 6) {
		cursor_skip(&c, 3);
		len = cursor_u16(&c) + (size_t)IP6_HEADER_BYTES;
		/* with a next header that ends the chain or is an extension */
		unsigned next = cursor_u8(&c);
		if (next != 17 && next != 6 && next != 58 && next != 0 && next != 44 && next != 60)
			return false;
	} else {
		uint32_t sum = 0;
		bool unfilled = may_be_unfilled && decode_ahead_u16(d, offset + 10) == 0;

		if (first != 0x45)
			return false;
		for (int i = 0; i < IP4_HEADER_BYTES / 2; i++)
			sum += cursor_u16(&header);
		sum = (sum & 0xffff) + (sum >> 16);
		if (header.bad || (!unfilled && (sum & 0xffff) + (sum >> 16) != 0xffff))
			return false;
		cursor_skip(&c, 1);
		len = cursor_u16(&c);
		cursor_skip(&c, 4);
		/* a TTL and a protocol: zeros add up too */
		if (cursor_u16(&c) == 0)
			return false;
	}
	return !c.bad && len <= rest && rest - len <= after;
}

bool decode_ip_certain(const struct decode *d, size_t offset, size_t after)
{
	return ip_fits(d, offset, after, false);
}

bool decode_ip_likely(const struct decode *d, size_t offset)
{
	return ip_fits(d, offset, 0, true);
}

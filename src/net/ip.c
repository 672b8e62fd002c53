#include "decode.h"

#define PROTOCOL_IP6_FRAGMENT 44

/* iana.org/assignments/protocol-numbers; RFC 8200 4.1, RFC 6275 6.1, RFC 7401 5.1, RFC 5533 5.1. */
static const struct header_number protocols[] = {
    {17, HEADER_UDP},
    {6, HEADER_TCP},
    {4, HEADER_IP4_INSIDE},
    {41, HEADER_IP6_INSIDE},
    {47, HEADER_GRE},
    {50, HEADER_ESP},
    {51, HEADER_AUTHENTICATION},
    {97, HEADER_ETHERIP},
    {108, HEADER_IPCOMP},
    {115, HEADER_L2TPV3},
    {136, HEADER_UDP_LITE},
    {137, HEADER_MPLS},            /* RFC 4023 3 */
    {143, HEADER_ETHERNET_INSIDE}, /* RFC 8986 4.9 */
    {0, HEADER_EXTENSION},         /* hop-by-hop options */
    {43, HEADER_EXTENSION},        /* routing */
    {60, HEADER_EXTENSION},        /* destination options */
    {135, HEADER_EXTENSION},       /* mobility */
    {139, HEADER_EXTENSION},       /* host identity */
    {140, HEADER_EXTENSION},       /* shim6 */
    {PROTOCOL_IP6_FRAGMENT, HEADER_FRAGMENT},
};

enum header ip_upper(const struct packet *packet)
{
	enum header next =
	    decode_find(protocols, sizeof protocols / sizeof *protocols, packet->protocol);
	bool only_ip6 = next == HEADER_EXTENSION || next == HEADER_FRAGMENT;

	return only_ip6 && packet->ends.src.family != 6 ? HEADER_END : next;
}

static enum header piece(struct decode *d, uint32_t id, uint32_t offset_bytes, bool more)
{
	struct packet *p = d->packet;

	p->kind = PACKET_FRAGMENT;
	p->fragment.id = id;
	p->fragment.offset_bytes = offset_bytes;
	p->fragment.more = more;
	decode_payload(d);
	return HEADER_END;
}

enum header ip_any(struct decode *d)
{
	struct cursor ahead = d->at;

	return cursor_u8(&ahead) >> 4 == 6 ? HEADER_IP6 : HEADER_IP4;
}

/* The IP packet has n more bytes. If that is more than the frame or tunnel had, somebody cut it and
 * did not say so: a capture format or a mirror that does not keep the length on the wire. */
static void narrow(struct decode *d, size_t n)
{
	size_t left = cursor_left(&d->at);

	if (decode_narrow(d, n) == 0)
		return;
	decode_note(d, ANOMALY_FRAME_CUT);
	d->missing = n - left;
}

/* A packet inside this one has no link layer of its own, unless one comes between. */
static void take_mac(struct decode *d)
{
	d->packet->mac = d->mac;
	d->mac = NULL;
}

/* RFC 791 3.1. */
enum header ip_v4(struct decode *d)
{
	struct cursor start = d->at, *c = &d->at;
	unsigned version = cursor_u8(c);
	size_t header_len = (version & 15) * 4;

	if (!c->bad && version >> 4 != 4)
		return decode_fail(d, ANOMALY_IP_VERSION);
	cursor_skip(c, 1);
	size_t total_len = cursor_u16(c);
	unsigned id = cursor_u16(c), offset = cursor_u16(c);
	d->packet->ttl = cursor_u8(c);
	d->packet->protocol = cursor_u8(c);
	cursor_skip(c, 2);
	const uint8_t *addresses = cursor_take(c, 8);
	if (!addresses)
		return decode_fail(d, ANOMALY_IP_SHORT);
	d->packet->ends =
	    (struct endpoints){.src = address_v4(addresses), .dst = address_v4(addresses + 4)};
	if (header_len < 20 || header_len - 20 > cursor_left(c) + d->missing)
		return decode_fail(d, ANOMALY_IP_HEADER_LENGTH);
	cursor_skip(c, header_len - 20);
	if (c->bad)
		return decode_fail(d, ANOMALY_IP_SHORT);
	/* 0: the network card was to fill it in (segmentation offload) */
	if (total_len != 0 && total_len < header_len)
		return decode_fail(d, ANOMALY_IP_TOTAL_LENGTH);
	if (total_len != 0)
		narrow(d, total_len - header_len);
	d->packet->inside = d->ip.base != NULL;
	d->ip = start;
	d->ip.end = c->end;
	take_mac(d);
	d->packet->tunnel = TUNNEL_NONE;
	if (offset & 0x3fff)
		return piece(d, id, (offset & 0x1fff) * 8, offset & 0x2000);
	return ip_upper(d->packet);
}

/* RFC 8200 3. */
enum header ip_v6(struct decode *d)
{
	struct cursor start = d->at, *c = &d->at;
	unsigned version = cursor_u8(c) >> 4;

	if (!c->bad && version != 6)
		return decode_fail(d, ANOMALY_IP_VERSION);
	cursor_skip(c, 3);
	size_t len = cursor_u16(c);
	d->packet->protocol = cursor_u8(c);
	d->packet->ttl = cursor_u8(c);
	const uint8_t *addresses = cursor_take(c, 32);
	if (!addresses)
		return decode_fail(d, ANOMALY_IP_SHORT);
	d->packet->ends =
	    (struct endpoints){.src = address_v6(addresses), .dst = address_v6(addresses + 16)};
	/* 0: a jumbogram (RFC 2675 3) or segmentation offload */
	if (len != 0)
		narrow(d, len);
	d->packet->inside = d->ip.base != NULL;
	d->ip = start;
	d->ip.end = c->end;
	take_mac(d);
	d->packet->tunnel = TUNNEL_NONE;
	return ip_upper(d->packet);
}

/* Skips one extension header of (length + more) * unit bytes. */
static enum header extension(struct decode *d, size_t unit, size_t more)
{
	uint8_t next = cursor_u8(&d->at);
	size_t len = (cursor_u8(&d->at) + more) * unit;

	cursor_skip(&d->at, len - 2);
	if (d->at.bad || ++d->extensions > IPV6_EXTENSIONS_MAX)
		return decode_fail(d, ANOMALY_IP6_EXTENSIONS);
	d->packet->protocol = next;
	return ip_upper(d->packet);
}

/* RFC 8200 4.2 to 4.6, RFC 6564 4. */
enum header ip_extension(struct decode *d)
{
	return extension(d, 8, 1);
}

/* RFC 4302 2.2. */
enum header ip_authentication(struct decode *d)
{
	return extension(d, 4, 2);
}

/* RFC 8200 4.5. A fragment that is the whole datagram is not treated as one (RFC 6946 4). */
enum header ip_fragment(struct decode *d)
{
	uint8_t next = cursor_u8(&d->at);

	cursor_skip(&d->at, 1);
	unsigned offset = cursor_u16(&d->at);
	uint32_t id = cursor_u32(&d->at);
	if (d->at.bad || ++d->extensions > IPV6_EXTENSIONS_MAX)
		return decode_fail(d, ANOMALY_IP6_EXTENSIONS);
	d->packet->protocol = next;
	if (offset & 0xfff9)
		return piece(d, id, offset & 0xfff8, offset & 1);
	return ip_upper(d->packet);
}

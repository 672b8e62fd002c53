#include "decode.h"

#define GRE_CHECKSUM   0x8000
#define GRE_ROUTING    0x4000
#define GRE_KEY        0x2000
#define GRE_SEQUENCE   0x1000
#define GRE_VERSION    0x0007
#define GENEVE_CONTROL 0x80

static enum header checked(struct decode *d, enum header next)
{
	return d->at.bad ? decode_fail(d, ANOMALY_TUNNEL_SHORT) : next;
}

/* RFC 2784 2.1, RFC 2890 2. The routing field of RFC 1701 and version 1 (PPTP) are not
 * supported. */
enum header tunnel_gre(struct decode *d)
{
	unsigned flags = cursor_u16(&d->at), type = cursor_u16(&d->at);

	if (d->at.bad || (flags & (GRE_ROUTING | GRE_VERSION)))
		return checked(d, HEADER_END);
	for (unsigned option = GRE_CHECKSUM; option >= GRE_SEQUENCE; option >>= 1)
		if (flags & option)
			cursor_skip(&d->at, 4);
	enum header next = link_ether_type(type);
	/* ERSPAN type I has no header of its own and no sequence number */
	if (next == HEADER_ERSPAN2 && !(flags & GRE_SEQUENCE))
		next = HEADER_ETHERNET;
	return checked(d, next);
}

/* draft-foschiano-erspan-03 4.2 */
enum header tunnel_erspan2(struct decode *d)
{
	cursor_skip(&d->at, 8);
	return checked(d, HEADER_ETHERNET);
}

/* draft-foschiano-erspan-03 4.3. The last bit means that eight platform-specific bytes follow. */
enum header tunnel_erspan3(struct decode *d)
{
	cursor_skip(&d->at, 10);
	if (cursor_u16(&d->at) & 1)
		cursor_skip(&d->at, 8);
	return checked(d, HEADER_ETHERNET);
}

/* RFC 7348 5. Stricter about the reserved bits than a receiver, because a port alone proves
 * nothing. */
enum header tunnel_vxlan(struct decode *d)
{
	uint32_t flags = cursor_u32(&d->at);

	cursor_skip(&d->at, 4);
	return checked(d, flags == UINT32_C(0x08000000) ? HEADER_ETHERNET : HEADER_END);
}

/* RFC 8926 3.4. */
enum header tunnel_geneve(struct decode *d)
{
	unsigned version_and_len = cursor_u8(&d->at), flags = cursor_u8(&d->at);
	unsigned type = cursor_u16(&d->at);

	cursor_skip(&d->at, 4 + (version_and_len & 63) * 4);
	bool data = version_and_len >> 6 == 0 && !(flags & GENEVE_CONTROL);
	return checked(d, data ? link_ether_type(type) : HEADER_END);
}

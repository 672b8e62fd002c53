#include "decode.h"

/* Below this, the field after the addresses is a length (IEEE 802.3 3.2.6). */
#define ETHER_TYPE_MIN 1536

static const struct {
	int linktype; /* tcpdump.org/linktypes.html */
	const char *name;
	enum header header;
} links[] = {
    {0, "NULL", HEADER_LOOPBACK},
    {1, "ETHERNET", HEADER_ETHERNET},
    {9, "PPP", HEADER_PPP},
    {12, "RAW", HEADER_IP}, /* DLT_RAW of most systems and of OpenBSD, written unmapped */
    {14, "RAW", HEADER_IP},
    {50, "PPP_HDLC", HEADER_PPP},
    {51, "PPP_ETHER", HEADER_PPPOE},
    {101, "RAW", HEADER_IP},
    {108, "LOOP", HEADER_LOOPBACK},
    {113, "LINUX_SLL", HEADER_SLL},
    {228, "IPV4", HEADER_IP4},
    {229, "IPV6", HEADER_IP6},
    {276, "LINUX_SLL2", HEADER_SLL2},
};

/* EtherTypes, also of GRE (RFC 2784 2.4) and GENEVE (RFC 8926 3.4). */
static const struct header_number ether_types[] = {
    {0x0800, HEADER_IP4},
    {0x86dd, HEADER_IP6},
    {0x8100, HEADER_VLAN},
    {0x88a8, HEADER_VLAN},
    {0x9100, HEADER_VLAN},
    {0x8847, HEADER_MPLS},
    {0x8848, HEADER_MPLS},
    {0x8864, HEADER_PPPOE},
    {0x880b, HEADER_PPP},
    {0x6558, HEADER_ETHERNET},
    {0x88be, HEADER_ERSPAN2},
    {0x22eb, HEADER_ERSPAN3},
};

/* RFC 1332, RFC 5072, RFC 3032. */
static const struct header_number ppp_protocols[] = {
    {0x0021, HEADER_IP4},
    {0x0057, HEADER_IP6},
    {0x0281, HEADER_MPLS},
};

/* Address families of the systems that write LINKTYPE_NULL. */
static const struct header_number families[] = {
    {2, HEADER_IP4}, {10, HEADER_IP6}, /* Linux */
    {23, HEADER_IP6},                  /* Windows */
    {24, HEADER_IP6},                  /* NetBSD, OpenBSD */
    {28, HEADER_IP6},                  /* FreeBSD */
    {30, HEADER_IP6},                  /* Darwin */
};

enum header link_header(int linktype)
{
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (links[i].linktype == linktype)
			return links[i].header;
	return HEADER_END;
}

enum header link_ether_type(unsigned type)
{
	return decode_find(ether_types, sizeof ether_types / sizeof *ether_types, type);
}

/* Fails if a link-layer decoder read past the end. */
static enum header checked(struct decode *d, enum header next)
{
	return d->at.bad ? decode_fail(d, ANOMALY_LINK_SHORT) : next;
}

static enum header type_or_length(struct decode *d)
{
	unsigned type = cursor_u16(&d->at);

	if (type >= ETHER_TYPE_MIN)
		return checked(d, link_ether_type(type));
	if (!d->at.bad)
		(void)decode_narrow(d, type);
	return checked(d, HEADER_LLC);
}

enum header link_ethernet(struct decode *d)
{
	cursor_skip(&d->at, 12);
	return type_or_length(d);
}

enum header link_vlan(struct decode *d)
{
	cursor_skip(&d->at, 2);
	return type_or_length(d);
}

/* Only SNAP (RFC 1042) carries IP. */
enum header link_llc(struct decode *d)
{
	unsigned saps = cursor_u16(&d->at), control = cursor_u8(&d->at);

	if (d->at.bad || saps != 0xaaaa || control != 3)
		return checked(d, HEADER_END);
	unsigned oui = (unsigned)cursor_u16(&d->at) << 8;
	oui |= cursor_u8(&d->at);
	unsigned type = cursor_u16(&d->at);
	return checked(d, oui == 0 ? link_ether_type(type) : HEADER_END);
}

/* RFC 3032 2.1. MPLS does not name the protocol after the last label; the first byte distinguishes
 * IP from a pseudowire with a control word (RFC 4385). */
enum header link_mpls(struct decode *d)
{
	uint32_t label = cursor_u32(&d->at);

	if (d->at.bad || !(label & 0x100))
		return checked(d, HEADER_MPLS);
	struct cursor ahead = d->at;
	switch (cursor_u8(&ahead) >> 4) {
	case 4:
		return HEADER_IP4;
	case 6:
		return HEADER_IP6;
	case 0:
		cursor_skip(&d->at, 4);
		return checked(d, HEADER_ETHERNET);
	default:
		return HEADER_END;
	}
}

/* RFC 1661 2, with or without the address and control bytes of RFC 1662 3.1 or of Cisco HDLC.
 * One-byte protocol numbers are odd. */
enum header link_ppp(struct decode *d)
{
	unsigned protocol = cursor_u8(&d->at);

	if (protocol == 0x0f || protocol == 0x8f) {
		cursor_skip(&d->at, 1);
		return type_or_length(d);
	}
	if (protocol == 0xff) {
		cursor_skip(&d->at, 1);
		protocol = cursor_u8(&d->at);
	}
	if (!(protocol & 1))
		protocol = protocol << 8 | cursor_u8(&d->at);
	return checked(
	    d, decode_find(ppp_protocols, sizeof ppp_protocols / sizeof *ppp_protocols, protocol));
}

/* RFC 2516 4; code 0 is session data. */
enum header link_pppoe(struct decode *d)
{
	unsigned version_and_type = cursor_u8(&d->at), code = cursor_u8(&d->at);

	cursor_skip(&d->at, 2);
	size_t len = cursor_u16(&d->at);
	if (d->at.bad || version_and_type != 0x11 || code != 0)
		return checked(d, HEADER_END);
	(void)decode_narrow(d, len);
	return HEADER_PPP;
}

enum header link_sll(struct decode *d)
{
	cursor_skip(&d->at, 14);
	return checked(d, link_ether_type(cursor_u16(&d->at)));
}

enum header link_sll2(struct decode *d)
{
	enum header next = link_ether_type(cursor_u16(&d->at));

	cursor_skip(&d->at, 18);
	return checked(d, next);
}

/* An address family in the byte order of the capturing host (NULL) or the network (LOOP). */
enum header link_loopback(struct decode *d)
{
	uint32_t family = cursor_u32(&d->at);

	if (family > UINT16_MAX)
		family = family >> 24 | (family >> 8 & 0xff00);
	return checked(d, decode_find(families, sizeof families / sizeof *families, family));
}

const char *packet_link_name(int linktype)
{
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (links[i].linktype == linktype)
			return links[i].name;
	return NULL;
}

#include "decode.h"

/* Below this, the field after the addresses is a length (IEEE 802.3 3.2.6). */
#define ETHER_TYPE_MIN 1536
#define ADDRESS_BYTES  6

/* EtherTypes, also of GRE (RFC 2784 2.4) and GENEVE (RFC 8926 3.4). */
static const struct header_number types[] = {
    {0x0800, HEADER_IP4},
    {0x86dd, HEADER_IP6},
    {0x8100, HEADER_VLAN},
    {0x88a8, HEADER_VLAN},
    {0x9100, HEADER_VLAN},
    {0x8847, HEADER_MPLS},
    {0x8848, HEADER_MPLS},
    {0x8864, HEADER_PPPOE},
    {0x880b, HEADER_PPP},
    {0x6558, HEADER_ETHERNET_INSIDE},
    {0x88be, HEADER_ERSPAN2},
    {0x22eb, HEADER_ERSPAN3},
    {0x8870, HEADER_LLC_INSIDE}, /* LLC in jumbo frames */
    /* tags.c */
    {0x8909, HEADER_TAG_6}, /* Cisco MetaData: version, length, option, security group */
    {0x8988, HEADER_TAG_6}, /* Cisco TTag: a timestamp */
    {0x893f, HEADER_TAG_6}, /* IEEE 802.1BR E-TAG */
    {0x8926, HEADER_TAG_4}, /* Cisco VN-Tag */
    {0x892f, HEADER_TAG_4}, /* HSR (IEC 62439-3): path, size, sequence number */
    {0xf1c1, HEADER_TAG_4}, /* IEEE 802.1CB R-TAG */
    {0xdada, HEADER_TAG_6}, /* Marvell EDSA: two reserved bytes and a DSA tag */
    {0x88e7, HEADER_SERVICE_TAG},
    {0x8903, HEADER_FABRIC_PATH},
    {0x22f3, HEADER_TRILL},
    {0x88e5, HEADER_MACSEC},
    {0xd28b, HEADER_ARISTA},
    {0x8899, HEADER_REALTEK},
    {0x894f, HEADER_NSH},
    {0x4305, HEADER_BATMAN},
};

enum header ethernet_type(unsigned type)
{
	return decode_find(types, sizeof types / sizeof *types, type);
}

enum header ethernet_type_or_length(struct decode *d)
{
	unsigned type = cursor_u16(&d->at);

	if (type >= ETHER_TYPE_MIN)
		return decode_link(d, ethernet_type(type));
	/* a length of 0 occurs where a driver did not fill it in */
	if (!d->at.bad && type > 0)
		(void)decode_narrow(d, type);
	return decode_link(d, HEADER_LLC);
}

/* Cisco ISL: the address 01-00-0c-00-00 or 03-00-0c-00-00. */
static bool is_isl(const struct decode *d)
{
	unsigned first = decode_ahead(d, 0);

	return (first == 1 || first == 3) && decode_ahead_u16(d, 1) == 0x000c &&
	       decode_ahead_u16(d, 3) == 0 && decode_ahead_u16(d, 14) == 0xaaaa;
}

/* LLC/SNAP around IP, as in 802.11 data frames. */
static bool snap_ahead(const struct decode *d, size_t offset)
{
	unsigned type = decode_ahead_u16(d, offset + 6);

	return decode_ahead_u16(d, offset) == 0xaaaa && decode_ahead_u16(d, offset + 2) == 0x0300 &&
	       decode_ahead_u16(d, offset + 4) == 0 && (type == 0x0800 || type == 0x86dd);
}

/* Some tools write packets of another link type as Ethernet: IP packets (Apple's rvictl) or 802.11
 * frames (Windows pktmon). HEADER_END if it is not one of them beyond doubt. */
static enum header mistaken(const struct decode *d)
{
	/* an IEEE 802.11 data frame, with or without a QoS field */
	unsigned control = decode_ahead(d, 0);

	if (decode_ip_certain(d, 0, 0))
		return HEADER_IP;
	return (control == 0x08 && snap_ahead(d, 24)) || (control == 0x88 && snap_ahead(d, 26))
		   ? HEADER_WIRELESS
		   : HEADER_END;
}

enum header ethernet_frame(struct decode *d)
{
	struct cursor start = d->at;

	cursor_skip(&d->at, ADDRESS_BYTES);
	d->mac = cursor_take(&d->at, ADDRESS_BYTES);
	unsigned type = decode_ahead_u16(d, 0);
	if (type < ETHER_TYPE_MIN || ethernet_type(type) == HEADER_END) {
		struct cursor after = d->at;

		d->at = start;
		if (is_isl(d))
			return HEADER_ISL;
		enum header other = mistaken(d);
		if (other != HEADER_END) {
			decode_note(d, ANOMALY_LINK_MISTAKEN);
			return other;
		}
		d->at = after;
	}
	return ethernet_type_or_length(d);
}

enum header ethernet_vlan(struct decode *d)
{
	cursor_skip(&d->at, 2);
	return ethernet_type_or_length(d);
}

/* ISO/IEC TR 11802-1: 802.2 SAPs that carry IP: SNAP (RFC 1042, IEEE 802.1H; bridged frames of RFC
 * 2684), the SAP of IP itself, and NLPIDs behind the SAP of OSI (RFC 2684 5.2). */
enum header ethernet_llc(struct decode *d)
{
	unsigned saps = cursor_u16(&d->at), control = cursor_u8(&d->at);

	if (d->at.bad || control != 3)
		return decode_link(d, HEADER_END);
	if (saps == 0x0606)
		return HEADER_IP4_INSIDE;
	if (saps == 0xfefe)
		return HEADER_NLPID;
	if (saps != 0xaaaa)
		return HEADER_END;
	unsigned oui = (unsigned)cursor_u16(&d->at) << 8;
	oui |= cursor_u8(&d->at);
	unsigned type = cursor_u16(&d->at);
	if (oui == 0x0080c2 && (type == 1 || type == 7)) {
		/* two bytes of padding over ATM, none over frame relay */
		if (!decode_ethernet_ahead(d, 0))
			cursor_skip(&d->at, 2);
		return decode_link(d, HEADER_ETHERNET_INSIDE);
	}
	return decode_link(d, oui == 0 || oui == 0x0000f8 ? ethernet_type(type) : HEADER_END);
}

/* Cisco ISL: 26 bytes, then a frame; type 0 is Ethernet, 1 token ring, 2 FDDI. */
enum header ethernet_isl(struct decode *d)
{
	unsigned type = decode_ahead(d, 5) >> 4;

	cursor_skip(&d->at, 26);
	return decode_link(d, type == 0   ? HEADER_ETHERNET_INSIDE
			      : type == 1 ? HEADER_TOKEN_RING
			      : type == 2 ? HEADER_FDDI
					  : HEADER_END);
}

/* RFC 3032 2.1. MPLS does not name the protocol after the last label; the first byte distinguishes
 * IP from a pseudowire with a control word (RFC 4385). */
enum header ethernet_mpls(struct decode *d)
{
	uint32_t label = cursor_u32(&d->at);

	if (d->at.bad || !(label & 0x100))
		return decode_link(d, HEADER_MPLS);
	switch (decode_ahead(d, 0) >> 4) {
	case 4:
		return HEADER_IP4;
	case 6:
		return HEADER_IP6;
	case 0:
		/* or a pseudowire without one, whose first address starts with 0 */
		if (!decode_ethernet_ahead(d, 4) && decode_ethernet_ahead(d, 0))
			return HEADER_ETHERNET_INSIDE;
		cursor_skip(&d->at, 4);
		return decode_link(d, HEADER_ETHERNET_INSIDE);
	default:
		return decode_ethernet_ahead(d, 0) ? HEADER_ETHERNET_INSIDE : HEADER_END;
	}
}

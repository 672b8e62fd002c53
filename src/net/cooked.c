#include "decode.h"

#define PKTAP_HEADER_BYTES 108
#define PKTAP_PACKET       1
#define NFLOG_PACKET_HDR   1
#define NFLOG_PAYLOAD      9
#define SLIP_BYTES         16
#define SLIP_BSDOS_BYTES   24

/* Protocols below the EtherTypes (linux/if_ether.h). */
enum { ETH_P_ALL = 3, ETH_P_802_2 = 4, ETH_P_PPP_MP = 8, ETH_P_WAN_PPP = 7 };
/* Hardware types of which the protocol is no EtherType (linux/if_arp.h). */
enum {
	ARPHRD_ETHER = 1,
	ARPHRD_NETLINK = 824,
	ARPHRD_IEEE80211 = 801,
	ARPHRD_RADIOTAP = 803,
	ARPHRD_FRAD = 770
};

/* Address families of the systems that write LINKTYPE_NULL. */
static const struct header_number families[] = {
    {2, HEADER_IP4}, {10, HEADER_IP6}, /* Linux */
    {23, HEADER_IP6},                  /* Windows */
    {24, HEADER_IP6},                  /* NetBSD, OpenBSD */
    {28, HEADER_IP6},                  /* FreeBSD */
    {30, HEADER_IP6},                  /* Darwin */
};

static uint32_t little_u32(struct cursor *c)
{
	uint32_t v = cursor_u32(c);

	return v >> 24 | (v >> 8 & 0xff00) | (v << 8 & 0xff0000) | v << 24;
}

static uint16_t swapped(uint16_t v)
{
	return (uint16_t)(v << 8 | v >> 8);
}

static enum header linux_protocol(unsigned hardware, unsigned protocol)
{
	switch (hardware) {
	case ARPHRD_NETLINK:
		return HEADER_END;
	case ARPHRD_IEEE80211:
		return HEADER_WIRELESS;
	case ARPHRD_RADIOTAP:
		return HEADER_RADIOTAP;
	case ARPHRD_FRAD:
		return HEADER_FRAME_RELAY;
	default:
		break;
	}
	switch (protocol) {
	case ETH_P_ALL:
		return HEADER_ETHERNET;
	case ETH_P_802_2:
		return HEADER_LLC;
	case ETH_P_WAN_PPP:
	case ETH_P_PPP_MP:
		return HEADER_PPP;
	default:
		return ethernet_type(protocol);
	}
}

/* The eight bytes of the sender's link-layer address. */
static void take_mac(struct decode *d, unsigned hardware, unsigned len)
{
	const uint8_t *address = cursor_take(&d->at, 8);

	if (hardware == ARPHRD_ETHER && len == 6)
		d->mac = address;
}

/* tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html */
enum header cooked_sll(struct decode *d)
{
	cursor_skip(&d->at, 2);
	unsigned hardware = cursor_u16(&d->at);
	take_mac(d, hardware, cursor_u16(&d->at));
	return decode_link(d, linux_protocol(hardware, cursor_u16(&d->at)));
}

/* tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html */
enum header cooked_sll2(struct decode *d)
{
	unsigned protocol = cursor_u16(&d->at);

	cursor_skip(&d->at, 6);
	unsigned hardware = cursor_u16(&d->at);
	cursor_skip(&d->at, 1); /* packet type */
	take_mac(d, hardware, cursor_u8(&d->at));
	return decode_link(d, linux_protocol(hardware, protocol));
}

/* An address family in the byte order of the capturing host (NULL) or the network (LOOP). Some
 * programs write an EtherType into its last half, or the family into the first one, or a whole PPP
 * header. */
enum header cooked_loopback(struct decode *d)
{
	unsigned first = cursor_u16(&d->at), last = cursor_u16(&d->at);
	size_t count = sizeof families / sizeof *families;
	enum header next = HEADER_END;

	if (d->at.bad)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	if (first == 0xff03)
		return ppp_protocol(d, last);
	if (first == 0)
		next = decode_find(families, count, last);
	if (next == HEADER_END && last == 0)
		next = decode_find(families, count, swapped((uint16_t)first));
	if (next == HEADER_END && last == 0)
		next = decode_find(families, count, first);
	if (next == HEADER_END)
		next = ethernet_type(last);
	if (next == HEADER_END && last == 0)
		next = ethernet_type(swapped((uint16_t)first));
	return next;
}

/* OpenBSD enc(4): family, SPI, flags. */
enum header cooked_enc(struct decode *d)
{
	cursor_skip(&d->at, 12);
	return decode_link(d, HEADER_IP);
}

/* OpenBSD pflog(4): a length without the padding at its end. */
enum header cooked_pflog(struct decode *d)
{
	size_t len = decode_ahead(d, 0);

	cursor_skip(&d->at, (len + 3) & ~(size_t)3);
	return decode_link(d, len >= 4 ? HEADER_IP : decode_fail(d, ANOMALY_LINK_SHORT));
}

/* The attributes from here on in one byte order. Returns true, with the cursor on the payload, if
 * there is one. */
static bool walk_attributes(struct decode *d, bool big, unsigned *protocol)
{
	while (cursor_left(&d->at) >= 4) {
		uint16_t len = cursor_u16(&d->at), type = cursor_u16(&d->at);

		if (!big) {
			len = swapped(len);
			type = swapped(type);
		}
		if (len < 4)
			return false;
		if (type == NFLOG_PACKET_HDR && len >= 6)
			*protocol = decode_ahead_u16(d, 0);
		if (type == NFLOG_PAYLOAD) {
			(void)decode_narrow(d, (size_t)len - 4);
			return true;
		}
		cursor_skip(&d->at, (((size_t)len + 3) & ~(size_t)3) - 4);
	}
	return false;
}

/* tcpdump.org/linktypes/LINKTYPE_NFLOG.html: attributes in the byte order of the host. */
enum header cooked_nflog(struct decode *d)
{
	unsigned family = cursor_u8(&d->at), protocol = 0;

	cursor_skip(&d->at, 3);
	if (d->at.bad)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	struct cursor start = d->at;
	bool found = walk_attributes(d, false, &protocol);
	if (!found && d->at.bad) {
		d->at = start;
		found = walk_attributes(d, true, &protocol);
	}
	if (!found)
		return decode_link(d, HEADER_END);
	if (family == 2 || family == 10)
		return HEADER_IP;
	return ethernet_type(protocol);
}

/* tcpdump.org/linktypes/LINKTYPE_IPNET.html: Solaris ipnet. */
enum header cooked_ipnet(struct decode *d)
{
	cursor_skip(&d->at, 24);
	return decode_link(d, HEADER_IP);
}

/* Darwin bsd/net/pktap.h: length, type, link type, then what is not needed here. DLT_USER2 may be
 * anything else. */
enum header cooked_pktap(struct decode *d)
{
	struct cursor ahead = d->at;
	uint32_t len = little_u32(&ahead), type = little_u32(&ahead), linktype = little_u32(&ahead);

	if (len < PKTAP_HEADER_BYTES || len > UINT16_MAX || type > PKTAP_PACKET)
		return decode_fail(d, ahead.bad ? ANOMALY_LINK_SHORT : ANOMALY_LINK_UNKNOWN);
	cursor_skip(&d->at, len);
	if (type != PKTAP_PACKET)
		return decode_link(d, HEADER_END);
	return link_types_next(d, linktype);
}

/* Direction and link type, then the header before it was compressed. */
enum header cooked_slip(struct decode *d)
{
	cursor_skip(&d->at, SLIP_BYTES);
	return decode_link(d, HEADER_IP);
}

enum header cooked_slip_bsdos(struct decode *d)
{
	cursor_skip(&d->at, SLIP_BSDOS_BYTES);
	return decode_link(d, HEADER_IP);
}

#include "decode.h"

#define MACSEC_SCI       0x20
#define MACSEC_ENCRYPTED 0x0c /* E or C */
#define MACSEC_ICV_BYTES 16

static enum header tag(struct decode *d, size_t len)
{
	cursor_skip(&d->at, len);
	return ethernet_type_or_length(d);
}

enum header tags_4(struct decode *d)
{
	return tag(d, 4);
}

enum header tags_6(struct decode *d)
{
	return tag(d, 6);
}

/* IEEE 802.1ah (provider backbone bridges): four bytes, then the customer's frame. */
enum header tags_service(struct decode *d)
{
	cursor_skip(&d->at, 4);
	return decode_link(d, HEADER_ETHERNET_INSIDE);
}

/* Cisco FabricPath: two bytes, then the frame. */
enum header tags_fabric_path(struct decode *d)
{
	cursor_skip(&d->at, 2);
	return decode_link(d, HEADER_ETHERNET_INSIDE);
}

/* RFC 6325 3.1: five bits give the length of the options in words. */
enum header tags_trill(struct decode *d)
{
	size_t options_len = (cursor_u16(&d->at) >> 6 & 31) * (size_t)4;

	cursor_skip(&d->at, 4 + options_len);
	return decode_link(d, HEADER_ETHERNET_INSIDE);
}

/* IEEE 802.1AE 9.3: readable only where it protects integrity alone. */
enum header tags_macsec(struct decode *d)
{
	unsigned flags = cursor_u8(&d->at);

	cursor_skip(&d->at, 5 + (flags & MACSEC_SCI ? 8 : 0));
	if (d->at.bad)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	if (flags & MACSEC_ENCRYPTED)
		return decode_unfollowed(d, TUNNEL_MACSEC);
	decode_trim(d, MACSEC_ICV_BYTES);
	return ethernet_type_or_length(d);
}

/* Arista EOS, "Timestamping": subtype 1; the low byte of the version says 64 or 48 bits. */
enum header tags_arista(struct decode *d)
{
	unsigned subtype = cursor_u16(&d->at), version = cursor_u16(&d->at) & 0xff;

	if (d->at.bad || subtype != 1 || (version != 0x10 && version != 0x20))
		return decode_link(d, HEADER_END);
	return tag(d, version == 0x10 ? 8 : 6);
}

/* Linux net/dsa/tag_rtl4_a.c and tag_rtl8_4.c; other protocols on this EtherType carry no IP. */
enum header tags_realtek(struct decode *d)
{
	unsigned protocol = cursor_u8(&d->at);

	if (protocol == 0x04)
		return tag(d, 5);
	if (protocol >> 4 == 0xa || protocol >> 4 == 9)
		return tag(d, 1);
	return decode_link(d, HEADER_END);
}

/* RFC 8300 2.2: six bits give the length in words. */
enum header tags_nsh(struct decode *d)
{
	size_t words = cursor_u16(&d->at) & 63;

	cursor_skip(&d->at, 1);
	unsigned next = cursor_u8(&d->at);
	cursor_skip(&d->at, words < 1 ? 0 : words * 4 - 4);
	switch (next) {
	case 1:
		return decode_tunnel(d, HEADER_IP4_INSIDE);
	case 2:
		return decode_tunnel(d, HEADER_IP6_INSIDE);
	case 3:
		return decode_tunnel(d, HEADER_ETHERNET_INSIDE);
	case 5:
		return decode_tunnel(d, HEADER_MPLS);
	default:
		return decode_tunnel(d, decode_unfollowed(d, TUNNEL_GPE));
	}
}

/* Linux include/uapi/linux/batadv_packet.h: unicast packets of version 15 have ten bytes before the
 * frame; those with four addresses, fragments and coded packets are not followed. */
enum header tags_batman(struct decode *d)
{
	unsigned type = cursor_u8(&d->at), version = cursor_u8(&d->at);

	if (d->at.bad || type < 0x40)
		return decode_link(d, HEADER_END);
	if (type != 0x40 || version != 15)
		return decode_unfollowed(d, TUNNEL_BATMAN);
	cursor_skip(&d->at, 8);
	return decode_link(d, HEADER_ETHERNET_INSIDE);
}

/* LINKTYPE_DSA_TAG_DSA and _BRCM: four bytes between the addresses and the EtherType. */
enum header tags_dsa(struct decode *d)
{
	cursor_skip(&d->at, 12);
	return tag(d, 4);
}

/* LINKTYPE_DSA_TAG_BRCM_PREPEND: four bytes before the frame. */
enum header tags_broadcom_prepended(struct decode *d)
{
	cursor_skip(&d->at, 4);
	return decode_link(d, HEADER_ETHERNET);
}

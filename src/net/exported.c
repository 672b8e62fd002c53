#include "decode.h"

#include <string.h>

/* Wireshark epan/exported_pdu.h. */
enum tag {
	TAG_END = 0,
	TAG_NAME = 12,
	TAG_HEURISTIC_NAME = 13,
	TAG_TABLE_NAME = 14,
	TAG_IP4_SOURCE = 20,
	TAG_IP4_DESTINATION = 21,
	TAG_IP6_SOURCE = 22,
	TAG_IP6_DESTINATION = 23,
	TAG_PORT_TYPE = 24,
	TAG_SOURCE_PORT = 25,
	TAG_DESTINATION_PORT = 26,
	TAG_TABLE_VALUE = 32,
};
enum { PORT_TYPE_TCP = 2, PROTOCOL_TCP = 6, PROTOCOL_UDP = 17, DNS_PORT = 53 };

struct facts {
	struct cursor name, table;
	uint32_t table_value, port_type;
};

static const struct {
	const char *name;
	enum header header;
} names[] = {
    {"ip", HEADER_IP_INSIDE},
    {"ipv4", HEADER_IP4_INSIDE},
    {"ipv6", HEADER_IP6_INSIDE},
    {"eth", HEADER_ETHERNET_INSIDE},
    {"eth_withoutfcs", HEADER_ETHERNET_INSIDE},
    {"eth_withfcs", HEADER_ETHERNET_INSIDE},
    {"eth_maybefcs", HEADER_ETHERNET_INSIDE},
    {"udp", HEADER_UDP},
    {"tcp", HEADER_TCP},
};

static bool is_text(struct cursor bytes, const char *text)
{
	size_t len = strlen(text);
	const uint8_t *p = cursor_left(&bytes) >= len ? cursor_take(&bytes, len) : NULL;

	if (!p || memcmp(p, text, len) != 0)
		return false;
	/* padded with zeros */
	while (cursor_left(&bytes) > 0)
		if (cursor_u8(&bytes) != 0)
			return false;
	return true;
}

static void take_address(struct address *into, struct cursor value, size_t len)
{
	const uint8_t *p = cursor_take(&value, len);

	if (p)
		*into = len == 4 ? address_v4(p) : address_v6(p);
}

static void take_tag(struct decode *d, struct facts *f, unsigned tag, struct cursor value)
{
	struct endpoints *ends = &d->packet->ends;

	switch (tag) {
	case TAG_NAME:
	case TAG_HEURISTIC_NAME:
		f->name = value;
		break;
	case TAG_TABLE_NAME:
		f->table = value;
		break;
	case TAG_TABLE_VALUE:
		f->table_value = cursor_u32(&value);
		break;
	case TAG_IP4_SOURCE:
		take_address(&ends->src, value, 4);
		break;
	case TAG_IP4_DESTINATION:
		take_address(&ends->dst, value, 4);
		break;
	case TAG_IP6_SOURCE:
		take_address(&ends->src, value, 16);
		break;
	case TAG_IP6_DESTINATION:
		take_address(&ends->dst, value, 16);
		break;
	case TAG_PORT_TYPE:
		f->port_type = cursor_u32(&value);
		break;
	case TAG_SOURCE_PORT:
		ends->sport = (uint16_t)cursor_u32(&value);
		break;
	case TAG_DESTINATION_PORT:
		ends->dport = (uint16_t)cursor_u32(&value);
		break;
	default:
		break;
	}
}

/* A DNS message becomes the payload of a UDP packet between the ends that are named. One that was
 * decrypted keeps the ports of its transport, so the DNS port takes the place of the server's. */
static enum header message(struct decode *d, const struct facts *f)
{
	struct packet *p = d->packet;
	struct endpoints *ends = &p->ends;
	const uint8_t none[4] = {0};

	if (ends->src.family == 0)
		ends->src = address_v4(none);
	if (ends->dst.family == 0)
		ends->dst = address_v4(none);
	/* over TCP it may still have its length before it */
	if (f->port_type == PORT_TYPE_TCP &&
	    decode_ahead_u16(d, 0) + (size_t)2 == cursor_left(&d->at) + d->missing)
		cursor_skip(&d->at, 2);
	bool response = decode_ahead(d, 2) & 0x80;
	if (ends->sport != DNS_PORT && ends->dport != DNS_PORT)
		*(response ? &ends->sport : &ends->dport) = DNS_PORT;
	p->kind = PACKET_UDP;
	p->protocol = f->port_type == PORT_TYPE_TCP ? PROTOCOL_TCP : PROTOCOL_UDP;
	d->ip = d->at;
	decode_payload(d);
	return HEADER_END;
}

/* Reads the tags up to the one that ends them. Returns false, with the cursor anywhere, if there is
 * none. */
static bool read_tags(struct decode *d, struct facts *f, bool padded)
{
	while (!d->at.bad) {
		unsigned tag = cursor_u16(&d->at);
		size_t len = cursor_u16(&d->at);
		struct cursor value = cursor_window(&d->at, len);

		if (tag == TAG_END)
			return len == 0 && !d->at.bad;
		take_tag(d, f, tag, value);
		if (padded)
			cursor_skip(&d->at, -len & 3);
	}
	return false;
}

/* LINKTYPE_WIRESHARK_UPPER_PDU: tags of type, length and value, then what one dissector of
 * Wireshark gets. Wireshark counts the padding of a value into its length; others do not. */
enum header exported_pdu(struct decode *d)
{
	struct cursor start = d->at;
	struct facts f = {.port_type = 0};

	if (!read_tags(d, &f, false)) {
		d->at = start;
		f = (struct facts){.port_type = 0};
		d->packet->ends = (struct endpoints){.sport = 0};
		if (!read_tags(d, &f, true))
			return decode_fail(d, ANOMALY_LINK_SHORT);
	}
	if (is_text(f.name, "dns") || is_text(f.name, "mdns") || is_text(f.name, "llmnr") ||
	    (is_text(f.table, "udp.port") && f.table_value == DNS_PORT))
		return message(d, &f);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		enum header next = names[i].header;
		bool transport = next == HEADER_UDP || next == HEADER_TCP;

		if (!is_text(f.name, names[i].name) ||
		    (transport && d->packet->ends.src.family == 0))
			continue;
		d->ip = d->at;
		d->packet->protocol = next == HEADER_TCP ? PROTOCOL_TCP : PROTOCOL_UDP;
		return next;
	}
	return decode_unfollowed(d, TUNNEL_EXPORTED);
}

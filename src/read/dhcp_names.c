#include "read/dhcp_names.h"

#include <string.h>

#include "base/escape.h"
#include "dns/name.h"

#define MAC_BYTES      6
#define HARDWARE_ETHER 1

/* RFC 2131 2, RFC 2132 2. */
enum { BOOTREQUEST = 1, BOOTREPLY = 2 };
enum { DHCP_REQUEST = 3, DHCP_ACK = 5, DHCP_RELEASE = 7, DHCP_INFORM = 8 };
enum {
	OPTION_PAD = 0,
	OPTION_HOST_NAME = 12,
	OPTION_REQUESTED = 50,
	OPTION_TYPE = 53,
	OPTION_CLIENT_ID = 61,
	OPTION_FQDN = 81,
	OPTION_END = 255,
};
#define MAGIC       UINT32_C(0x63825363)
#define SNAME_BYTES (64 + 128)
#define FQDN_WIRE   4 /* the E bit (RFC 4702 2.1) */

/* RFC 8415 7.3, 21; RFC 4704 4. */
enum { DHCP6_REPLY = 7, DHCP6_INFORMATION = 11 };
enum {
	OPTION6_CLIENT_ID = 1,
	OPTION6_IA_NA = 3,
	OPTION6_IA_TA = 4,
	OPTION6_ADDRESS = 5,
	OPTION6_FQDN = 39,
};
enum { DUID_LINK_TIME = 1, DUID_LINK = 3 };
#define ADDRESSES_MAX 4

/* A message: what its options say, to be added once its addresses are known. */
struct said {
	struct host_names *names, *macs;
	struct source_ref where;
	struct address of[ADDRESSES_MAX];
	size_t count;
};

static void say(const struct said *s, enum host_source source, const uint8_t *text, size_t len)
{
	while (text && len > 0 && (text[len - 1] == '\0' || text[len - 1] == '.'))
		len--;
	for (size_t i = 0; text && i < s->count; i++)
		host_names_add(s->names, &s->of[i], source, s->where, text, len);
}

/* A name in wire format, without compression, whose root label may be missing. */
static void say_wire(const struct said *s, enum host_source source, struct cursor value)
{
	size_t len = cursor_left(&value);
	const uint8_t *wire = cursor_take(&value, len);
	struct cursor at = cursor_of(wire, len);
	char text[DNS_NAME_TEXT_MAX];
	struct dns_name name;

	if (len == 0)
		return;
	enum anomaly a = dns_name_read(&at, &name);
	bool whole = a == ANOMALY_NONE && at.pos == len && name.len == len,
	     rootless = a == ANOMALY_DNS_ENDS_EARLY && name.len - 1u == len;
	if (name.label_count == 0 || (!whole && !rootless))
		return;
	escape_name(text, sizeof text, name.wire, name.len);
	for (size_t i = 0; i < s->count; i++)
		host_names_add_text(s->names, &s->of[i], source, s->where, text);
}

static void say_mac(const struct said *s, enum host_source source, const uint8_t *mac)
{
	for (size_t i = 0; mac && i < s->count; i++)
		host_names_add_mac(s->macs, &s->of[i], source, s->where, mac);
}

/* -- DHCP -- */

struct dhcp {
	unsigned op, type;
	struct address client, given, requested;
	const uint8_t *mac; /* or NULL */
	struct cursor host, fqdn, id;
};

static struct address address_at(struct cursor *at)
{
	static const uint8_t none[4];
	const uint8_t *bytes = cursor_take(at, sizeof none);

	return bytes && memcmp(bytes, none, sizeof none) != 0 ? address_v4(bytes)
							      : (struct address){.family = 0};
}

/* Of options that are there twice the first counts. */
static void keep(struct cursor *kept, struct cursor value)
{
	if (!kept->base)
		*kept = value;
}

static void take_option(struct dhcp *d, unsigned code, struct cursor value)
{
	switch (code) {
	case OPTION_TYPE:
		d->type = cursor_u8(&value);
		break;
	case OPTION_REQUESTED:
		d->requested = address_at(&value);
		break;
	case OPTION_HOST_NAME:
		keep(&d->host, value);
		break;
	case OPTION_FQDN:
		keep(&d->fqdn, value);
		break;
	case OPTION_CLIENT_ID:
		keep(&d->id, value);
		break;
	default:
		break;
	}
}

/* False if it is not a DHCP message. */
static bool dhcp_read(struct dhcp *d, struct cursor at)
{
	*d = (struct dhcp){.op = cursor_u8(&at)};
	unsigned hardware = cursor_u8(&at), hardware_len = cursor_u8(&at);

	cursor_skip(&at, 1 + 4 + 2 + 2); /* hops, transaction, seconds, flags */
	d->client = address_at(&at);
	d->given = address_at(&at);
	cursor_skip(&at, 4 + 4); /* server, relay */
	d->mac = cursor_take(&at, MAC_BYTES);
	if (hardware != HARDWARE_ETHER || hardware_len != MAC_BYTES)
		d->mac = NULL;
	cursor_skip(&at, 16 - MAC_BYTES + SNAME_BYTES);
	if (cursor_u32(&at) != MAGIC)
		return false;
	while (cursor_left(&at) > 0) {
		unsigned code = cursor_u8(&at);

		if (code == OPTION_PAD)
			continue;
		if (code == OPTION_END)
			break;
		struct cursor value = cursor_window(&at, cursor_u8(&at));
		if (at.bad)
			break;
		take_option(d, code, value);
	}
	return true;
}

/* Whose message it is: the client's own address, or the one that it is given or asks for. */
static struct address address_of(const struct dhcp *d)
{
	if (d->op == BOOTREPLY)
		return d->type != DHCP_ACK ? (struct address){.family = 0}
		       : d->given.family   ? d->given
					   : d->client;
	if (d->op != BOOTREQUEST)
		return (struct address){.family = 0};
	if (d->type == DHCP_REQUEST && d->requested.family)
		return d->requested;
	return d->type == DHCP_REQUEST || d->type == DHCP_INFORM || d->type == DHCP_RELEASE
		   ? d->client
		   : (struct address){.family = 0};
}

/* RFC 4702 2: flags and two codes, then the name. */
static void say_fqdn(const struct said *s, struct cursor value)
{
	unsigned flags = cursor_u8(&value);

	cursor_skip(&value, 2);
	size_t len = cursor_left(&value);
	if (flags & FQDN_WIRE)
		say_wire(s, HOST_SOURCE_DHCP_FQDN, value);
	else
		say(s, HOST_SOURCE_DHCP_FQDN, cursor_take(&value, len), len);
}

/* RFC 2132 9.14: type 0 is a text, if it looks like one. */
static void say_id(const struct said *s, struct cursor value)
{
	unsigned type = cursor_u8(&value);
	size_t len = cursor_left(&value);
	const uint8_t *text = cursor_take(&value, len);

	if (value.bad || type != 0 || len < 2)
		return;
	for (size_t i = 0; i < len; i++)
		if (text[i] < '!' || text[i] > '~')
			return;
	say(s, HOST_SOURCE_DHCP_CLIENT_ID, text, len);
}

void dhcp_names_read(struct host_names *names, struct host_names *macs, const uint8_t *bytes,
    size_t len, struct source_ref where)
{
	struct dhcp d;

	if (!dhcp_read(&d, cursor_of(bytes, len)))
		return;
	struct said s = {names, macs, where, {address_of(&d)}, 1};
	if (s.of[0].family == 0)
		return;
	size_t host_len = cursor_left(&d.host);
	if (host_len > 0)
		say(&s, HOST_SOURCE_DHCP, cursor_take(&d.host, host_len), host_len);
	if (cursor_left(&d.fqdn) > 0)
		say_fqdn(&s, d.fqdn);
	if (cursor_left(&d.id) > 0)
		say_id(&s, d.id);
	say_mac(&s, HOST_SOURCE_DHCP, d.mac);
}

/* -- DHCPv6 -- */

/* Reads the head of an option; false at the end, and before an option that ends early. */
static bool next_option(struct cursor *at, unsigned *code, struct cursor *value)
{
	if (cursor_left(at) == 0)
		return false;
	*code = cursor_u16(at);
	*value = cursor_window(at, cursor_u16(at));
	return !at->bad;
}

static void add_address(struct said *s, const struct address *a)
{
	if (s->count < ADDRESSES_MAX)
		s->of[s->count++] = *a;
}

/* The addresses of an association (RFC 8415 21.4, 21.5), behind `head` bytes. */
static void take_association(struct said *s, struct cursor value, size_t head)
{
	unsigned code;
	struct cursor inner;

	cursor_skip(&value, head);
	while (next_option(&value, &code, &inner)) {
		const uint8_t *bytes = code == OPTION6_ADDRESS ? cursor_take(&inner, 16) : NULL;

		if (bytes) {
			struct address a = address_v6(bytes);

			add_address(s, &a);
		}
	}
}

/* The hardware address in a DUID (RFC 8415 11.2, 11.4). */
static void say_duid(const struct said *s, struct cursor value)
{
	unsigned type = cursor_u16(&value), hardware = cursor_u16(&value);

	if (type == DUID_LINK_TIME)
		cursor_skip(&value, 4);
	else if (type != DUID_LINK)
		return;
	if (hardware == HARDWARE_ETHER && cursor_left(&value) == MAC_BYTES)
		say_mac(s, HOST_SOURCE_DHCPV6, cursor_take(&value, MAC_BYTES));
}

void dhcp6_names_read(struct host_names *names, struct host_names *macs, const uint8_t *bytes,
    size_t len, const struct address *src, const struct address *dst, struct source_ref where)
{
	struct cursor at = cursor_of(bytes, len), value, fqdn = {0}, id = {0};
	unsigned type = cursor_u8(&at), code;
	struct said s = {names, macs, where, {{0}}, 0};

	cursor_skip(&at, 3);
	if (at.bad || type == 0 || type > DHCP6_INFORMATION)
		return;
	add_address(&s, type == DHCP6_REPLY ? dst : src);
	while (next_option(&at, &code, &value)) {
		if (code == OPTION6_IA_NA)
			take_association(&s, value, 12);
		else if (code == OPTION6_IA_TA)
			take_association(&s, value, 4);
		else if (code == OPTION6_FQDN)
			fqdn = value;
		else if (code == OPTION6_CLIENT_ID)
			id = value;
	}
	if (cursor_left(&fqdn) > 0) {
		cursor_skip(&fqdn, 1);
		say_wire(&s, HOST_SOURCE_DHCPV6, fqdn);
	}
	if (cursor_left(&id) > 0)
		say_duid(&s, id);
}

#include "read/unread_dns.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "base/cursor.h"
#include "dns/message.h"

enum { PORT_NBNS = 137, PORT_HTTPS = 443, PORT_DOT = 853, PORT_MDNS = 5353, PORT_LLMNR = 5355 };
enum { TLS_HANDSHAKE = 22, TLS_CLIENT_HELLO = 1, TLS_SERVER_NAME = 0, TLS_HOST_NAME = 0 };

#define HEADER_BYTES  12
#define MESSAGE_MIN   (HEADER_BYTES + 5) /* with the smallest question */
#define RCODE_MAX     10                 /* NOTZONE; later ones need EDNS or TSIG */
#define RECORDS_MAX_8 UINT8_MAX
/* OPT and TSIG. */
#define QUERY_EXTRA_MAX 2
#define NAME_TEXT_MAX   256

/* -- messages on other ports -- */

/* Rejects all but one in 2^48 random payloads by the header alone. */
static bool header_is_likely(const uint8_t *bytes, size_t len)
{
	struct cursor at = cursor_of(bytes, len);

	cursor_skip(&at, 2);
	uint16_t flags = cursor_u16(&at), questions = cursor_u16(&at), answers = cursor_u16(&at),
		 authority = cursor_u16(&at), extra = cursor_u16(&at);
	if (at.bad || questions != 1 || !dns_opcode_assigned(dns_opcode(flags)) ||
	    (flags & DNS_Z) || (flags & 0xf) > RCODE_MAX)
		return false;
	if (flags & DNS_QR)
		return answers <= RECORDS_MAX_8 && authority <= RECORDS_MAX_8 &&
		       extra <= RECORDS_MAX_8;
	return (flags & 0xf) == 0 && answers == 0 && authority <= 1 && extra <= QUERY_EXTRA_MAX;
}

bool unread_dns_is_message(const uint8_t *bytes, size_t len, size_t wire_len)
{
	struct dns_msg msg;

	if (len < MESSAGE_MIN || !header_is_likely(bytes, len))
		return false;
	enum dns_status status =
	    dns_msg_read(bytes, len, wire_len, &msg, NULL, (struct source_ref){.record = 0});
	return status != DNS_BAD && msg.has_question && dns_class_assigned(msg.qclass) &&
	       msg.qtype != 0 && msg.trailing_bytes == 0;
}

/* The port of the server: where a query goes, where a response comes from. */
static uint16_t server_port(const struct endpoints *ends, const uint8_t *message)
{
	return message[2] & DNS_QR >> 8 ? ends->sport : ends->dport;
}

static void look_datagram(struct unread *into, const struct packet *p)
{
	if (unread_dns_is_message(p->payload, p->payload_len, p->payload_wire_len))
		unread_note(into, UNREAD_UDP_PORT, server_port(&p->ends, p->payload), p->ref);
}

/* A segment that starts with a whole message behind its length (RFC 1035 4.2.2). */
static void look_segment(struct unread *into, const struct packet *p)
{
	struct cursor at = cursor_of(p->payload, p->payload_len);
	size_t len = cursor_u16(&at);
	const uint8_t *message = len >= MESSAGE_MIN ? cursor_take(&at, len) : NULL;

	if (message && unread_dns_is_message(message, len, len))
		unread_note(into, UNREAD_TCP_PORT, server_port(&p->ends, message), p->ref);
}

/* -- DNS over HTTPS -- */

/* The last two bytes of an address. */
static unsigned end_of(const struct address *a)
{
	const uint8_t *end = a->bytes + (a->family == 4 ? 2 : 14);

	return (unsigned)end[0] << 8 | end[1];
}

void doh_addresses_init(struct doh_addresses *all)
{
	size_t count;
	const struct doh_service *services = unread_doh_services(&count);

	*all = (struct doh_addresses){.count = 0};
	for (size_t i = 0; i < count; i++)
		for (const char *at = services[i].addresses; *at; at += strspn(at, " ")) {
			char text[ADDRESS_TEXT_MAX];
			size_t len = strcspn(at, " ");
			uint8_t bytes[16];
			struct address a = {.family = 0};

			if (len < sizeof text) {
				memcpy(text, at, len);
				text[len] = '\0';
				if (inet_pton(AF_INET, text, bytes) == 1)
					a = address_v4(bytes);
				else if (inet_pton(AF_INET6, text, bytes) == 1)
					a = address_v6(bytes);
			}
			at += len;
			if (a.family == 0 || all->count == DOH_ADDRESSES_MAX)
				continue;
			unsigned end = end_of(&a);
			all->ends[end / 64] |= UINT64_C(1) << end % 64;
			all->of[all->count].address = a;
			all->of[all->count++].service = (uint16_t)i;
		}
}

static int service_at(const struct doh_addresses *all, const struct address *a)
{
	unsigned end = end_of(a);

	if (!(all->ends[end / 64] >> end % 64 & 1))
		return -1;
	for (size_t i = 0; i < all->count; i++)
		if (address_compare(&all->of[i].address, a) == 0)
			return all->of[i].service;
	return -1;
}

/* Skips a vector with a length of `width` bytes. */
static void skip_vector(struct cursor *at, int width)
{
	cursor_skip(at, width == 1 ? cursor_u8(at) : cursor_u16(at));
}

size_t unread_dns_server_name(const uint8_t *bytes, size_t len, const uint8_t **name)
{
	struct cursor at = cursor_of(bytes, len);

	if (cursor_u8(&at) != TLS_HANDSHAKE || cursor_u8(&at) != 3)
		return 0;
	cursor_skip(&at, 3);
	if (cursor_u8(&at) != TLS_CLIENT_HELLO)
		return 0;
	cursor_skip(&at, 3 + 2 + 32); /* length, version, random */
	skip_vector(&at, 1);          /* session id */
	skip_vector(&at, 2);          /* cipher suites */
	skip_vector(&at, 1);          /* compression methods */
	cursor_skip(&at, 2);
	while (!at.bad && cursor_left(&at) > 0) {
		uint16_t type = cursor_u16(&at), extension_len = cursor_u16(&at);

		if (type != TLS_SERVER_NAME) {
			cursor_skip(&at, extension_len);
			continue;
		}
		cursor_skip(&at, 2);
		if (cursor_u8(&at) != TLS_HOST_NAME)
			return 0;
		size_t name_len = cursor_u16(&at);
		*name = cursor_take(&at, name_len);
		return *name ? name_len : 0;
	}
	return 0;
}

int unread_dns_service(const uint8_t *name, size_t len)
{
	size_t count;
	const struct doh_service *services = unread_doh_services(&count);

	for (size_t i = 0; i < count; i++)
		for (const char *at = services[i].names; *at; at += strspn(at, " ")) {
			size_t n = strcspn(at, " ");

			if (n <= len && strncasecmp((const char *)name + len - n, at, n) == 0 &&
			    (n == len || name[len - n - 1] == '.'))
				return (int)i;
			at += n;
		}
	return -1;
}

/* By the name in the first segment of a connection, on any port. */
static bool look_hello(struct unread *into, const struct packet *p)
{
	const uint8_t *name;
	size_t len = unread_dns_server_name(p->payload, p->payload_len, &name);
	int service = len > 0 && len < NAME_TEXT_MAX ? unread_dns_service(name, len) : -1;

	if (service >= 0)
		unread_note(into, UNREAD_DOH_NAME, (uint16_t)service, p->ref);
	return service >= 0;
}

static bool look_https(struct unread *into, const struct doh_addresses *doh, const struct packet *p)
{
	int service = -1;

	if (p->ends.dport == PORT_HTTPS)
		service = service_at(doh, &p->ends.dst);
	if (service < 0 && p->ends.sport == PORT_HTTPS)
		service = service_at(doh, &p->ends.src);
	if (service >= 0)
		unread_note(into, UNREAD_DOH_ADDRESS, (uint16_t)service, p->ref);
	return service >= 0;
}

/* -- tunnels -- */

static bool look_tunnel(struct unread *into, const struct packet *p)
{
	if (p->tunnel != TUNNEL_NONE)
		unread_note(into, UNREAD_TUNNEL, (uint16_t)p->tunnel, p->ref);
	return p->tunnel != TUNNEL_NONE;
}

/* -- all -- */

static bool uses(const struct packet *p, uint16_t port)
{
	return p->ends.sport == port || p->ends.dport == port;
}

void unread_dns_look(struct unread *into, const struct doh_addresses *doh, const struct packet *p)
{
	bool udp = p->kind == PACKET_UDP;

	if (p->kind == PACKET_OTHER) {
		look_tunnel(into, p);
		return;
	}
	if (p->payload_len == 0 || (!udp && p->kind != PACKET_TCP) || uses(p, PORT_NBNS))
		return;
	if (uses(p, PORT_DOT))
		unread_note(into, udp ? UNREAD_DOQ : UNREAD_DOT, 0, p->ref);
	else if (udp && uses(p, PORT_MDNS))
		unread_note(into, UNREAD_MDNS, 0, p->ref);
	else if (uses(p, PORT_LLMNR))
		unread_note(into, UNREAD_LLMNR, 0, p->ref);
	else if (udp ? look_tunnel(into, p) : look_hello(into, p))
		;
	else if (uses(p, PORT_HTTPS) && look_https(into, doh, p))
		;
	else if (udp)
		look_datagram(into, p);
	else
		look_segment(into, p);
}

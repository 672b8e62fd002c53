#include "read/unread_dns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "../../support/guard.h"

#define BYTES(literal) literal, sizeof(literal) - 1
#define QUESTION       "\3www\7example\3com\0\0\1\0\1"
#define QUERY          "\1\2\1\0\0\1\0\0\0\0\0\0" QUESTION
#define RESPONSE       "\1\2\x81\x80\0\1\0\1\0\0\0\0" QUESTION "\xc0\x0c\0\1\0\1\0\0\0\5\0\4\1\2\3\4"

static const struct {
	const char *what, *bytes;
	size_t len;
	bool is_message;
} messages[] = {
    {"query", BYTES(QUERY), true},
    {"response", BYTES(RESPONSE), true},
    {"query with OPT", BYTES("\1\2\1\0\0\1\0\0\0\0\0\1" QUESTION "\0\0\x29\4\xd0\0\0\0\0\0\0"),
	true},
    {"of the root", BYTES("\1\2\0\0\0\1\0\0\0\0\0\0\0\0\2\0\1"), true},
    {"no question", BYTES("\1\2\1\0\0\0\0\0\0\0\0\0" QUESTION), false},
    {"two questions", BYTES("\1\2\1\0\0\2\0\0\0\0\0\0" QUESTION QUESTION), false},
    {"a byte too many", BYTES(QUERY "x"), false},
    {"a byte too few", QUERY, sizeof QUERY - 2, false},
    {"query with answers", BYTES("\1\2\1\0\0\1\0\1\0\0\0\0" QUESTION), false},
    {"unassigned opcode", BYTES("\1\2\x39\0\0\1\0\0\0\0\0\0" QUESTION), false},
    {"Z bit", BYTES("\1\2\1\x40\0\1\0\0\0\0\0\0" QUESTION), false},
    {"class 7", BYTES("\1\2\1\0\0\1\0\0\0\0\0\0\3www\0\0\1\0\7"), false},
    {"type 0", BYTES("\1\2\1\0\0\1\0\0\0\0\0\0\3www\0\0\0\0\1"), false},
    {"name that points nowhere", BYTES("\1\2\1\0\0\1\0\0\0\0\0\0\xc0\x7f\0\1\0\1"), false},
    {"text", BYTES("GET / HTTP/1.1\r\nHost: example\r\n\r\n"), false},
    {"zeros", BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), false},
};

static void test_messages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		const uint8_t *copy = guard_copy(messages[i].bytes, messages[i].len);

		if (unread_dns_is_message(copy, messages[i].len, messages[i].len) !=
		    messages[i].is_message)
			fail_msg("%s", messages[i].what);
		guard_free(copy, messages[i].len);
	}
}

#define RANDOM32 "0123456789abcdef0123456789abcdef"
#define HELLO                                                                                      \
	"\x16\3\1\0\x59\1\0\0\x55\3\3" RANDOM32 "\0\0\2\x13\1\1\0\0\x2a\0\x2b\0\3\2\3\4\0\0\0\x1f" \
	"\0\x1d\0\0\x1amozilla.cloudflare-dns.com"
#define NAME "mozilla.cloudflare-dns.com"

static void test_server_name(void **state)
{
	(void)state;
	uint8_t hello[] = HELLO;
	const uint8_t *name = NULL;
	size_t len = sizeof hello - 1;

	assert_int_equal(unread_dns_server_name(hello, len, &name), strlen(NAME));
	assert_memory_equal(name, NAME, strlen(NAME));
	for (size_t cut = 0; cut < len; cut++) {
		const uint8_t *copy = guard_copy(hello, cut);

		assert_int_equal(unread_dns_server_name(copy, cut, &name), 0);
		guard_free(copy, cut);
	}
	hello[5] = 2; /* ServerHello */
	assert_int_equal(unread_dns_server_name(hello, len, &name), 0);
}

static const struct {
	const char *name;
	bool known;
} names[] = {
    {"dns.google", true},
    {"DNS.Google", true},
    {"mozilla.cloudflare-dns.com", true},
    {"abc123.dns.nextdns.io", true},
    {"notdns.google", false},
    {"dns.google.example", false},
    {"www.google.com", false},
    {"cloudflare.com", false},
    {"google", false},
};

static void test_services(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if ((unread_dns_service((const uint8_t *)names[i].name, strlen(names[i].name)) >=
			0) != names[i].known)
			fail_msg("%s", names[i].name);
}

/* Every address of the table is one, and finds its service. */
static void test_addresses(void **state)
{
	(void)state;
	struct doh_addresses all;
	size_t count, words = 0;
	const struct doh_service *services = unread_doh_services(&count);

	doh_addresses_init(&all);
	for (size_t i = 0; i < count; i++)
		for (const char *at = services[i].addresses; *at; at += strspn(at, " ")) {
			at += strcspn(at, " ");
			words++;
		}
	assert_int_equal(all.count, words);
}

#define NONE -1

static const struct {
	const char *what;
	enum packet_kind kind;
	uint8_t protocol;
	const char *dst;
	uint16_t sport, dport;
	const char *payload;
	size_t len;
	int found, detail; /* NONE: nothing */
} packets[] = {
    {"query on another port", PACKET_UDP, IPPROTO_UDP, "10.0.0.2", 40000, 5300, BYTES(QUERY),
	UNREAD_UDP_PORT, 5300},
    {"response from it", PACKET_UDP, IPPROTO_UDP, "10.0.0.2", 5300, 40000, BYTES(RESPONSE),
	UNREAD_UDP_PORT, 5300},
    {"over TCP", PACKET_TCP, IPPROTO_TCP, "10.0.0.2", 40000, 5300, BYTES("\0\x21" QUERY),
	UNREAD_TCP_PORT, 5300},
    {"over TCP, another length", PACKET_TCP, IPPROTO_TCP, "10.0.0.2", 40000, 5300,
	BYTES("\0\x22" QUERY), NONE, 0},
    {"NetBIOS names", PACKET_UDP, IPPROTO_UDP, "10.0.0.255", 137, 137, BYTES(QUERY), NONE, 0},
    {"DoT", PACKET_TCP, IPPROTO_TCP, "10.0.0.2", 40000, 853, BYTES("\x16\3\1"), UNREAD_DOT, 0},
    {"a segment without data", PACKET_TCP, IPPROTO_TCP, "10.0.0.2", 40000, 853, "", 0, NONE, 0},
    {"DoQ", PACKET_UDP, IPPROTO_UDP, "10.0.0.2", 40000, 853, BYTES("\xc0"), UNREAD_DOQ, 0},
    {"mDNS", PACKET_UDP, IPPROTO_UDP, "224.0.0.251", 5353, 5353, BYTES(QUERY), UNREAD_MDNS, 0},
    {"LLMNR", PACKET_UDP, IPPROTO_UDP, "224.0.0.252", 50000, 5355, BYTES(QUERY), UNREAD_LLMNR, 0},
    {"HTTPS to Google's resolver", PACKET_TCP, IPPROTO_TCP, "8.8.8.8", 40000, 443, BYTES("\x17"),
	UNREAD_DOH_ADDRESS, 0},
    {"QUIC to it", PACKET_UDP, IPPROTO_UDP, "8.8.8.8", 40000, 443, BYTES("\x40"),
	UNREAD_DOH_ADDRESS, 0},
    {"HTTPS elsewhere", PACKET_TCP, IPPROTO_TCP, "198.51.100.8", 40000, 443, BYTES("\x17"), NONE,
	0},
    {"another port of it", PACKET_TCP, IPPROTO_TCP, "8.8.8.8", 40000, 80, BYTES("\x17"), NONE, 0},
    {"ESP", PACKET_OTHER, 50, "10.0.0.2", 0, 0, "", 0, UNREAD_TUNNEL, TUNNEL_ESP},
    {"ICMP", PACKET_OTHER, 1, "10.0.0.2", 0, 0, "", 0, NONE, 0},
    {"not IP", PACKET_OTHER, 0, "10.0.0.2", 0, 0, "", 0, NONE, 0},
    {"a client port like WireGuard's", PACKET_UDP, IPPROTO_UDP, "10.0.0.2", 51820, 9999,
	BYTES("hello"), NONE, 0},
};

static void test_packets(void **state)
{
	(void)state;
	struct doh_addresses doh;

	doh_addresses_init(&doh);
	for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
		struct unread u = {.numbers = {NULL}};
		uint8_t dst[4], src[4] = {10, 0, 0, 1};
		int found = 0;

		assert_int_equal(inet_pton(AF_INET, packets[i].dst, dst), 1);
		struct packet p = {.kind = packets[i].kind,
		    .protocol = packets[i].protocol,
		    .tunnel = packets[i].protocol == 50 ? TUNNEL_ESP : TUNNEL_NONE,
		    .ref = {0, 1},
		    .ends = {address_v4(src), address_v4(dst), packets[i].sport, packets[i].dport},
		    .payload = (const uint8_t *)packets[i].payload,
		    .payload_len = packets[i].len,
		    .payload_wire_len = packets[i].len};
		unread_dns_look(&u, &doh, &p);
		for (int kind = 0; kind < UNREAD_KIND_COUNT; kind++)
			for (size_t k = 0; k < unread_details((enum unread_kind)kind); k++)
				if (unread_get(&u, (enum unread_kind)kind, k)) {
					found++;
					if (kind != packets[i].found || (int)k != packets[i].detail)
						fail_msg(
						    "%s: kind %d, %zu", packets[i].what, kind, k);
				}
		if (found != (packets[i].found != NONE))
			fail_msg("%s: %d found", packets[i].what, found);
		unread_fini(&u);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_messages),
	    cmocka_unit_test(test_server_name),
	    cmocka_unit_test(test_services),
	    cmocka_unit_test(test_addresses),
	    cmocka_unit_test(test_packets),
	};
	return cmocka_run_group_tests_name("unread_dns", tests, NULL, NULL);
}

#include "net/packet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/packet_rows.h"

/* an IPv4 header with its own first word, id, fragment word */
#define HEAD(first, id, offset, protocol) first id offset "40" protocol "0000 0a000001 0a000035 "
#define OPTIONS8                          "3c000000 00000000 " /* destination options, 8 bytes, before others of theirs */

static const struct packet_row rows[] = {
    {"IPv4", 101, V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPv4 options", 101, HEAD("46000024", "0007", "4000", "11") "01010100" UDP, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPv4 header length 16", 101, HEAD("44000020", "0007", "0000", "11") UDP, PACKET_UNDECODABLE,
	ANOMALY_IP_HEADER_LENGTH, "", TUNNEL_NONE},
    {"IPv4 header longer than the packet", 101, HEAD("4f000020", "0007", "0000", "11") UDP,
	PACKET_UNDECODABLE, ANOMALY_IP_HEADER_LENGTH, "", TUNNEL_NONE},
    {"IPv4 cut", 101, "45000020 00070000", PACKET_UNDECODABLE, ANOMALY_IP_SHORT, "", TUNNEL_NONE},
    {"IPv4 version 5", 101, HEAD("55000020", "0007", "0000", "11") UDP, PACKET_UNDECODABLE,
	ANOMALY_IP_VERSION, "", TUNNEL_NONE},
    {"IPv4 length 0: offload", 101, HEAD("45000000", "0007", "0000", "11") UDP, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPv4 length below the header", 101, HEAD("45000013", "0007", "0000", "11") UDP,
	PACKET_UNDECODABLE, ANOMALY_IP_TOTAL_LENGTH, "", TUNNEL_NONE},
    {"IPv4 length past the frame", 101, HEAD("45000021", "0007", "0000", "11") UDP, PACKET_UDP,
	ANOMALY_FRAME_CUT, PAYLOAD, TUNNEL_NONE},
    {"IPv4 length before the frame's end", 101, HEAD("45000020", "0007", "0000", "11") UDP "ffff",
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPv4 first fragment", 101, HEAD("45000020", "0007", "2000", "11") UDP, PACKET_FRAGMENT,
	ANOMALY_NONE, UDP, TUNNEL_NONE},
    {"IPv4 last fragment", 101, HEAD("45000018", "0007", "0001", "11") PAYLOAD, PACKET_FRAGMENT,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPv4 protocol SCTP", 101, V4("0018", "84") PAYLOAD, PACKET_OTHER, ANOMALY_NONE, "",
	TUNNEL_NONE},
    {"IPv4 has no hop-by-hop header", 101, V4("0028", "00") "1100000000000000" UDP, PACKET_OTHER,
	ANOMALY_NONE, "", TUNNEL_NONE},
    {"IPv4 authentication header", 101, V4("002c", "33") "11010000 00000001 00000001" UDP,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},

    {"IPv6", 101, V6_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPv6 cut", 101, "60000000 000c1140 2001", PACKET_UNDECODABLE, ANOMALY_IP_SHORT, "",
	TUNNEL_NONE},
    {"IPv6 length 0: jumbogram", 101, V6("0000", "11") UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"IPv6 length past the frame", 101, V6("000d", "11") UDP, PACKET_UDP, ANOMALY_FRAME_CUT,
	PAYLOAD, TUNNEL_NONE},
    {"IPv6 hop-by-hop", 101, V6("0014", "00") "1100010400000000" UDP, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"IPv6 routing, 24 bytes", 101,
	V6("0024", "2b") "1102000100000000 20010db8000000000000000000000099" UDP, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPv6 authentication", 101, V6("001c", "33") "11020000 00000001 00000001 00000000" UDP,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPv6 mobility", 101, V6("0014", "87") "1100050000000000" UDP, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"IPv6 16 extension headers", 101,
	V6("008c", "3c") OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8
	    OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 "1100000000000000" UDP,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPv6 17 extension headers", 101,
	V6("0094", "3c") OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8
	    OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8 OPTIONS8
	"1100000000000000" UDP,
	PACKET_UNDECODABLE, ANOMALY_IP6_EXTENSIONS, "", TUNNEL_NONE},
    {"IPv6 extension past the packet", 101, V6("0014", "00") "11ff010400000000" UDP,
	PACKET_UNDECODABLE, ANOMALY_IP6_EXTENSIONS, "", TUNNEL_NONE},
    {"IPv6 no next header", 101, V6("0004", "3b") PAYLOAD, PACKET_OTHER, ANOMALY_NONE, "",
	TUNNEL_NONE},
    {"IPv6 encrypted", 101, V6("0008", "32") "0000000100000001", PACKET_OTHER, ANOMALY_NONE, "",
	TUNNEL_ESP},
    {"IPv6 first fragment", 101, V6("0014", "2c") "1100000100000009" UDP, PACKET_FRAGMENT,
	ANOMALY_NONE, UDP, TUNNEL_NONE},
    {"IPv6 last fragment", 101, V6("000c", "2c") "1100000800000009" PAYLOAD, PACKET_FRAGMENT,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPv6 atomic fragment", 101, V6("0014", "2c") "1100000000000009" UDP, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"IPv6 options, then fragment", 101,
	V6("001c", "3c") "2c00000000000000"
			 "1100000100000009" UDP,
	PACKET_FRAGMENT, ANOMALY_NONE, UDP, TUNNEL_NONE},
    {"IPv6 fragment header cut", 101, V6("0004", "2c") "11000001", PACKET_UNDECODABLE,
	ANOMALY_IP6_EXTENSIONS, "", TUNNEL_NONE},
};

static struct packet decode(const char *hex)
{
	static uint8_t bytes[256];
	size_t len = hex_bytes(hex, bytes, sizeof bytes);
	const struct frame frame = {
	    .linktype = LINK_RAW, .bytes = bytes, .len = len, .wire_len = len};
	struct packet packet;

	packet_decode(&frame, &packet);
	packet_hash(&packet);
	return packet;
}

static void test_rows(void **state)
{
	(void)state;
	packet_rows_check(rows, sizeof rows / sizeof *rows);
}

static void test_fields(void **state)
{
	(void)state;
	char text[ADDRESS_TEXT_MAX];
	struct packet p = decode(V4_UDP);

	assert_string_equal(address_text(&p.ends.src, text), "10.0.0.1");
	assert_string_equal(address_text(&p.ends.dst, text), "10.0.0.53");
	assert_int_equal(p.ends.sport, 40000);
	assert_int_equal(p.ends.dport, 53);
	assert_int_equal(p.ttl, 64);
	assert_int_equal(p.protocol, 17);

	p = decode(V6("0014", "00") "1100010400000000" UDP);
	assert_string_equal(address_text(&p.ends.src, text), "2001:db8::1");
	assert_string_equal(address_text(&p.ends.dst, text), "2001:db8::35");
	assert_int_equal(p.ttl, 64);
	assert_int_equal(p.protocol, 17);

	p = decode(HEAD("45000018", "abcd", "3fff", "06") PAYLOAD);
	assert_int_equal(p.fragment.id, 0xabcd);
	assert_int_equal(p.fragment.offset_bytes, 65528);
	assert_true(p.fragment.more);
	assert_int_equal(p.protocol, 6);

	p = decode(V6("000c", "2c") "1100fff812345678" PAYLOAD);
	assert_int_equal(p.fragment.id, 0x12345678);
	assert_int_equal(p.fragment.offset_bytes, 65528);
	assert_false(p.fragment.more);
}

static void test_hash(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		bool same;
	} pairs[] = {
	    /* TTL and checksum; padding */
	    {"45000020 0007 0000 4011 0000 0a000001 0a000035" UDP,
		"45000020 0007 0000 3f11 beef 0a000001 0a000035" UDP "0000", true},
	    {"45000020 0007 0000 4011 0000 0a000001 0a000035" UDP,
		"45000020 0008 0000 4011 0000 0a000001 0a000035" UDP, false},
	    {"60000000 000c1140 00000000000000000000000000000001 "
	     "00000000000000000000000000000002" UDP,
		"60000000 000c1101 00000000000000000000000000000001"
		"00000000000000000000000000000002" UDP,
		true},
	    {V4_UDP, V4("0020", "11") "9c400035000c0000 abadcaff", false},
	    /* the inner packet counts, whatever carries it */
	    {V4("0034", "04") V4_UDP, V4_UDP, true},
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_int_equal(
		    decode(pairs[i].a).ip_hash == decode(pairs[i].b).ip_hash, pairs[i].same);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_fields),
	    cmocka_unit_test(test_hash),
	};
	return cmocka_run_group_tests_name("ip", tests, NULL, NULL);
}

#include "net/packet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/packet_rows.h"

/* a TCP header: offset and flags as given */
#define TCP(offset_flags) "9c400035 00000064 000000c8" offset_flags "ffff 0000 0000 "

static const struct packet_row rows[] = {
    {"UDP without payload", 101, V4("001c", "11") "9c40003500080000", PACKET_UDP, ANOMALY_NONE, ""},
    {"UDP cut", 101, V4("001b", "11") "9c400035000800", PACKET_UNDECODABLE, ANOMALY_UDP_SHORT, ""},
    {"UDP length 0 over IPv4", 101, V4("0020", "11") "9c40003500000000" PAYLOAD, PACKET_UDP,
	ANOMALY_UDP_LENGTH, ""},
    {"UDP length 0 over IPv6: jumbogram", 101, V6("000c", "11") "9c40003500000000" PAYLOAD,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD},
    {"UDP length 7", 101, V4("0020", "11") "9c40003500070000" PAYLOAD, PACKET_UDP,
	ANOMALY_UDP_LENGTH, ""},
    {"UDP length too small by 2", 101, V4("0020", "11") "9c400035000a0000" PAYLOAD, PACKET_UDP,
	ANOMALY_UDP_LENGTH, "abad"},
    {"UDP length too large by 1", 101, V4("0020", "11") "9c400035000d0000" PAYLOAD, PACKET_UDP,
	ANOMALY_UDP_LENGTH, PAYLOAD},
    {"the first note stays", 101, V4("0021", "11") "9c400035000c0000" PAYLOAD, PACKET_UDP,
	ANOMALY_FRAME_CUT, PAYLOAD},

    {"TCP", 101, V4("002c", "06") TCP("5018") PAYLOAD, PACKET_TCP, ANOMALY_NONE, PAYLOAD},
    {"TCP without payload", 101, V4("0028", "06") TCP("5010"), PACKET_TCP, ANOMALY_NONE, ""},
    {"TCP over IPv6, with options", 101,
	V6("0024", "06") TCP("8018") "0101080a 00000001 00000002" PAYLOAD, PACKET_TCP, ANOMALY_NONE,
	PAYLOAD},
    {"TCP cut", 101, V4("0027", "06") "9c400035 00000064 000000c8 5010ffff 000000",
	PACKET_UNDECODABLE, ANOMALY_TCP_SHORT, ""},
    {"TCP data offset 4", 101, V4("002c", "06") TCP("4018") PAYLOAD, PACKET_UNDECODABLE,
	ANOMALY_TCP_HEADER_LENGTH, ""},
    {"TCP data offset past the packet", 101, V4("002c", "06") TCP("7018") PAYLOAD,
	PACKET_UNDECODABLE, ANOMALY_TCP_HEADER_LENGTH, ""},
};

static void test_rows(void **state)
{
	(void)state;
	packet_rows_check(rows, sizeof rows / sizeof *rows);
}

static void test_tcp_fields(void **state)
{
	(void)state;
	uint8_t bytes[64];
	size_t len = hex_bytes(V4("002c", "06") TCP("5013") PAYLOAD, bytes, sizeof bytes);
	const struct frame frame = {
	    .linktype = LINK_RAW, .bytes = bytes, .len = len, .wire_len = len};
	struct packet p;

	packet_decode(&frame, &p);
	assert_int_equal(p.ends.sport, 40000);
	assert_int_equal(p.ends.dport, 53);
	assert_int_equal(p.tcp.seq, 100);
	assert_int_equal(p.tcp.ack, 200);
	assert_int_equal(p.tcp.flags, TCP_ACK | TCP_SYN | TCP_FIN);
}

/* A header that lost its options to the snap length still has its sequence numbers. */
static void test_tcp_options_cut(void **state)
{
	(void)state;
	uint8_t bytes[64];
	size_t len = hex_bytes(V4("0038", "06") TCP("8018") "0101", bytes, sizeof bytes);
	const struct frame frame = {
	    .linktype = LINK_RAW, .bytes = bytes, .len = len, .wire_len = 56};
	struct packet p;

	packet_decode(&frame, &p);
	assert_int_equal(p.kind, PACKET_TCP);
	assert_int_equal(p.payload_len, 0);
	assert_int_equal(p.payload_wire_len, 4);
}

static void test_transport(void **state)
{
	(void)state;
	static const struct {
		uint8_t family, protocol;
		const char *payload;
		enum packet_kind kind;
		size_t len;
	} datagrams[] = {
	    {4, 17, UDP, PACKET_UDP, 4},
	    {4, 6, TCP("5018") PAYLOAD, PACKET_TCP, 4},
	    {6, 60, "1100000000000000" UDP, PACKET_UDP, 4}, /* options behind the fragment header */
	    {4, 60, "1100000000000000" UDP, PACKET_OTHER, 0},
	    {4, 47, "00000800" V4_UDP, PACKET_UDP, 4}, /* a tunnel's fragmented outer datagram */
	    {4, 1, "0800", PACKET_OTHER, 0},
	    {4, 17, "9c40", PACKET_UNDECODABLE, 0},
	};

	for (size_t i = 0; i < sizeof datagrams / sizeof *datagrams; i++) {
		uint8_t bytes[128];
		size_t len = hex_bytes(datagrams[i].payload, bytes, sizeof bytes);
		struct packet p = {
		    .kind = PACKET_FRAGMENT,
		    .ends.src.family = datagrams[i].family,
		    .protocol = datagrams[i].protocol,
		    .payload = bytes,
		    .payload_len = len,
		    .payload_wire_len = len,
		};

		packet_decode_transport(&p);
		assert_int_equal(p.kind, datagrams[i].kind);
		if (p.kind <= PACKET_TCP)
			assert_int_equal(p.payload_len, datagrams[i].len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_tcp_fields),
	    cmocka_unit_test(test_tcp_options_cut),
	    cmocka_unit_test(test_transport),
	};
	return cmocka_run_group_tests_name("packet", tests, NULL, NULL);
}

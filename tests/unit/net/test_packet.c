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
    {"UDP without payload", 101, V4("001c", "11") "9c40003500080000", PACKET_UDP, ANOMALY_NONE, "",
	TUNNEL_NONE},
    {"UDP cut", 101, V4("001b", "11") "9c400035000800", PACKET_UNDECODABLE, ANOMALY_UDP_SHORT, "",
	TUNNEL_NONE},
    {"UDP length 0 over IPv4", 101, V4("0020", "11") "9c40003500000000" PAYLOAD, PACKET_UDP,
	ANOMALY_UDP_LENGTH, "", TUNNEL_NONE},
    {"UDP length 0 over IPv6: jumbogram", 101, V6("000c", "11") "9c40003500000000" PAYLOAD,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"UDP length 7", 101, V4("0020", "11") "9c40003500070000" PAYLOAD, PACKET_UDP,
	ANOMALY_UDP_LENGTH, "", TUNNEL_NONE},
    {"UDP length too small by 2", 101, V4("0020", "11") "9c400035000a0000" PAYLOAD, PACKET_UDP,
	ANOMALY_UDP_LENGTH, "abad", TUNNEL_NONE},
    {"UDP length too large by 1", 101, V4("0020", "11") "9c400035000d0000" PAYLOAD, PACKET_UDP,
	ANOMALY_UDP_LENGTH, PAYLOAD, TUNNEL_NONE},
    {"the first note stays", 101, V4("0021", "11") "9c400035000c0000" PAYLOAD, PACKET_UDP,
	ANOMALY_FRAME_CUT, PAYLOAD, TUNNEL_NONE},

    {"TCP", 101, V4("002c", "06") TCP("5018") PAYLOAD, PACKET_TCP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"TCP without payload", 101, V4("0028", "06") TCP("5010"), PACKET_TCP, ANOMALY_NONE, "",
	TUNNEL_NONE},
    {"TCP over IPv6, with options", 101,
	V6("0024", "06") TCP("8018") "0101080a 00000001 00000002" PAYLOAD, PACKET_TCP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"TCP cut", 101, V4("0027", "06") "9c400035 00000064 000000c8 5010ffff 000000",
	PACKET_UNDECODABLE, ANOMALY_TCP_SHORT, "", TUNNEL_NONE},
    {"TCP data offset 4", 101, V4("002c", "06") TCP("4018") PAYLOAD, PACKET_UNDECODABLE,
	ANOMALY_TCP_HEADER_LENGTH, "", TUNNEL_NONE},
    {"TCP data offset past the packet", 101, V4("002c", "06") TCP("7018") PAYLOAD,
	PACKET_UNDECODABLE, ANOMALY_TCP_HEADER_LENGTH, "", TUNNEL_NONE},
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

#define DOT11(flags) "08" flags "0000" MACS "020000000003 1000 "

/* The sender of the link layer right around the IP packet. */
static void test_mac(void **state)
{
	static const struct {
		const char *what;
		int linktype;
		const char *frame;
		int last; /* byte of the MAC address 02:00:00:00:00:NN, -1 = none */
	} frames[] = {
	    {"Ethernet", 1, FRAME, 1},
	    {"Ethernet, IPv6, TCP", 1, MACS "86dd" V6("0018", "06") TCP("5018") PAYLOAD, 1},
	    {"802.1Q", 1, MACS "81000064 0800" V4_UDP, 1},
	    {"raw IP", 101, V4_UDP, -1},
	    {"IP in IP", 1, MACS "0800" V4("0034", "04") V4_UDP, -1},
	    {"Ethernet in GRE", 1,
		MACS "0800" V4("0046", "2f") "00006558"
					     "02000000000a 020000000009 0800" V4_UDP,
		9},
	    {"802.11 to the access point", 105, DOT11("01") SNAP4, 1},
	    {"802.11 from it", 105, DOT11("02") SNAP4, 3},
	    {"802.11 between them", 105, DOT11("03") "020000000004" SNAP4, 4},
	    {"A-MSDU", 105,
		"8802 0000 02000000000a 020000000009 020000000003 1000 8000" MACS "0028" SNAP4, 1},
	    {"LINUX_SLL", 113, "0000 0001 0006 0200000000010000 0800" V4_UDP, 1},
	    {"LINUX_SLL of a tunnel", 113, "0000 0308 0006 0200000000010000 0800" V4_UDP, -1},
	    {"LINUX_SLL without an address", 113, "0000 0001 0000 0000000000000000 0800" V4_UDP,
		-1},
	    {"LINUX_SLL2", 276, "0800 0000 00000002 0001 04 06 0200000000010000" V4_UDP, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
		uint8_t bytes[256];
		size_t len = hex_bytes(frames[i].frame, bytes, sizeof bytes);
		const struct frame frame = {
		    .linktype = frames[i].linktype, .bytes = bytes, .len = len, .wire_len = len};
		struct packet p;

		packet_decode(&frame, &p);
		assert_true(p.kind == PACKET_UDP || p.kind == PACKET_TCP);
		if ((p.mac ? p.mac[5] : -1) != frames[i].last || (p.mac && p.mac[0] != 2))
			fail_msg("%s", frames[i].what);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_tcp_fields),
	    cmocka_unit_test(test_tcp_options_cut),
	    cmocka_unit_test(test_transport),
	    cmocka_unit_test(test_mac),
	};
	return cmocka_run_group_tests_name("packet", tests, NULL, NULL);
}

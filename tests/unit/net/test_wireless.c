#include "net/packet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/packet_rows.h"

#define RADIOTAP          "0000 0800 00000000 "
#define DATA(type, flags) type flags "0000" MACS "020000000003 1000 "
#define AMSDU             MACS "0028" SNAP4

static const struct packet_row rows[] = {
    {"data", 105, DATA("08", "01") SNAP4, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"data between access points", 105, DATA("08", "03") "020000000004" SNAP4, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"data with QoS", 105, DATA("88", "01") "0000" SNAP4, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"data with QoS and HT control", 105, DATA("88", "81") "0000 00000000" SNAP4, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"data with padding before the body", 105, DATA("88", "01") "0000 0000" SNAP4, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"mesh", 105, DATA("88", "03") "020000000004 0001 00 1f 00000001" SNAP4, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"mesh with two more addresses", 105,
	DATA("88", "03") "020000000004 0001 02 1f 00000001" MACS SNAP4, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"no data", 105, DATA("48", "01"), PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_NONE},
    {"beacon", 105, DATA("80", "00") "0000", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_NONE},
    {"acknowledgement", 105, "d400 0000 020000000001", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_NONE},
    {"encrypted", 105, DATA("08", "41") SNAP4, PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_WIRELESS},
    {"first fragment", 105, DATA("08", "05") SNAP4, PACKET_OTHER, ANOMALY_NONE, "",
	TUNNEL_WIRELESS_FRAGMENT},
    {"later fragment", 105, "0801 0000" MACS "020000000003 1100" SNAP4, PACKET_OTHER, ANOMALY_NONE,
	"", TUNNEL_WIRELESS_FRAGMENT},
    {"cut", 105, "0801 0000 0200", PACKET_UNDECODABLE, ANOMALY_LINK_SHORT, "", TUNNEL_NONE},
    {"A-MSDU of one", 105, DATA("88", "01") "8000" AMSDU, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"A-MSDU of two", 105, DATA("88", "01") "8000" AMSDU "0000" AMSDU, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"A-MSDU cut", 105, DATA("88", "01") "8000 0200", PACKET_UNDECODABLE, ANOMALY_LINK_SHORT, "",
	TUNNEL_NONE},
    {"radiotap", 127, RADIOTAP DATA("08", "01") SNAP4, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"radiotap with flags", 127, "0000 0900 02000000 10" DATA("08", "01") SNAP4 "01020304",
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"radiotap with timestamp and flags", 127,
	"0000 1100 03000000 0000000000000000 10" DATA("08", "01") SNAP4 "01020304", PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"radiotap with two words", 127,
	"0000 1900 03000080 00000000 00000000 0000000000000000 00" DATA("08", "01") SNAP4,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"radiotap shorter than its header", 127, "0000 0400 00000000" DATA("08", "01") SNAP4,
	PACKET_UNDECODABLE, ANOMALY_LINK_SHORT, "", TUNNEL_NONE},
    {"radiotap without an end", 127, "0000 0800 00000080", PACKET_UNDECODABLE, ANOMALY_LINK_SHORT,
	"", TUNNEL_NONE},
    {"Prism", 119, "44000000 18000000 00000000000000000000000000000000" DATA("08", "01") SNAP4,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"Prism, big-endian", 119,
	"00000044 00000018 00000000000000000000000000000000" DATA("08", "01") SNAP4, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"AVS", 163, "80211001 00000010 0000000000000000" DATA("08", "01") SNAP4, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"Prism cut", 119, "44000000 1800", PACKET_UNDECODABLE, ANOMALY_LINK_SHORT, "", TUNNEL_NONE},
    {"PPI", 192, "0000 0800 69000000" DATA("08", "01") SNAP4, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"PPI with Ethernet and a field", 192, "0000 1000 01000000 0200 0400 00000000" FRAME,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"PPI with a link type that is not read", 192, "0000 0800 c3000000 0102", PACKET_UNDECODABLE,
	ANOMALY_LINK_UNKNOWN, "", TUNNEL_NONE},
    {"PPI nine deep", 192,
	"0000 0800 c0000000"
	"0000 0800 c0000000"
	"0000 0800 c0000000"
	"0000 0800 c0000000"
	"0000 0800 c0000000"
	"0000 0800 c0000000"
	"0000 0800 c0000000"
	"0000 0800 c0000000"
	"0000 0800 01000000" FRAME,
	PACKET_UNDECODABLE, ANOMALY_ENCAPSULATION_DEPTH, "", TUNNEL_NONE},
};

static void test_rows(void **state)
{
	(void)state;
	packet_rows_check(rows, sizeof rows / sizeof *rows);
}

/* Every packet of an A-MSDU, then no more; one inside another is not followed further. */
static void test_rest(void **state)
{
	(void)state;
	uint8_t bytes[512];
	size_t len =
	    hex_bytes(DATA("88", "01") "8000" AMSDU "0000" AMSDU "0000" AMSDU, bytes, sizeof bytes);
	const struct frame frame = {
	    .ref = {.record = 3}, .linktype = 105, .bytes = bytes, .len = len, .wire_len = len};
	struct packet p;

	packet_decode(&frame, &p);
	for (int more = 2; more >= 0; more--) {
		assert_int_equal(p.kind, PACKET_UDP);
		assert_int_equal(p.ref.record, 3);
		assert_int_equal(p.payload_len, 4);
		assert_int_equal(packet_decode_rest(&p), more > 0);
	}
	assert_int_equal(p.kind, PACKET_UDP);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows), cmocka_unit_test(test_rest)};

	return cmocka_run_group_tests_name("wireless", tests, NULL, NULL);
}

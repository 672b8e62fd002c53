#include "net/packet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/packet_rows.h"

#define ICV "a0a1a2a3a4a5a6a7a8a9aaab"

static const struct packet_row rows[] = {
    {"no encryption, tunnel", 101, V4("004c", "32") "00000200 00000001" V4_UDP "0102 0204" ICV,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"no encryption, tunnel, IPv6", 101,
	V4("0060", "32") "00000200 00000001" V6_UDP "0102 0229" ICV, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"no encryption, transport", 101, V4("0038", "32") "00000200 00000001" UDP "0102 0211" ICV,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"no encryption, no integrity", 101, V4("002c", "32") "00000200 00000001" UDP "0102 0211",
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"no encryption, TCP", 101,
	V4("0042", "32") "00000200 00000001"
			 "9c400035 00000064 000000c8 5018 ffff 0000 0000" PAYLOAD "0006" ICV,
	PACKET_TCP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"padding that is none", 101, V4("0038", "32") "00000200 00000001" UDP "0103 0211" ICV,
	PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_ESP},
    {"a length that does not fit", 101,
	V4("0038", "32") "00000200 00000001"
			 "9c400035000d0000 abadcafe 0102 0211" ICV,
	PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_ESP},
    {"encrypted", 101,
	V4("0034", "32") "00000200 00000001"
			 "8d1f2c7a90b3e4d55f6071829304a5b6c7d8e9fa0b1c2d3e",
	PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_ESP},
    {"cut", 101, V4("0018", "32") "00000200", PACKET_UNDECODABLE, ANOMALY_TUNNEL_SHORT, "",
	TUNNEL_NONE},
    {"in UDP", 101,
	V4("0054", "11") UDP_TO("1194", "0040") "00000200 00000001" V4_UDP "0102 0204" ICV,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"in UDP, encrypted", 101,
	V4("002c", "11") UDP_TO("1194", "0018") "00000200 00000001 8d1f2c7a90b3e4d5", PACKET_UDP,
	ANOMALY_NONE, "00000200 00000001 8d1f2c7a90b3e4d5", TUNNEL_ESP},
    {"IKE in UDP", 101, V4("0028", "11") UDP_TO("1194", "0014") "00000000 00000001 8d1f2c7a",
	PACKET_UDP, ANOMALY_NONE, "00000000 00000001 8d1f2c7a", TUNNEL_NONE},
    {"keepalive in UDP", 101, V4("001d", "11") UDP_TO("1194", "0009") "ff", PACKET_UDP,
	ANOMALY_NONE, "ff", TUNNEL_NONE},
    {"IPComp", 101, V4("0018", "6c") "04000002", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_IPCOMP},
};

static void test_rows(void **state)
{
	(void)state;
	packet_rows_check(rows, sizeof rows / sizeof *rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests_name("esp", tests, NULL, NULL);
}

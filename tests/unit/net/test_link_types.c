#include "net/packet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/packet_rows.h"

static const struct packet_row rows[] = {
    {"RAW", 101, V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"RAW, IPv6", 101, V6_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"RAW 12", 12, V6_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"RAW 14", 14, V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPV4", 228, V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPV4 with IPv6", 228, V6_UDP, PACKET_UNDECODABLE, ANOMALY_IP_VERSION, "", TUNNEL_NONE},
    {"IPV6", 229, V6_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IPV6 with IPv4", 229, V4_UDP, PACKET_UNDECODABLE, ANOMALY_IP_VERSION, "", TUNNEL_NONE},
    {"unknown", 147, V4_UDP, PACKET_UNDECODABLE, ANOMALY_LINK_UNKNOWN, "", TUNNEL_NONE},
    {"negative", -1, V4_UDP, PACKET_UNDECODABLE, ANOMALY_LINK_UNKNOWN, "", TUNNEL_NONE},
    {"MPLS", 219, "00011140" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"a number of 32 bits in PPI", 192, "0000 0800 01000100" FRAME, PACKET_UNDECODABLE,
	ANOMALY_LINK_UNKNOWN, "", TUNNEL_NONE},
};

static void test_rows(void **state)
{
	(void)state;
	packet_rows_check(rows, sizeof rows / sizeof *rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests_name("link_types", tests, NULL, NULL);
}

#include "net/packet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/packet_rows.h"

static const struct packet_row rows[] = {
    {"token ring", 6, "1040" MACS SNAP4, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"token ring with a route", 6, "1040 020000000002 820000000001 0630 0011 0020" SNAP4,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"token ring, management", 6, "1000" MACS "0001", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_NONE},
    {"token ring cut in its route", 6, "1040 020000000002 820000000001 1f30", PACKET_UNDECODABLE,
	ANOMALY_LINK_SHORT, "", TUNNEL_NONE},
    {"FDDI", 10, "50" MACS SNAP4, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"FDDI, synchronous", 10, "d7" MACS SNAP4, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"FDDI, station management", 10, "41" MACS "0001", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_NONE},
    {"FDDI cut", 10, "50 0200", PACKET_UNDECODABLE, ANOMALY_LINK_SHORT, "", TUNNEL_NONE},
    {"IEEE 1394", 138, "0000000000000001 0000000000000002 0800" V4_UDP, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"IP over Fibre Channel", 122, "0000000000000001 0000000000000002" SNAP4, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"InfiniBand", 242, "00000000000000000000 00000000000000000000 0800 0000" V4_UDP, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"ATM", 100, SNAP4, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"ATM, bridged", 100, "aaaa03 0080c2 0007 0000" FRAME, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"ATM, routed, IPv6", 100, "fefe03 8e" V6_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"ATM, routed OSI", 100, "fefe03 81 00", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_NONE},
    {"classical IP", 106, V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"classical IP with LLC", 106, SNAP4, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"SunATM, LLC", 123, "82 00 0005" SNAP4, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"SunATM, LANE", 123, "01 00 0005 0001" FRAME, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"SunATM, signalling", 123, "06 00 0005 0900", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_NONE},
};

static void test_rows(void **state)
{
	(void)state;
	packet_rows_check(rows, sizeof rows / sizeof *rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests_name("rings", tests, NULL, NULL);
}

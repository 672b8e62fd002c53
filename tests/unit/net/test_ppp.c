#include "net/packet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/packet_rows.h"

static const struct packet_row rows[] = {
    {"PPPoE session", 1, MACS "8864 11000001 0022 0021" V4_UDP "0000", PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"PPPoE discovery", 1, MACS "8863 11090000 0000", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_NONE},
    {"PPPoE control", 1, MACS "8864 11000001 0004 c0210101", PACKET_OTHER, ANOMALY_NONE, "",
	TUNNEL_NONE},
    {"PPP", 9, "ff03 0021" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"PPP without address", 9, "0057" V6_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"PPP, short protocol", 9, "21" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"PPP, link control", 9, "ff03 c021 01010004", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_NONE},
    {"PPP_HDLC", 50, "ff03 0281 00011140" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"PPP_HDLC of Cisco", 50, "0f00 0800" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"PPP_ETHER", 51, "11000001 0022 0021" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"Cisco HDLC", 104, "0f00 86dd" V6_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"Cisco HDLC, multicast", 104, "8f00 0800" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"Cisco keepalive", 104, "8f00 8035 00000002", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_NONE},
    {"Cisco HDLC with direction", 205, "01 0f00 0800" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"PPP with direction", 204, "01 ff03 0021" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"PPP of pppd", 166, "00 03 0021" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"PPP, compressed headers", 9, "ff03 002d 45", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_PPP},
    {"PPP, encrypted", 9, "ff03 00fd 9000", PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_PPP},
    {"PPP multilink, whole", 9, "ff03 003d c0000001 0021" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"PPP multilink, short number", 9, "ff03 003d c001 0021" V4_UDP, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"PPP multilink, fragment", 9, "ff03 003d 80000001 0021" V4_UDP, PACKET_OTHER, ANOMALY_NONE, "",
	TUNNEL_PPP_MULTILINK},
    {"PPP, bridged", 9, "ff03 0031 4001" FRAME, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"PPP, bridged token ring", 9, "ff03 0031 4003" FRAME, PACKET_OTHER, ANOMALY_NONE, "",
	TUNNEL_NONE},
    {"PPP cut", 9, "ff03 00", PACKET_UNDECODABLE, ANOMALY_LINK_SHORT, "", TUNNEL_NONE},
    {"frame relay", 107, "1841 03 cc" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"frame relay, IPv6, four bytes of address", 107, "18404041 03 8e" V6_UDP, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"frame relay, SNAP", 107, "1841 03 00 80 000000 0800" V4_UDP, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"frame relay, bridged", 107, "1841 03 00 80 0080c2 0007" FRAME, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"frame relay, PPP", 107, "1841 03 cf 0021" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"frame relay of Cisco", 107, "1841 0800" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"frame relay with direction", 206, "01 1841 03 cc" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"frame relay, management", 107, "0001 03 08 00 75", PACKET_OTHER, ANOMALY_NONE, "",
	TUNNEL_NONE},
    {"frame relay cut", 107, "18", PACKET_UNDECODABLE, ANOMALY_LINK_SHORT, "", TUNNEL_NONE},
};

static void test_rows(void **state)
{
	(void)state;
	packet_rows_check(rows, sizeof rows / sizeof *rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests_name("ppp", tests, NULL, NULL);
}

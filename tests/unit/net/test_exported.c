#include "net/packet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/packet_rows.h"

#define ENDS                                                                                \
	"00140004 0a000001 00150004 0a000035 00180004 00000003 00190004 00009c40 001a0004 " \
	"00000035 00000000 "
#define DNS "000c0004 646e7300 "

static const struct packet_row rows[] = {
    {"DNS", 252, DNS ENDS PAYLOAD, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"DNS, its name not padded", 252, "000c0003 646e73 00" ENDS PAYLOAD, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"DNS by its port in a table", 252, "000e0008 7564702e706f7274 00200004 00000035" ENDS PAYLOAD,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"DNS over TCP with its length", 252, DNS "00180004 00000002 00000000 0004" PAYLOAD, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"DNS over TCP without", 252, DNS "00180004 00000002 00000000" PAYLOAD, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"DNS over IPv6", 252,
	DNS "00160010 20010db8000000000000000000000001 00170010 20010db8000000000000000000000035 "
	    "00000000" PAYLOAD,
	PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"mDNS", 252, "000c0004 6d646e73" ENDS PAYLOAD, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"IP", 252, "000c0004 69700000 00000000" V4_UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD,
	TUNNEL_NONE},
    {"Ethernet", 252, "000c0010 6574685f776974686f757466637300 00 00000000" FRAME, PACKET_UDP,
	ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"UDP", 252, "000c0004 75647000" ENDS UDP, PACKET_UDP, ANOMALY_NONE, PAYLOAD, TUNNEL_NONE},
    {"UDP without addresses", 252, "000c0004 75647000 00000000" UDP, PACKET_OTHER, ANOMALY_NONE, "",
	TUNNEL_EXPORTED},
    {"TLS", 252, "000c0004 746c7300" ENDS PAYLOAD, PACKET_OTHER, ANOMALY_NONE, "", TUNNEL_EXPORTED},
    {"no end", 252, DNS "00140004 0a000001", PACKET_UNDECODABLE, ANOMALY_LINK_SHORT, "",
	TUNNEL_NONE},
};

static void test_rows(void **state)
{
	(void)state;
	packet_rows_check(rows, sizeof rows / sizeof *rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests_name("exported", tests, NULL, NULL);
}

#include "net/packet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/packet_rows.h"

static const struct packet_row rows[] = {
    {"UDP-Lite", 101, V4("0020", "88") "9c40003500080000" PAYLOAD, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"UDP-Lite, IPv6", 101, V6("000c", "88") "9c400035000c0000" PAYLOAD, PACKET_UDP, ANOMALY_NONE,
	PAYLOAD, TUNNEL_NONE},
    {"UDP-Lite cut", 101, V4("001b", "88") "9c400035000800", PACKET_UNDECODABLE, ANOMALY_UDP_SHORT,
	"", TUNNEL_NONE},
};

static void test_rows(void **state)
{
	(void)state;
	packet_rows_check(rows, sizeof rows / sizeof *rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};

	return cmocka_run_group_tests_name("transport", tests, NULL, NULL);
}

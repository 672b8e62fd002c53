#include "read/host_look.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/limits.h"

#define BYTES(literal) (const uint8_t *)(literal), sizeof(literal) - 1
/* pc.local at 10.0.0.1, as mDNS and LLMNR announce it. */
#define MDNS "\0\0\x84\0\0\0\0\1\0\0\0\0\2pc\5local\0\0\1\0\1\0\0\0\x78\0\4\12\0\0\1"

static const struct {
	const char *what;
	enum packet_kind kind;
	uint16_t sport, dport;
	size_t names, macs;
} rows[] = {
    {"mDNS", PACKET_UDP, 5353, 5353, 1, 0},
    {"LLMNR", PACKET_UDP, 5355, 50000, 1, 0},
    {"on another port", PACKET_UDP, 5354, 5354, 0, 0},
    {"over TCP", PACKET_TCP, 5355, 50000, 0, 0},
    {"a fragment", PACKET_FRAGMENT, 5353, 5353, 0, 0},
    {"a query", PACKET_UDP, 50000, 53, 0, 1},
    {"a query over TCP", PACKET_TCP, 50000, 53, 0, 1},
    {"a response", PACKET_UDP, 53, 50000, 0, 0},
    {"a query by mDNS's port", PACKET_UDP, 5353, 53, 1, 1},
};

static void test_ports(void **state)
{
	struct ports ports = {.first = 0};

	(void)state;
	ports_add(&ports, 53);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct provenance found = {.input_count = 0};
		struct host_look look = {NULL};
		uint8_t mac[6] = {2, 0, 0, 0, 0, 1};
		struct packet p = {.kind = rows[i].kind,
		    .ref = {0, 1},
		    .mac = mac,
		    .ends = {address_v4((uint8_t[]){10, 0, 0, 1}),
			address_v4((uint8_t[]){10, 0, 0, 53}), rows[i].sport, rows[i].dport},
		    .payload = BYTES(MDNS),
		    .payload_wire_len = sizeof MDNS - 1};

		p.payload_len = sizeof MDNS - 1;
		for (int twice = 0; twice < 2; twice++)
			host_look(&look, &found, &p, &ports);
		if (found.hosts.count != rows[i].names || found.macs.count != rows[i].macs)
			fail_msg("%s", rows[i].what);
		host_look_fini(&look);
		provenance_fini(&found);
	}
}

/* Clients in turn, more than there are slots, with two MAC addresses each, and frames without one.
 */
static void test_clients(void **state)
{
	struct provenance found = {.input_count = 0};
	struct host_look look = {NULL};
	struct ports ports = {.first = 0};
	size_t count;

	(void)state;
	ports_add(&ports, 53);
	for (unsigned round = 0; round < 4; round++)
		for (unsigned n = 0; n < HOST_NAMES_MAX; n++) {
			uint8_t mac[6] = {
			    2, 0, 0, (uint8_t)round & 1, (uint8_t)(n >> 8), (uint8_t)n};
			struct packet p = {.kind = PACKET_UDP,
			    .ref = {0, 1 + round * 10000 + n},
			    .mac = n % 2 ? mac : NULL,
			    .ends = {address_v4((uint8_t[]){10, 0, (uint8_t)(n >> 8), (uint8_t)n}),
				address_v4((uint8_t[]){10, 9, 0, 53}), 40000, 53}};

			host_look(&look, &found, &p, &ports);
		}
	assert_int_equal(found.macs.count, HOST_NAMES_MAX);
	struct address third = address_v4((uint8_t[]){10, 0, 0, 3});
	size_t at = host_names_find(&found.macs, &third, &count);
	assert_int_equal(count, 2);
	assert_int_equal(host_names_at(&found.macs, at)->first.record, 4);
	assert_int_equal(host_names_at(&found.macs, at + 1)->first.record, 10004);
	host_look_fini(&look);
	provenance_fini(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_ports),
	    cmocka_unit_test(test_clients),
	};
	return cmocka_run_group_tests_name("host_look", tests, NULL, NULL);
}

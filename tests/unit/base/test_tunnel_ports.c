#include "base/tunnel_ports.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static void test_added(void **state)
{
	struct tunnel_ports ports = {.count = 0};
	struct err err;

	(void)state;
	assert_int_equal(tunnel_ports_find(&ports, 4000), TUNNEL_PORTS_NONE);
	assert_int_equal(tunnel_ports_add(&ports, "vxlan:4000", &err), 0);
	assert_int_equal(tunnel_ports_add(&ports, "gtp-u:65535", &err), 0);
	assert_string_equal(tunnel_ports_name(tunnel_ports_find(&ports, 4000)), "vxlan");
	assert_string_equal(tunnel_ports_name(tunnel_ports_find(&ports, 65535)), "gtp-u");
	assert_int_equal(tunnel_ports_add(&ports, "geneve:4000", &err), 0);
	assert_string_equal(tunnel_ports_name(tunnel_ports_find(&ports, 4000)), "geneve");
	assert_int_equal(tunnel_ports_find(&ports, 4001), TUNNEL_PORTS_NONE);
}

static void test_refused(void **state)
{
	static const char *const texts[] = {"", ":", "vxlan", "vxlan:", ":4000", "vxlan:0",
	    "vxlan:65536", "vxlan:4294967297", "vxlan: 4000", "vxlan:+1", "vxlan:4000 ",
	    "vxlan:4000:1", "VXLAN:4000", "vxlanx:4000", "vx:4000"};
	struct tunnel_ports ports = {.count = 0};
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(tunnel_ports_add(&ports, texts[i], &err), -1);
		assert_non_null(strstr(err.text, "vxlan:48879"));
	}
	assert_int_equal(ports.count, 0);
	for (unsigned i = 0; i < TUNNEL_PORTS_MAX; i++)
		assert_int_equal(tunnel_ports_add(&ports, "tzsp:7", &err), 0);
	assert_int_equal(tunnel_ports_add(&ports, "tzsp:7", &err), -1);
}

static void test_noted(void **state)
{
	static const struct tunnel_port seen[] = {{8472, 3}, {0, 3}, {80, 2}, {8472, 1}, {80, 2}};
	struct tunnel_ports ports = {.count = 0};

	(void)state;
	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
		tunnel_ports_note(&ports, seen[i]);
	assert_int_equal(ports.count, 3);
	assert_int_equal(ports.of[0].port, 80);
	assert_int_equal(ports.of[1].row, 1);
	assert_int_equal(ports.of[2].row, 3);
	for (unsigned port = 1000; port < 1000 + 2 * TUNNEL_PORTS_MAX; port++)
		tunnel_ports_note(&ports, (struct tunnel_port){(uint16_t)port, 0});
	assert_int_equal(ports.count, TUNNEL_PORTS_MAX);
}

/* Each name once, none without a text. */
static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < tunnel_ports_rows(); i++) {
		assert_int_equal(!tunnel_ports_name(i), !tunnel_ports_what(i));
		for (size_t k = 0; tunnel_ports_name(i) && k < i; k++)
			assert_true(!tunnel_ports_name(k) ||
				    strcmp(tunnel_ports_name(k), tunnel_ports_name(i)) != 0);
	}
	assert_null(tunnel_ports_name(tunnel_ports_rows()));
	assert_null(tunnel_ports_tshark(TUNNEL_PORTS_NONE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_added),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_noted),
	    cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

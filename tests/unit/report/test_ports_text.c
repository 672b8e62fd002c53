#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>

#include "../../../src/report/builder.h"

static void test_forms(void **state)
{
	struct arena a = {0};
	struct ports ports = {.first = 0};

	(void)state;
	assert_null(ports_text(&a, &ports, &port_form_prose, 0));
	ports_add(&ports, 5300);
	ports_add(&ports, 53);
	assert_string_equal(ports_text(&a, &ports, &port_form_prose, 0), "53, 5300");
	ports_add(&ports, 5301);
	ports_add(&ports, 65535);
	assert_string_equal(ports_text(&a, &ports, &port_form_display, 0), "53, 5300..5301, 65535");
	assert_string_equal(ports_text(&a, &ports, &port_form_bpf, 0),
	    "port 53 or portrange 5300-5301 or port 65535");
	assert_string_equal(ports_text(&a, &ports, &port_form_udp, 53),
	    "-d udp.port==5300-5301,dns -d udp.port==65535,dns");
	assert_string_equal(ports_text(&a, &ports, &port_form_tcp, 53),
	    "-d tcp.port==5300-5301,dns -d tcp.port==65535,dns");
	arena_fini(&a);
}

static void test_no_other_port(void **state)
{
	struct arena a = {0};
	struct ports ports = {.first = 0};

	(void)state;
	ports_add(&ports, 53);
	assert_null(ports_text(&a, &ports, &port_form_udp, 53));
	ports_add(&ports, 54);
	assert_string_equal(ports_text(&a, &ports, &port_form_udp, 53), "-d udp.port==53-54,dns");
	arena_fini(&a);
}

static void test_too_many_runs(void **state)
{
	struct arena a = {0};
	struct ports ports = {.first = 0};

	(void)state;
	for (unsigned i = 0; i < 64; i++)
		ports_add(&ports, (uint16_t)(1 + 2 * i));
	assert_non_null(ports_text(&a, &ports, &port_form_prose, 0));
	ports_add(&ports, 1000);
	assert_null(ports_text(&a, &ports, &port_form_prose, 0));
	arena_fini(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_no_other_port),
	    cmocka_unit_test(test_too_many_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

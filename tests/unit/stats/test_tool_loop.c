#include "../../../src/stats/tool_loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define V6_NAME "3.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"

static const uint8_t v4[4] = {10, 0, 255, 53};
static const uint8_t v6[16] = {0x20, 0x01, 0x0d, 0xb8, [15] = 0x53};

static void reverse_names(void **state)
{
	static const struct {
		const char *name;
		bool of_v4, of_v6;
	} rows[] = {
	    {"53.255.0.10.in-addr.arpa", true, false},
	    {"53.255.0.10.IN-ADDR.arpa", true, false},
	    {"54.255.0.10.in-addr.arpa", false, false},
	    {"10.0.255.53.in-addr.arpa", false, false},
	    {"255.0.10.in-addr.arpa", false, false},
	    {"1.53.255.0.10.in-addr.arpa", false, false},
	    {V6_NAME, false, true},
	    {"0" V6_NAME, false, false},
	    {".", false, false},
	};
	struct address first = address_v4(v4), second = address_v6(v6), none = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct dns_name name;

		assert_int_equal(dns_name_parse(rows[i].name, &name), 0);
		assert_int_equal(tool_loop_is_reverse(&name, &first), rows[i].of_v4);
		assert_int_equal(tool_loop_is_reverse(&name, &second), rows[i].of_v6);
		assert_false(tool_loop_is_reverse(&name, &none));
	}
}

static struct tool_loop count(unsigned messages, uint16_t id, uint16_t qtype, const char *text,
    uint16_t port_step, bool response)
{
	struct tool_loop t = {.ports = 0};
	struct dns_name name;

	assert_int_equal(dns_name_parse(text, &name), 0);
	for (unsigned i = 0; i < messages; i++) {
		struct dns_event e = {.server = address_v4(v4),
		    .client_port = (uint16_t)(50000 + port_step * i),
		    .id = id,
		    .qtype = qtype,
		    .qname = &name,
		    .response = response};

		tool_loop_add(&t, &e);
	}
	return t;
}

static void starts_and_ports(void **state)
{
	static const char own[] = "53.255.0.10.in-addr.arpa", other[] = "9.255.0.10.in-addr.arpa";
	struct tool_loop t = count(20, 1, DNS_TYPE_PTR, own, 13, false);

	(void)state;
	assert_int_equal(t.starts[0], 20);
	assert_int_equal(t.starts[1], 0);
	assert_in_range(__builtin_popcountll(t.ports), 10, 20);
	t = count(20, 1, DNS_TYPE_PTR, own, 0, true);
	assert_int_equal(t.starts[0], 0);
	assert_int_equal(t.starts[1], 20);
	assert_int_equal(__builtin_popcountll(t.ports), 1);
	t = count(20, 2, DNS_TYPE_PTR, own, 13, false);
	assert_int_equal(t.starts[0], 0);
	assert_true(t.ports == 0);
	t = count(20, 1, DNS_TYPE_A, own, 13, false);
	assert_int_equal(t.starts[0], 0);
	t = count(20, 1, DNS_TYPE_PTR, other, 13, false);
	assert_int_equal(t.starts[0], 0);
}

/* Counts add up; a port seen on both sides is one. */
static void merging(void **state)
{
	struct tool_loop a = {{3, 2}, 0x11}, b = {{4, 1}, 0x30};

	(void)state;
	tool_loop_merge(&a, &b);
	assert_int_equal(a.starts[0], 7);
	assert_int_equal(a.starts[1], 3);
	assert_true(a.ports == 0x31);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reverse_names),
	    cmocka_unit_test(starts_and_ports),
	    cmocka_unit_test(merging),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What src/score/bound.c relies on; tests/prop/test_bound.c compares it with judging in full. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "dns/name.h"
#include "score/known_services.h"

/* Data stands left of a token, and that left of a suffix of two labels at least. */
static void test_may_send_data(void **state)
{
	static const struct {
		const char *name;
		bool may;
	} rows_of_data[] = {{"com", false}, {"x7q9zk2v.com", false}, {"x7q9zk2v.dnslog.cn", false},
	    {"x7q9zk2v.a1b2c3.dnslog.cn", true}, {"x7q9zk2.a1b2c3.dnslog.cn", false},
	    {"www.x7q9zk2v.a1b2c3.dnslog.cn", true}, {"x7q9zk2v.a.a1b2c3.dnslog.cn", true}};
	size_t rows;
	const struct known_service *table = known_services_table(&rows);
	(void)state;

	for (size_t i = 0; i < rows; i++)
		if (!known_services_is_benign(&table[i]))
			assert_non_null(strchr(table[i].suffix, '.'));
	for (size_t i = 0; i < sizeof rows_of_data / sizeof *rows_of_data; i++) {
		struct dns_name name;

		assert_int_equal(dns_name_parse(rows_of_data[i].name, &name), 0);
		struct sample_name sampled = {.wire = name.wire, .wire_len = name.len};
		if (known_services_may_send_data(&sampled) != rows_of_data[i].may)
			fail_msg("%s", rows_of_data[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_may_send_data)};

	return cmocka_run_group_tests_name("bound", tests, NULL, NULL);
}

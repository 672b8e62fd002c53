#include "base/accounting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

/* Every number different, and both sums right. */
static const struct accounting balanced = {
    .packets = 1 + 2 + 4 + 8 + 16 + 32 + 64,
    .dns_udp = 1,
    .dns_tcp = 2,
    .ip_fragments = 4,
    .not_dns = 8,
    .filtered = 16,
    .undecodable = {[ANOMALY_LINK_SHORT] = 32, [ANOMALY_UDP_SHORT] = 64},
    .duplicate_packets = 128,
    .other_files = 17,
    .messages = 3 + 5 + 7,
    .queries = 3,
    .responses = 5,
    .bad = 7,
    .cut = 11,
    .malformed = 13,
};

static void test_balance(void **state)
{
	(void)state;
	struct accounting a = balanced;

	assert_int_equal(accounting_undecodable(&a), 96);
	assert_int_equal(accounting_balance(&a), 0);
	a.packets++;
	assert_int_equal(accounting_balance(&a), 1);
	a = balanced;
	a.undecodable[ANOMALY_IP_SHORT]++;
	assert_int_equal(accounting_balance(&a), 1);
	a = balanced;
	a.bad++;
	assert_int_equal(accounting_balance(&a), 1);
}

/* The struct is nothing but 64-bit counters: all of them must add. */
static void test_merge_adds_every_counter(void **state)
{
	(void)state;
	uint64_t counters[sizeof(struct accounting) / sizeof(uint64_t)];
	struct accounting into, from;

	for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
		counters[i] = i + 1;
	memcpy(&into, counters, sizeof into);
	from = into;
	accounting_merge(&into, &from);
	memcpy(counters, &into, sizeof into);
	for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
		assert_int_equal(counters[i], 2 * (i + 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_balance),
	    cmocka_unit_test(test_merge_adds_every_counter),
	};
	return cmocka_run_group_tests_name("accounting", tests, NULL, NULL);
}

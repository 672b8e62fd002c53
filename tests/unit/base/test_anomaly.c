#include "base/anomaly.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

/* Names are keys of reports: lower case words with hyphens, each once; each has its sentence. */
static void test_table(void **state)
{
	(void)state;
	for (enum anomaly a = 0; a < ANOMALY_COUNT; a++) {
		const char *name = anomaly_name(a);

		assert_int_equal(
		    strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
		assert_in_range(strlen(name), 1, 40);
		assert_in_range(strlen(anomaly_what(a)), 10, 200);
		for (enum anomaly b = 0; b < a; b++)
			assert_string_not_equal(name, anomaly_name(b));
	}
}

static struct source_ref ref(uint32_t input, uint64_t number)
{
	return (struct source_ref){.input = input, .record = number};
}

static void test_first_sighting(void **state)
{
	(void)state;
	struct anomaly_log log = {0};

	anomaly_note(&log, ANOMALY_NONE, ref(0, 1));
	anomaly_note(&log, ANOMALY_DNS_CUT, ref(1, 5));
	anomaly_note(&log, ANOMALY_DNS_CUT, ref(1, 9));
	assert_int_equal(log.first[ANOMALY_DNS_CUT].record, 5);
	anomaly_note(&log, ANOMALY_DNS_CUT, ref(0, 7));
	anomaly_note(&log, ANOMALY_DNS_CUT, ref(0, 0)); /* of no frame: comes last */
	assert_int_equal(log.count[ANOMALY_DNS_CUT], 4);
	assert_int_equal(log.first[ANOMALY_DNS_CUT].input, 0);
	assert_int_equal(log.first[ANOMALY_DNS_CUT].record, 7);
	for (int a = 0; a < ANOMALY_COUNT; a++)
		assert_int_equal(log.count[a], a == ANOMALY_DNS_CUT ? 4 : 0);
}

static void test_merge_in_any_order(void **state)
{
	(void)state;
	struct anomaly_log a = {0}, b = {0}, ab, ba;

	anomaly_note(&a, ANOMALY_TCP_GAP, ref(0, 8));
	anomaly_note(&a, ANOMALY_IP_SHORT, ref(0, 9));
	anomaly_note(&b, ANOMALY_TCP_GAP, ref(0, 3));
	anomaly_note(&b, ANOMALY_UDP_SHORT, ref(2, 1));
	ab = a;
	anomaly_merge(&ab, &b);
	ba = b;
	anomaly_merge(&ba, &a);
	for (int i = 0; i < ANOMALY_COUNT; i++) {
		assert_int_equal(ab.count[i], ba.count[i]);
		assert_int_equal(source_ref_compare(ab.first[i], ba.first[i]), 0);
	}
	assert_int_equal(ab.count[ANOMALY_TCP_GAP], 2);
	assert_int_equal(ab.first[ANOMALY_TCP_GAP].record, 3);
	assert_int_equal(ab.first[ANOMALY_UDP_SHORT].input, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_table),
	    cmocka_unit_test(test_first_sighting),
	    cmocka_unit_test(test_merge_in_any_order),
	};
	return cmocka_run_group_tests_name("anomaly", tests, NULL, NULL);
}

#include "base/packet_gaps.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <cmocka.h>

#define SECOND INT64_C(1000000000)

static struct packet_gaps of_times(const int64_t *seconds, size_t count)
{
	struct packet_gaps s = {.count = 0};
	int64_t last = seconds[0];

	for (size_t i = 1; i < count; i++) {
		packet_gaps_note(&s, last * SECOND, seconds[i] * SECOND);
		if (seconds[i] > last)
			last = seconds[i];
	}
	return s;
}

static void finds_pauses(void **state)
{
	static const struct {
		int64_t seconds[5];
		size_t count;
	} rows[] = {
	    {{0, 60, 120, 180, 240}, 0},   /* a minute is none */
	    {{0, 61, 62, 63, 64}, 1},      /* more is */
	    {{0, 100, 101, 300, 301}, 2},  /* each by itself */
	    {{0, 100, 50, 101, 102}, 0},   /* a late packet ends it */
	    {{0, 100, 0, 100, 102}, 1},    /* not one at its edges */
	    {{500, 100, 90, 501, 502}, 0}, /* going back is none */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(of_times(rows[i].seconds, 5).count, rows[i].count);
}

/* The longest are kept, in order of time; those usual for the input are left out. */
static void keeps_the_longest(void **state)
{
	struct packet_gaps s = {.count = 0};
	int64_t now = 0;

	(void)state;
	for (int64_t i = 1; i <= 100; i++) {
		packet_gaps_note(&s, now, now + i * 100 * SECOND);
		now += i * 100 * SECOND;
	}
	packet_gaps_finalize(&s, (uint64_t)now, 1000000);
	assert_int_equal(s.count, PACKET_GAPS_MAX);
	for (size_t i = 0; i < s.count; i++)
		assert_int_equal(s.of[i].to_ns - s.of[i].from_ns,
		    (int64_t)(100 - PACKET_GAPS_MAX + 1 + i) * 100 * SECOND);
	packet_gaps_finalize(&s, (uint64_t)now, 100);
	assert_int_equal(s.count, 0);
}

static void holds_any_time(void **state)
{
	struct packet_gaps s = {.count = 0};

	(void)state;
	packet_gaps_note(&s, INT64_MIN, INT64_MAX);
	packet_gaps_note(&s, INT64_MAX, INT64_MIN);
	packet_gaps_finalize(&s, 0, 100);
	assert_int_equal(s.count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(finds_pauses),
	    cmocka_unit_test(keeps_the_longest), cmocka_unit_test(holds_any_time)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

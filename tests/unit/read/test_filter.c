#include "read/filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/utc.h"

#define T INT64_C(1478995200000000000) /* 2016-11-13 */
#define S NS_PER_SECOND

static const struct {
	const char *text;
	enum filter_origin origin;
	int64_t ns;
} valid[] = {
    {"2016-11-13", FILTER_EPOCH, T},
    {"2016-11-13T00:00", FILTER_EPOCH, T},
    {"2016-11-13T00:00:00Z", FILTER_EPOCH, T},
    {"2016-11-13T02:00:00+02:00", FILTER_EPOCH, T},
    {"2016-11-13 02:00+02", FILTER_EPOCH, T},
    {"2016-11-12T20:30:00.5-0330", FILTER_EPOCH, T + S / 2},
    {"2016-11-13T23:59-23:59", FILTER_EPOCH, T + 2 * NS_PER_DAY - 120 * S},
    {"@1478995200", FILTER_EPOCH, T},
    {"+0s", FILTER_FIRST, 0},
    {"+10m", FILTER_FIRST, 600 * S},
    {"-1h", FILTER_LAST, 3600 * S},
    {"-1h30m", FILTER_LAST, 5400 * S},
    {"+2d1s", FILTER_FIRST, 2 * NS_PER_DAY + S},
    {"-100000d", FILTER_LAST, 100000 * NS_PER_DAY},
};

static const char *const invalid[] = {"", "+", "-", "+10", "10m", "+m", "+1x", "+1hm", "+1 h",
    "+-1h", "+1h ", "+100001d", "+99999999999s", "+9999999999d", "+1.5h", "now", "2016-11-13+02:00",
    "2016-11-13T02:00+", "2016-11-13T02:00+2", "2016-11-13T02:00+24:00", "2016-11-13T02:00+02:60",
    "2016-11-13T02:00+02:", "2016-11-13T02:00+02:00Z", "2016-11-13T02:00Z+02:00",
    "2016-11-13T02:00+02:00:00", "2016-11-13T+02:00", "@1+02:00", "@-1", "-2016-11-13",
    "2016-11-13T02:00:00.00000000000000000000000000+02:00"};

static void test_texts(void **state)
{
	(void)state;
	struct filter_time t;

	for (size_t i = 0; i < sizeof valid / sizeof *valid; i++) {
		if (filter_time_parse(&t, valid[i].text) != 0)
			fail_msg("%s is refused", valid[i].text);
		assert_int_equal(t.origin, valid[i].origin);
		if (t.ns != valid[i].ns)
			fail_msg("%s: %lld", valid[i].text, (long long)t.ns);
	}
	for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++)
		if (filter_time_parse(&t, invalid[i]) == 0)
			fail_msg("'%s' is taken", invalid[i]);
}

/* Relative to packets of any time, even at the ends of what 64 bits hold. */
static void test_period(void **state)
{
	(void)state;
	struct filter f;
	const int64_t first = T, last = T + 100 * S, early = INT64_MIN + 1, late = INT64_MAX - 1;

	filter_init(&f);
	assert_false(filter_is_relative(&f));
	struct filter_period p = filter_period(&f, &first, &last);
	assert_true(filter_within(&p, INT64_MIN) && filter_within(&p, INT64_MAX - 1));
	f.from = (struct filter_time){10 * S, FILTER_FIRST};
	f.to = (struct filter_time){10 * S, FILTER_LAST};
	assert_true(filter_is_relative(&f));
	p = filter_period(&f, &first, &last);
	assert_false(filter_within(&p, T + 10 * S - 1));
	assert_true(filter_within(&p, T + 10 * S));
	assert_true(filter_within(&p, T + 90 * S - 1));
	assert_false(filter_within(&p, T + 90 * S));
	p = filter_period(&f, NULL, NULL);
	assert_true(filter_within(&p, 0));
	p = filter_period(&f, &late, &early);
	assert_int_equal(p.from_ns, INT64_MAX);
	assert_int_equal(p.to_ns, INT64_MIN);
	filter_fini(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_texts),
	    cmocka_unit_test(test_period),
	};
	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}

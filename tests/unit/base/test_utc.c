#include "base/utc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static const struct {
	int64_t time_ns;
	const char *rfc3339, *plain;
} times[] = {
    {0, "1970-01-01T00:00:00.000000Z", "1970-01-01 00:00:00"},
    {INT64_C(1479074404123456789), "2016-11-13T22:00:04.123456Z", "2016-11-13 22:00:04"},
    {INT64_C(951782399999999999), "2000-02-28T23:59:59.999999Z", "2000-02-28 23:59:59"},
    {INT64_C(951782400000000000), "2000-02-29T00:00:00.000000Z", "2000-02-29 00:00:00"},
    {INT64_C(4107542400000000000), "2100-03-01T00:00:00.000000Z", "2100-03-01 00:00:00"},
    {-1, "1969-12-31T23:59:59.999999Z", "1969-12-31 23:59:59"},
    {-1000, "1969-12-31T23:59:59.999999Z", "1969-12-31 23:59:59"},
    {-86400 * NS_PER_SECOND, "1969-12-31T00:00:00.000000Z", "1969-12-31 00:00:00"},
    {INT64_MAX, "2262-04-11T23:47:16.854775Z", "2262-04-11 23:47:16"},
    {INT64_MIN, "1677-09-21T00:12:43.145224Z", "1677-09-21 00:12:43"},
};

static void test_to_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		char text[UTC_TEXT_MAX];

		assert_string_equal(utc_rfc3339(times[i].time_ns, text), times[i].rfc3339);
		assert_string_equal(utc_short(times[i].time_ns, text), times[i].plain);
	}
}

static const struct {
	const char *text;
	int64_t time_ns;
} valid[] = {
    {"1970-01-01", 0},
    {"2016-11-13", INT64_C(1478995200000000000)},
    {"2016-11-13T22:00", INT64_C(1479074400000000000)},
    {"2016-11-13 22:00:04", INT64_C(1479074404000000000)},
    {"2016-11-13T22:00:04Z", INT64_C(1479074404000000000)},
    {"2016-11-13T22:00:04.5Z", INT64_C(1479074404500000000)},
    {"2016-11-13T22:00:04.123456789", INT64_C(1479074404123456789)},
    {"2016-11-13T22:00:04.1234567891", INT64_C(1479074404123456789)},
    {"2016-02-29", INT64_C(1456704000000000000)},
    {"@0", 0},
    {"@1479074404", INT64_C(1479074404000000000)},
    {"@1479074404.25", INT64_C(1479074404250000000)},
};

static void test_from_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof valid / sizeof *valid; i++) {
		int64_t time_ns = -1;

		assert_int_equal(utc_parse(valid[i].text, &time_ns), 0);
		assert_true(time_ns == valid[i].time_ns);
	}
}

static const char *const invalid[] = {"", "Z", "2016", "2016-11", "2016-11-", "2016-11-1",
    "16-11-13", "2016-11-13T", "2016-11-13T22", "2016-11-13T22:", "2016-11-13T22:0",
    "2016-11-13T22:00:", "2016-11-13T22:00:4", "2016-11-13T22:00x", "2016-13-01", "2016-00-01",
    "2016-01-00", "2016-01-32", "2016-01-01T24:00", "2016-01-01T00:60", "2016-01-01T00:00:61",
    "1969-12-31", "2262-01-01", "2016-11-13T22:00+01:00", "2016/11/13", " 2016-11-13", "@", "@x",
    "@-1", "@1x", "@1.5x", "@9999999999", "@99999999999"};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
		int64_t time_ns;

		if (utc_parse(invalid[i], &time_ns) == 0)
			fail_msg("%s was read as a time", invalid[i]);
	}
}

/* Every day from 1970 to 2261: text and back. */
static void test_every_day(void **state)
{
	(void)state;
	char text[UTC_TEXT_MAX], before[UTC_TEXT_MAX] = "";

	for (int64_t day = 0; day < 106650; day++) {
		int64_t time_ns = day * 86400 * NS_PER_SECOND, again;

		utc_rfc3339(time_ns, text);
		assert_true(strcmp(before, text) < 0);
		assert_int_equal(utc_parse(text, &again), 0);
		assert_true(again == time_ns);
		memcpy(before, text, sizeof before);
	}
	assert_memory_equal(text, "2261-12-3", 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_to_text),
	    cmocka_unit_test(test_from_text),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_every_day),
	};
	return cmocka_run_group_tests_name("utc", tests, NULL, NULL);
}

#include "../../../src/log/times.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

#include "base/utc.h"

typedef bool parser(struct times *t, struct scan *s, int64_t *time_ns);

/* Text, what is left behind it, and the time; NULL = refused. */
static const struct {
	parser *parse;
	const char *text, *rest, *time;
} rows[] = {
    {times_iso, "2024-03-12T09:00:00Z", "", "2024-03-12T09:00:00.000000Z"},
    {times_iso, "2024-03-12 09:00:00,25 x", " x", "2024-03-12T09:00:00.250000Z"},
    {times_iso, "2024/03/12 09:00:00+0130", "", "2024-03-12T07:30:00.000000Z"},
    {times_iso, "2024-03-12T09:00:00.123456789-08:00", "", "2024-03-12T17:00:00.123456Z"},
    {times_iso, "2024-02-29T00:00:00Z", "", "2024-02-29T00:00:00.000000Z"},
    {times_iso, "2023-02-29T00:00:00Z", NULL, NULL},
    {times_iso, "2024-13-01T00:00:00Z", NULL, NULL},
    {times_iso, "2024-03-12", NULL, NULL},
    {times_epoch, "1710234000", "", "2024-03-12T09:00:00.000000Z"},
    {times_epoch, "1710234000.5]", "]", "2024-03-12T09:00:00.500000Z"},
    {times_epoch, "1710234000500", "", "2024-03-12T09:00:00.500000Z"},
    {times_epoch, "1710234000500000", "", "2024-03-12T09:00:00.500000Z"},
    {times_epoch, "XXXX.XX", NULL, NULL},
    {times_epoch, "99999999999999999999", NULL, NULL},
    {times_bind, "17-Feb-2018 23:06:56.326 x", " x", "2018-02-17T23:06:56.326000Z"},
    {times_bind, "31-Feb-2018 23:06:56.326", NULL, NULL},
    {times_syslog, "Mar  4 05:06:07 host", " host", "1972-03-04T05:06:07.000000Z"},
    {times_syslog, "Feb 29 05:06:07.5", "", "1972-02-29T05:06:07.500000Z"},
    {times_syslog, "Foo  4 05:06:07", NULL, NULL},
    {times_windows, "3/4/2025 12:00:01 AM X", " X", "2025-03-04T00:00:01.000000Z"},
    {times_windows, "3/4/2025 12:00:01 PM", "", "2025-03-04T12:00:01.000000Z"},
    {times_windows, "3/4/2025 1:00:01 PM", "", "2025-03-04T13:00:01.000000Z"},
    {times_windows, "3/4/2025 13:00:01 PM", NULL, NULL},
    {times_windows, "31.12.2025 13:00:01", "", "2025-12-31T13:00:01.000000Z"},
    {times_windows, "12/31/2025 13:00:01", "", "2025-12-31T13:00:01.000000Z"},
    {times_windows, "2025-12-31 13:00:01", "", "2025-12-31T13:00:01.000000Z"},
    {times_windows, "2025/12/31 13:00:01", "", "2025-12-31T13:00:01.000000Z"},
    {times_windows, "3/4.2025 13:00:01", NULL, NULL},
    {times_windows, "31/31/2025 13:00:01", NULL, NULL},
};

static void forms(void **state)
{
	static const struct log_options options;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct times t;
		struct scan s = scan_of(rows[i].text, strlen(rows[i].text));
		char text[UTC_TEXT_MAX];
		int64_t ns;

		times_init(&t, &options, "", 0);
		bool read = rows[i].parse(&t, &s, &ns);
		if (read != (rows[i].time != NULL))
			fail_msg("%s: %d", rows[i].text, read);
		assert_string_equal(s.at, read ? rows[i].rest : rows[i].text);
		if (read)
			assert_string_equal(utc_rfc3339(ns, text), rows[i].time);
	}
}

static const char *syslog_time(struct times *t, const char *text)
{
	static char out[UTC_TEXT_MAX];
	struct scan s = scan_of(text, strlen(text));
	int64_t ns;

	assert_true(times_syslog(t, &s, &ns));
	return utc_rfc3339(ns, out);
}

/* --log-year, else the year in the name; a month that falls back by six is of the next year. */
static void years(void **state)
{
	struct log_options options = {.year = 2019};
	struct times t;

	(void)state;
	times_init(&t, &options, "a-2024.log", 0);
	assert_string_equal(syslog_time(&t, "Dec 31 23:59:59"), "2019-12-31T23:59:59.000000Z");
	assert_string_equal(syslog_time(&t, "Jan  1 00:00:00"), "2020-01-01T00:00:00.000000Z");
	assert_string_equal(syslog_time(&t, "Feb  1 00:00:00"), "2020-02-01T00:00:00.000000Z");
	options.year = 0;
	times_init(&t, &options, "/var/10.2.3.4/dns.log-20240312.gz", 0);
	assert_int_equal(t.year, 2024);
	times_init(&t, &options, "dns.2024-03.log", 0);
	assert_int_equal(t.year, 2024);
	times_init(&t, &options, "ticket12024/20249912.log", 0);
	assert_int_equal(t.year, 0);
}

/* The header of gzip or an archive says when the log was changed last. */
static void stored_years(void **state)
{
	static const struct log_options options;
	static const struct {
		int64_t modified_s;
		const char *text, *time;
	} cases[] = {
	    {1710288000, "Mar 12 05:06:07", "2024-03-12T05:06:07.000000Z"},
	    {1710288000, "Mar 14 05:06:07", "2024-03-14T05:06:07.000000Z"},
	    {1710288000, "Mar 15 05:06:07", "2023-03-15T05:06:07.000000Z"},
	    {1704153600, "Dec 31 05:06:07", "2023-12-31T05:06:07.000000Z"},
	    {1704153600, "Jan  1 05:06:07", "2024-01-01T05:06:07.000000Z"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct scan s = scan_of(cases[i].text, strlen(cases[i].text));
		char text[UTC_TEXT_MAX];
		struct times t;
		int64_t ns;

		times_init(&t, &options, "dns.log.gz", cases[i].modified_s);
		assert_true(times_syslog(&t, &s, &ns));
		assert_string_equal(utc_rfc3339(ns, text), cases[i].time);
		assert_true(t.year_stored);
	}
}

static void date_order(void **state)
{
	static const struct log_options options;
	const char *text = "3/4/2025 1:00:00";
	char out[UTC_TEXT_MAX];
	struct times t;
	int64_t ns;

	(void)state;
	times_init(&t, &options, "", 0);
	struct scan s = scan_of(text, strlen(text));
	assert_true(times_windows(&t, &s, &ns));
	assert_true(t.order_open);
	times_init(&t, &options, "", 0);
	times_windows_learn(&t, scan_of("13/4/2025 x", 11));
	s = scan_of(text, strlen(text));
	assert_true(times_windows(&t, &s, &ns));
	assert_false(t.order_open);
	assert_string_equal(utc_rfc3339(ns, out), "2025-04-03T01:00:00.000000Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(forms),
	    cmocka_unit_test(years),
	    cmocka_unit_test(stored_years),
	    cmocka_unit_test(date_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

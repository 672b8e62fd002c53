#include "../../../src/log/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/guard.h"

static void addresses(void **state)
{
	static const struct {
		const char *text, *address; /* NULL = refused */
	} rows[] = {
	    {"10.0.0.1", "10.0.0.1"},
	    {"255.255.255.255", "255.255.255.255"},
	    {"256.1.1.1", NULL},
	    {"123.456.789.112", NULL},
	    {"1.2.3", NULL},
	    {"1.2.3.4.5", NULL},
	    {"1.2.3.4x", NULL},
	    {"2001:DB8::1", "2001:db8::1"},
	    {"fe80::1%eth0", "fe80::1"},
	    {"::ffff:192.0.2.1", "192.0.2.1"},
	    {"::", "::"},
	    {":", NULL},
	    {"", NULL},
	    {"host", NULL},
	    {"1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb:cccc", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t len = strlen(rows[i].text);
		const uint8_t *copy = guard_copy(rows[i].text, len);
		char text[ADDRESS_TEXT_MAX];
		struct address a;

		bool good = scan_address(scan_of(copy, len), &a);
		if (good != (rows[i].address != NULL))
			fail_msg("%s", rows[i].text);
		if (good)
			assert_string_equal(address_text(&a, text), rows[i].address);
		guard_free(copy, len);
	}
}

/* A failed function takes nothing. */
static void parts(void **state)
{
	const uint8_t *copy = guard_copy("ab 12,0x1fg", 11);
	struct scan s = scan_of(copy, 11);
	uint64_t n;
	int digits, value;

	(void)state;
	assert_false(scan_text(&s, "ab 12,0x1fgh"));
	assert_true(scan_text(&s, "ab"));
	assert_false(scan_number(&s, &n));
	assert_true(scan_blanks(&s));
	assert_false(scan_digits(&s, 3, &value));
	assert_true(scan_number(&s, &n) && n == 12);
	assert_true(scan_char(&s, ',') && scan_text(&s, "0x"));
	assert_true(scan_hex(&s, &n, &digits) && n == 0x1f && digits == 2);
	struct scan word = scan_word(&s);
	assert_true(scan_is(&word, "g") && s.at == s.end && scan_peek(&s) == '\0');
	assert_int_equal(scan_left(&s), 0);
	s = scan_of(copy, 11);
	word = scan_until(&s, ' ');
	assert_true(scan_is(&word, "ab") && scan_starts(&s, "12"));
	word = scan_until(&s, '!');
	assert_true(s.at == s.end && scan_left(&word) == 8);
	guard_free(copy, 11);
	s = scan_of("1234567890123456789", 19);
	assert_false(scan_number(&s, &n));
	assert_false(scan_whole(scan_of("70000", 5), UINT16_MAX, &n));
	assert_true(scan_whole(scan_of("65535", 5), UINT16_MAX, &n));
}

static void finds(void **state)
{
	struct scan s = scan_of("x from y from z", 15);

	(void)state;
	assert_ptr_equal(scan_find(s, " from "), s.at + 1);
	assert_ptr_equal(scan_last(s, " from "), s.at + 8);
	assert_null(scan_last(s, "none"));
	assert_null(scan_find(scan_of(s.at, 0), "x"));
}

/* Every place of a separator, in and behind blocks of 16, against a plain search. */
static void fields(void **state)
{
	char text[40];
	const char *ends[64];

	(void)state;
	for (size_t len = 0; len <= sizeof text; len++)
		for (size_t a = 0; a <= len; a++)
			for (size_t b = a; b <= len; b++) {
				memset(text, 'x', sizeof text);
				if (a < len)
					text[a] = '\t';
				if (b < len)
					text[b] = '\t';
				size_t n = 0,
				       count = scan_fields(scan_of(text, len), '\t', ends, 64);
				for (size_t i = 0; i <= len; i++)
					if (i == len || text[i] == '\t')
						assert_ptr_equal(ends[n++], text + i);
				assert_int_equal(count, n);
			}
	assert_int_equal(scan_fields(scan_of("a,b,c", 5), ',', ends, 3), 3);
	assert_int_equal(scan_fields(scan_of("a,b,c", 5), ',', ends, 2), 3);
	assert_int_equal(scan_fields(scan_of("", 0), ',', ends, 2), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(fields),
	    cmocka_unit_test(addresses),
	    cmocka_unit_test(parts),
	    cmocka_unit_test(finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

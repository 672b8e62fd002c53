#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/digits.h"

static void test_like_printf(void **state)
{
	static const int64_t numbers[] = {0, 1, -1, 9, 10, -10, 99, 100, INT32_MAX, INT32_MIN,
	    INT64_MAX, INT64_MAX - 1, INT64_MIN, INT64_MIN + 1, INT64_C(1000000000000000000)};

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char expected[32], made[DIGITS_TEXT_MAX];

		snprintf(expected, sizeof expected, "%lld", (long long)numbers[i]);
		assert_int_equal(digits_of(numbers[i], made), strlen(expected));
		assert_string_equal(made, expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_like_printf)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

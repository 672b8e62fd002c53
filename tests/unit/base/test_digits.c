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
	/* every length, also next to powers of ten */
	for (int64_t number = 1, step = 0; step < 60; step++, number = number * 7 / 2 + 1) {
		char expected[32], made[DIGITS_TEXT_MAX];

		number %= INT64_MAX / 8;
		snprintf(expected, sizeof expected, "%lld", (long long)-number);
		assert_int_equal(digits_of(-number, made), strlen(expected));
		assert_string_equal(made, expected);
	}
}

static void test_fixed(void **state)
{
	char made[8];

	(void)state;
	for (unsigned number = 0; number < 100000; number++)
		for (unsigned count = 0; count <= 6; count++) {
			char expected[16];

			snprintf(expected, sizeof expected, "%06u", number);
			memset(made, '#', sizeof made);
			digits_fixed(number, count, made);
			assert_memory_equal(made, expected + 6 - count, count);
			assert_int_equal(made[count], '#');
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_like_printf),
	    cmocka_unit_test(test_fixed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/grouped.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static const struct {
	int64_t n;
	const char *text;
} rows[] = {
    {0, "0"},
    {999, "999"},
    {1575, "1,575"},
    {-999, "-999"},
    {-1000, "-1,000"},
    {118402, "118,402"},
    {INT64_MAX, "9,223,372,036,854,775,807"},
    {INT64_MIN, "-9,223,372,036,854,775,808"},
};

static void test_grouped(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[GROUPED_MAX];

		assert_string_equal(grouped_text(rows[i].n, text), rows[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_grouped)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

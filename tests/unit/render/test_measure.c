#include "render/measure.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void test_units(void **state)
{
	static const struct {
		const char *name;
		double value;
		const char *text;
	} rows[] = {
	    {"length_median", 21, "21 characters"},
	    {"length_median", 1, "1 character"},
	    {"length_max", 62.5, "62.5 characters"},
	    {"surprise_bits", 5.3, "5.3 bits/char"},
	    {"unique_share", 0.5, "50 %"},
	    {"entropy_ratio", 1, "100 %"},
	    {"up_bytes", 1700, "1.7 kB"},
	    {"up_bytes_2min", 18, "18 B"},
	    {"burst_names", 8, "8 unique names"},
	    {"names", 1, "1 unique name"},
	    {"usual_bases", 3, "3 domains"},
	    {"interval_s", 60, "60 s"},
	    {"polls", 7, "7"},
	};
	char out[MEASURE_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(measure_text(rows[i].name, rows[i].value, out), rows[i].text);
	measure_text("up_bytes", 1e300, out);
	measure_text("up_bytes", -1, out);
	measure_text("length_median", NAN, out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_units)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

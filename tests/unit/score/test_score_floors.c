#include "../../../src/score/score_floors.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

/* Two clients are no spread; it raises and never lowers. */
static void spread_by_clients(void **unused)
{
	static const struct {
		int best;
		size_t clients;
		int score;
	} rows[] = {{55, 0, 55}, {55, 2, 55}, {55, 3, 60}, {55, 5, 60}, {55, 6, 70}, {91, 6, 91}};

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct verdict v = {.score = rows[i].best};

		assert_int_equal(score_floors_spread(rows[i].best, rows[i].clients), rows[i].score);
		score_floors_apply_spread(&v, rows[i].clients);
		assert_int_equal(v.score, rows[i].score);
		assert_int_equal(v.reason_count, rows[i].score > rows[i].best);
		if (v.reason_count == 0)
			continue;
		assert_string_equal(v.reasons[0].code, "spread");
		assert_int_equal(v.reasons[0].points, rows[i].score - rows[i].best);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(spread_by_clients)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

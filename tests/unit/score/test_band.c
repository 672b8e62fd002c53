#include "../../../src/score/band.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../../src/score/score_floors.h"

/* By hand: p = 0.5, n = 10, z = 1.645: (0.5 + 0.13530) / 1.27060 = 0.5, half 0.23074. */
static void bands(void **unused)
{
	static const struct {
		int score;
		uint64_t names;
		bool exact;
		int low, high;
	} rows[] = {
	    {50, 10, false, 26, 74},
	    {50, 1000, false, 47, 53},
	    {0, 0, false, 0, 100},
	    {90, 0, true, MARK_EXACT_SCORE, 100},
	    {85, 1, true, MARK_EXACT_SCORE, 100},
	};

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct band b = band_of(rows[i].score, rows[i].names, rows[i].exact);

		assert_int_equal(b.low, rows[i].low);
		assert_int_equal(b.high, rows[i].high);
	}
}

/* The score lies inside, and more names never widen the band. */
static void laws(void **unused)
{
	(void)unused;
	for (int score = 0; score <= 100; score++) {
		struct band wider = {0, 100};

		for (uint64_t n = 1; n < 300; n++) {
			struct band b = band_of(score, n, false);

			assert_in_range(score, b.low, b.high);
			assert_in_range(b.high, 0, 100);
			assert_true(b.high - b.low <= wider.high - wider.low + 1);
			wider = b;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(bands), cmocka_unit_test(laws)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

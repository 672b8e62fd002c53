#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "report/levels.h"
#include "score/score.h"

static void scores_have_the_levels_of_scoring(void **state)
{
	static const struct {
		int score;
		const char *name;
		bool matters, urgent;
	} rows[] = {
	    {0, "info", false, false},
	    {29, "info", false, false},
	    {30, "low", false, false},
	    {49, "low", false, false},
	    {50, "medium", true, false},
	    {69, "medium", true, false},
	    {70, "high", true, true},
	    {84, "high", true, true},
	    {85, "critical", true, true},
	    {100, "critical", true, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_string_equal(levels_name(rows[i].score), rows[i].name);
		assert_int_equal(levels_matter(rows[i].score), rows[i].matters);
		assert_int_equal(levels_urgent(rows[i].score), rows[i].urgent);
	}
}

static void a_floor_is_the_lowest_score_of_its_level(void **state)
{
	(void)state;
	for (enum level level = LEVEL_INFO; level <= LEVEL_CRITICAL; level++) {
		assert_int_equal(level_of(level_floor(level)), level);
		if (level > LEVEL_INFO)
			assert_int_equal(level_of(level_floor(level) - 1), level - 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(scores_have_the_levels_of_scoring),
	    cmocka_unit_test(a_floor_is_the_lowest_score_of_its_level),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

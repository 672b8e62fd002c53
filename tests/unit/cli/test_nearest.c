#include "../../../src/cli/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static const char *const words[] = {"scan", "rows", "info", "merge", "color", "no-color",
    "min-level", "output", "out-dir", "entropy-threshold", "json", NULL};

static const struct {
	const char *typed, *word;
} cases[] = {
    {"scan", "scan"},
    {"scna", "scan"}, /* two swapped: one edit */
    {"sca", "scan"},
    {"scann", "scan"},
    {"sxxn", NULL}, /* two edits of four */
    {"colour", "color"},
    {"nocolor", "no-color"},
    {"min_level", "min-level"},
    {"min", "min-level"},
    {"ouput", "output"},
    {"outdir", "out-dir"},
    {"out", "output"}, /* the first of two that begin so */
    {"entropy-treshhold", "entropy-threshold"},
    {"jsn", "json"},
    {"j", NULL},
    {"js", NULL},
    {"", NULL},
    {"zzzzzzzz", NULL},
    {"xyz", NULL},
    {"0123456789012345678901234567890123456789", NULL},
    {"\xff\xfe", NULL},
};

static void test_nearest(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct nearest near = {.typed = cases[i].typed};

		for (size_t w = 0; words[w]; w++)
			nearest_offer(&near, words[w]);
		if (!near.word != !cases[i].word ||
		    (near.word && strcmp(near.word, cases[i].word) != 0))
			fail_msg("%s: %s, not %s", cases[i].typed, near.word ? near.word : "none",
			    cases[i].word ? cases[i].word : "none");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_nearest),
	};
	return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}

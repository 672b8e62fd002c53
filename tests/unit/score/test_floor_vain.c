#include "../../../src/score/score_floors.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/named.h"

static void random_name(unsigned i, char *out, size_t cap)
{
	unsigned long long x = (i + 1) * 0x9e3779b97f4a7c15ULL;

	snprintf(out, cap, "%010llx" NAMED_BASE, x >> 24);
}

static void template_name(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "x7q0z9%04u" NAMED_BASE, i);
}

struct row {
	const char *what;
	unsigned names, answered;
	double surprise, structure;
	bool template, unlisted, one_sided;
	int before, score;
};

static const struct row rows[] = {
    {"eight", 8, 0, 6.2, 0, false, false, false, 20, 55},
    {"sixteen", 16, 1, 6.2, 0, false, false, false, 20, 60},
    {"seven", 7, 0, 6.2, 0, false, false, false, 20, 20},
    {"a fifth of them answered", 20, 4, 6.2, 0, false, false, false, 20, 20},
    {"like words", 20, 0, 5.4, 0, false, false, false, 20, 20},
    {"a common format", 20, 0, 6.2, 0.5, false, false, false, 20, 20},
    {"a template", 20, 0, 6.2, 0, true, false, false, 20, 20},
    {"no suffix of the list", 20, 0, 6.2, 0, false, true, false, 20, 20},
    {"no response in the whole capture", 20, 0, 6.2, 0, false, false, true, 20, 20},
    {"more is known already", 20, 0, 6.2, 0, false, false, false, 75, 75},
};

static void check(const struct row *r)
{
	struct named n;
	struct verdict v = {.score = r->before};

	named_init(&n, r->names, r->template ? template_name : random_name);
	for (unsigned i = 0; i < r->answered; i++)
		named_set(&n, i, DNS_TYPE_A, SAMPLE_ANSWERED);
	n.made.domain.registered = !r->unlisted;
	struct facts f = {.channel = &n.made.channel,
	    .names = r->names,
	    .length_median = 10,
	    .surprise_bits = r->surprise,
	    .structure_share = r->structure,
	    .capture_answered = !r->one_sided};

	print_message("%s\n", r->what);
	floor_vain(&v, &f);
	assert_int_equal(v.score, r->score);
	assert_int_equal(v.reason_count, r->score > r->before);
	if (v.reason_count > 0)
		assert_string_equal(v.reasons[0].code, "names-in-vain");
	named_fini(&n);
}

static void floors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(&rows[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(floors)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

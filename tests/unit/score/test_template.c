#include "../../../src/score/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>

#include "../../support/named.h"

static void two_digits(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "probe-%02u" NAMED_BASE, i);
}

static void all_letters(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "%c%c%c" NAMED_BASE, 'a' + i % 26, 'z' - i % 26, 'a' + i * 3 % 26);
}

static void lengths(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "%.*s" NAMED_BASE, (int)(1 + i % 8), "abcdefgh");
}

static void one_longer(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "probe-%02u%s" NAMED_BASE, i, i == 0 ? "-first" : "");
}

static double share_of(unsigned count, void (*name)(unsigned i, char *out, size_t cap))
{
	struct named n;

	named_init(&n, count, name);
	double share = template_varying_share(&n.made.channel.sample);
	named_fini(&n);
	return share;
}

static void columns(void **state)
{
	(void)state;
	assert_true(share_of(20, two_digits) == 0.25);
	assert_true(share_of(10, two_digits) == 0.125);
	assert_true(share_of(20, all_letters) == 1);
	assert_true(share_of(20, lengths) == 1);
	assert_true(share_of(20, one_longer) == 0.25);
	assert_true(share_of(2, two_digits) == 1); /* too few to see a template */
	assert_true(share_of(0, two_digits) == 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(columns)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../../../src/score/counting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/named.h"
#include "base/utc.h"

#define START_S INT64_C(1710234000)

static void number(unsigned value, const char *digits, unsigned width, char *out)
{
	size_t base = strlen(digits);

	out[width] = '\0';
	while (width > 0) {
		out[--width] = digits[value % base];
		value /= (unsigned)base;
	}
}

static const char base32[] = "abcdefghijklmnopqrstuvwxyz234567";
static const char base36[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static void in_base32(unsigned i, char *out, size_t cap)
{
	char text[8];

	number(100 + 17 * i, base32, 4, text);
	snprintf(out, cap, "k3x9q%s" NAMED_BASE, text);
}

static void in_base36(unsigned i, char *out, size_t cap)
{
	char text[8];

	number(9000 - 31 * i, base36, 4, text);
	snprintf(out, cap, "%s.q7" NAMED_BASE, text);
}

static void growing(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "z9x%u.j" NAMED_BASE, 1 + i * 7);
}

static void shuffled(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "z9x%02u" NAMED_BASE, i * 37 % 64);
}

static void wraps(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "z9x%02u" NAMED_BASE, (i + 90) % 100);
}

static void epoch(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "%lld.probe" NAMED_BASE, (long long)START_S + 60 * i);
}

static void epoch_in_hex(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "q%llx" NAMED_BASE, (unsigned long long)START_S + 60 * i);
}

static void date(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "log20240312%04u" NAMED_BASE, i);
}

static struct counting count(unsigned names, void (*name)(unsigned i, char *out, size_t cap))
{
	struct named n;

	named_init(&n, names, name);
	for (unsigned i = 0; i < names; i++)
		n.made.channel.sample.names[i].time_ns = (START_S + 60 * i) * NS_PER_SECOND;
	struct counting c = counting_of(&n.made.channel);
	named_fini(&n);
	return c;
}

static void counters(void **state)
{
	(void)state;
	assert_true(count(40, in_base32).share == 1);
	assert_true(count(40, in_base36).share == 1); /* counts down */
	assert_true(count(64, growing).share == 1);
	assert_int_equal(count(64, growing).names, 64);
	assert_true(count(64, wraps).share > 0.95 && count(64, wraps).share < 1);
	assert_true(count(64, shuffled).share < 0.7);
	assert_int_equal(count(COUNTING_NAMES_MIN - 1, growing).names, 0);
	assert_int_equal(count(COUNTING_NAMES_MIN, growing).names, COUNTING_NAMES_MIN);
	assert_true(count(40, in_base32).surprise_bits > 5);
}

static void clocks(void **state)
{
	(void)state;
	assert_int_equal(count(40, epoch).names, 0);
	assert_int_equal(count(40, epoch_in_hex).names, 0);
	assert_int_equal(count(40, date).names, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(counters), cmocka_unit_test(clocks)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

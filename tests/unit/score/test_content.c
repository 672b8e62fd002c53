#include "../../../src/score/content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES 40

static struct payload payloads[NAMES];

static void put(unsigned i, const char *text)
{
	payloads[i].len = strlen(text);
	memcpy(payloads[i].text, text, payloads[i].len);
}

static char *random_of(const char *alphabet, unsigned len, char *out)
{
	for (unsigned i = 0; i < len; i++)
		out[i] = alphabet[(size_t)rand() % strlen(alphabet)];
	out[len] = '\0';
	return out;
}

static struct content measured(bool by_label)
{
	struct content c;

	content_measure(payloads, NAMES, 5.0, by_label, true, &c);
	return c;
}

/* Long hex among short names: the union of all characters looks mixed, the labels do not. */
static void short_names_hide_nothing(void **state)
{
	char hex[64], text[80];

	(void)state;
	srand(3);
	for (unsigned i = 0; i < NAMES; i++) {
		snprintf(text, sizeof text, i % 5 < 2 ? "www%.0s" : "%s",
		    random_of("0123456789abcdef", 56, hex));
		put(i, text);
	}
	struct content all = measured(false), labels = measured(true);
	assert_int_equal(labels.alphabet, 16);
	assert_true(labels.entropy_ratio > 0.97);
	assert_true(all.entropy_ratio < 0.9);
}

/* Columns that never change carry nothing and hide nothing. */
static void constant_columns(void **state)
{
	char data[16], text[80];

	(void)state;
	srand(4);
	for (unsigned i = 0; i < NAMES; i++) {
		snprintf(text, sizeof text, "aaaaaaaaaaaaaaaa%s0000000000000000",
		    random_of("abcdefghijklmnopqrstuvwxyz234567", 12, data));
		put(i, text);
	}
	struct content all = measured(false), labels = measured(true);
	assert_true(all.entropy_ratio < 0.7);
	assert_true(labels.entropy_ratio > 0.9);
	/* 12 characters of nearly 5 bits, not 44 */
	assert_true(labels.bits_per_name > 50 && labels.bits_per_name < 66);
}

/* A label that came before costs little, wherever it stands. */
static void labels_again(void **state)
{
	char data[16], text[80];

	(void)state;
	srand(5);
	for (unsigned i = 0; i < NAMES; i++) {
		snprintf(text, sizeof text, "%s.session-4711.cluster.local",
		    random_of("0123456789abcdef", 10, data));
		put(i, text);
	}
	double with = measured(false).bits_per_name;
	for (unsigned i = 0; i < NAMES; i++)
		payloads[i].len = 10;
	double without = measured(false).bits_per_name;
	assert_true(with < without + 3 * 8 + 20);
	for (unsigned i = 0; i < NAMES; i++)
		put(i, "always-the-same-label");
	assert_true(measured(true).bits_per_name < 4);
}

/* The dashes of a UUID stay: one a start is no encoded text. */
static void uuids(void **state)
{
	char a[16], b[16], text[80];

	(void)state;
	srand(6);
	for (unsigned i = 0; i < NAMES; i++) {
		random_of("0123456789abcdef", 12, a);
		random_of("0123456789abcdef", 12, b);
		snprintf(text, sizeof text, "%.8s-%.4s-%.4s-%.4s-%.12s", a, a + 8, b, b + 4, a);
		put(i, text);
	}
	assert_true(measured(true).alphabet == measured(false).alphabet);
}

/* Octets that a log shows as "?" are of unknown value: the others look as they do without them. */
static void not_shown(void **state)
{
	char data[40], text[80];

	(void)state;
	srand(8);
	for (unsigned i = 0; i < NAMES; i++) {
		random_of("abcdefghijklmnopqrstuvwxyz0123456789", 30, data);
		put(i, data);
	}
	struct content shown = measured(false);
	for (unsigned i = 0; i < NAMES; i++) {
		size_t len = 0;

		memcpy(data, payloads[i].text, 30);
		for (unsigned c = 0; c < 30; c++) {
			text[len++] = data[c];
			if (rand() % 2)
				text[len++] = '?';
		}
		text[len] = '\0';
		put(i, text);
	}
	struct content c = measured(false);
	assert_int_equal(c.alphabet, shown.alphabet);
	assert_true(c.entropy_ratio == shown.entropy_ratio && c.entropy_ratio > 0.95);
	for (unsigned i = 0; i < NAMES; i++)
		put(i, "????????????????????????");
	assert_true(measured(false).entropy_ratio == 0);
}

/* Labels of every length and number, with dots at every place, stay in bounds. */
static void any_shape(void **state)
{
	(void)state;
	srand(7);
	for (unsigned round = 0; round < 300; round++) {
		for (unsigned i = 0; i < NAMES; i++) {
			unsigned len = 1 + (unsigned)rand() % 250, run = 0;

			payloads[i].len = len;
			for (unsigned c = 0; c < len; c++) {
				bool dot = run > 0 && c + 1 < len &&
					   (run == 63 || rand() % (round + 2) == 0);

				payloads[i].text[c] =
				    dot ? '.'
					: (uint8_t)("abcdefghijklmnopqrstuvwxyz"[rand() % 26]);
				run = dot ? 0 : run + 1;
			}
		}
		struct content c = measured(true);
		assert_true(c.bits_per_name >= 0 && c.entropy_ratio <= 1.0001);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(short_names_hide_nothing),
	    cmocka_unit_test(constant_columns), cmocka_unit_test(labels_again),
	    cmocka_unit_test(uuids), cmocka_unit_test(not_shown), cmocka_unit_test(any_shape)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../../../src/score/label_cost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../../src/score/hostname_model.h"

static uint32_t plain(const char *text)
{
	return hostname_cost_256ths((const uint8_t *)text, strlen(text));
}

static double bits_per_char(const char *text)
{
	return label_cost_256ths((const uint8_t *)text, strlen(text)) / 256.0 /
	       (double)strlen(text);
}

/* Texts without the prefix at the start of a label cost what the model says. */
static void test_without_prefix(void **state)
{
	static const char *const texts[] = {
	    "", "www", "mail.example.com", "axn--e1afmkfd", "xn-", "a..b", ".", "xn-.-"};
	(void)state;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct label_cost cost = label_cost_of((const uint8_t *)texts[i], strlen(texts[i]));

		assert_int_equal(cost.cost_256ths, plain(texts[i]));
		assert_int_equal(cost.plain_256ths, plain(texts[i]));
	}
}

/* Words of one script cost less than the threshold of 5 bits, whatever is around them; what is no
 * word is measured as it is written. */
static void test_words(void **state)
{
	(void)state;
	assert_true(bits_per_char("xn--80aaldqjmmi6x") < 4.5);
	assert_true(bits_per_char("www.xn--80aaldqjmmi6x.xn--p1ai") < 5);
	assert_true(bits_per_char("xn--fiqs8s.xn--fiqs8s") < 5);
	assert_true(bits_per_char("xn--99zzzz99zzzz") > 5);
	assert_int_equal(label_cost_256ths((const uint8_t *)"xn--i-7iq", 9), plain("xn--i-7iq"));
	struct label_cost cost = label_cost_of((const uint8_t *)"xn--80aaldqjmmi6x", 17);
	assert_true(cost.plain_256ths > cost.cost_256ths);
}

static void test_next(void **state)
{
	static const uint8_t text[] = "www.xn--a.xn--b.c";
	size_t len = sizeof text - 1, end;
	(void)state;

	assert_int_equal(label_cost_next_idn(text, 0, len, &end), 4);
	assert_int_equal(end, 9);
	assert_int_equal(label_cost_next_idn(text, end, len, &end), 10);
	assert_int_equal(end, 15);
	assert_int_equal(label_cost_next_idn(text, end, len, &end), len);
	assert_int_equal(label_cost_next_idn(text, 0, 0, &end), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_without_prefix),
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_next),
	};
	return cmocka_run_group_tests_name("label_cost", tests, NULL, NULL);
}

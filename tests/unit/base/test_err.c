#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static void test_sentence(void **state)
{
	(void)state;
	struct err err;

	assert_int_equal(err_set(&err, "%s: line %d", "a.pcap", 7), -1);
	assert_string_equal(err.text, "a.pcap: line 7");
	assert_int_equal(err_set(NULL, "nobody listens"), -1);
}

/* Paths and messages are as hostile as names. */
static void test_terminal_controls(void **state)
{
	(void)state;
	struct err err;

	err_set(&err, "%s", "\033[31mred\n\303\244\177");
	assert_string_equal(err.text, "\\027[31mred\\010\\195\\164\\127");
}

static void test_long_sentences_are_cut(void **state)
{
	(void)state;
	struct err err;
	char text[2 * ERR_TEXT_MAX];

	memset(text, '\n', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	err_set(&err, "%s", text);
	size_t len = strlen(err.text);
	assert_in_range(len, ERR_TEXT_MAX - 8, ERR_TEXT_MAX - 1);
	assert_string_equal(err.text + len - 3, "...");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_sentence),
	    cmocka_unit_test(test_terminal_controls),
	    cmocka_unit_test(test_long_sentences_are_cut),
	};
	return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}

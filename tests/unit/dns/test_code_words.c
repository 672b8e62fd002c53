#include "../../../src/dns/code_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"

static const struct {
	const char *text;
	bool code, command;
} rows[] = {
    {"powershell -nop", true, false},
    {"x;IEX(y", true, false},
    {"whoami", false, true},
    {"a & WhoAmI /all", false, true},
    {"dir C:\\Users", false, true},
    {"whoam", false, false},
    {"cu rl", false, false},
    {"v=spf1 include:mail.example -all", false, false},
    {"", false, false},
};

/* The words, in text that ends at an unreadable page. */
static void words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t len = strlen(rows[i].text);
		const uint8_t *text = guard_copy(rows[i].text, len);

		assert_int_equal(code_words_found(text, len), rows[i].code);
		assert_int_equal(code_words_command_found(text, len), rows[i].command);
		guard_free(text, len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(words)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/escape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"

static const struct {
	const char *wire;
	size_t len;
	const char *text;
} names[] = {
    {"\0", 1, "."}, {"\3www\7example\0", 13, "www.example"}, {"\3a.b\1\\\0", 7, "a\\.b.\\\\"},
    {"\4a\0\377 \0", 6, "a\\000\\255\\032"},
    {"\5abc", 4, "abc"}, /* cut inside a label: what is there */
};

static void test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const uint8_t *wire = guard_copy(names[i].wire, names[i].len);
		char out[64];

		assert_int_equal(
		    escape_name(out, sizeof out, wire, names[i].len), strlen(names[i].text));
		assert_string_equal(out, names[i].text);
		guard_free(wire, names[i].len);
	}
}

static void test_small_room(void **state)
{
	(void)state;
	char out[10];

	for (size_t cap = 1; cap <= sizeof out; cap++) {
		size_t n = escape_text(out, cap, (const uint8_t *)"abcdefghijklmnop", 16);

		assert_true(n < cap);
		assert_int_equal(strlen(out), n);
	}
	assert_string_equal(out, "abcdef...");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_small_room),
	};
	return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}

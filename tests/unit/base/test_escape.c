#include "base/escape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
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

/* What escape_name says, byte by byte. */
static void plainly(char *out, size_t cap, const uint8_t *label, size_t len)
{
	size_t at = 0;
	bool full = false;

	for (size_t i = 0; i < len && !full; i++) {
		char piece[5];
		bool marked = label[i] == '.' || label[i] == '\\';
		size_t n = (size_t)snprintf(piece, sizeof piece,
		    label[i] <= ' ' || label[i] >= 0x7f ? "\\%03u"
		    : marked                            ? "\\%c"
							: "%c",
		    label[i]);

		full = at + n + sizeof "..." > cap;
		if (!full)
			memcpy(out + at, piece, n), at += n;
	}
	out[at] = '\0';
	if (full && cap > sizeof "...")
		memcpy(out + at, "...", sizeof "...");
}

/* Labels of every mixture of characters, in every room. */
static void test_runs(void **state)
{
	static const uint8_t alphabet[] = {
	    'a', 'Z', '.', '\\', ' ', 0, 0x7f, 0xff, '!', '~', '-', '0'};
	uint32_t random = 1;

	(void)state;
	for (unsigned n = 0; n < 20000; n++) {
		uint8_t wire[14] = {0};
		char made[64], expected[64];
		size_t len = 1 + n % 12, cap = 1 + n / 12 % 60;

		wire[0] = (uint8_t)len;
		for (size_t i = 1; i <= len; i++) {
			random = random * 1664525 + 1013904223;
			wire[i] = alphabet[(random >> 16) % (n % 2 ? sizeof alphabet : 4)];
		}
		escape_name(made, cap, wire, len + 2);
		plainly(expected, cap, wire + 1, len);
		assert_string_equal(made, expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_small_room),
	    cmocka_unit_test(test_runs),
	};
	return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}

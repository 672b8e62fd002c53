#include "base/base_n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

/* The test vectors of RFC 4648 10, padding left out, and the last two digits of the alphabets. */
static const struct {
	enum base_n codec;
	const char *text, *bytes;
} rows[] = {
    {BASE_N_64, "Zg", "f"},
    {BASE_N_64, "Zm8", "fo"},
    {BASE_N_64, "Zm9vYmFy", "foobar"},
    {BASE_N_64, "+/+/", "\xfb\xff\xbf"},
    {BASE_N_64URL, "-_-_", "\xfb\xff\xbf"},
    {BASE_N_64, "Zm9v=YmFy", "foo"},
    {BASE_N_64, "Zm9v-", "foo"},
    {BASE_N_32, "MY", "f"},
    {BASE_N_32, "mzxw6ytboi", "foobar"},
    {BASE_N_32HEX, "CPNMUOJ1E8", "foobar"},
    {BASE_N_HEX, "666F6f626172", "foobar"},
    {BASE_N_HEX, "666F6g", "fo"},
    {BASE_N_HEX, "", ""},
};

static void vectors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const uint8_t *text = (const uint8_t *)rows[i].text;
		struct decoded d;

		base_n_decode(rows[i].codec, text, strlen(rows[i].text), &d);
		assert_int_equal(d.len, strlen(rows[i].bytes));
		assert_memory_equal(d.bytes, rows[i].bytes, d.len);
	}
}

/* Which bytes are digits, for every byte: the RFC's alphabets, in either case for 16 and 32. */
static void alphabets(void **state)
{
	static const char *const digits[BASE_N_COUNT] = {
	    [BASE_N_HEX] = "0123456789abcdefABCDEF",
	    [BASE_N_32] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz234567",
	    [BASE_N_32HEX] = "0123456789ABCDEFGHIJKLMNOPQRSTUVabcdefghijklmnopqrstuv",
	    [BASE_N_64] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
	    [BASE_N_64URL] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
	};

	(void)state;
	for (enum base_n codec = 0; codec < BASE_N_COUNT; codec++)
		for (unsigned c = 0; c < 256; c++) {
			uint8_t byte = (uint8_t)c;
			size_t at = 0, run = base_n_next_run(codec, &byte, 1, 1, &at);
			struct decoded d;

			base_n_decode(codec, (uint8_t[]){byte, byte}, 2, &d);
			assert_int_equal(d.len, run);

			assert_int_equal(run, c > 0 && strchr(digits[codec], (int)c) != NULL);
		}
}

/* All runs of three and more hex digits. */
static void runs(void **state)
{
	static const char text[] = "abc-de-f012-3456x-beefy-00";
	static const struct {
		size_t at, len;
	} found[] = {{0, 3}, {7, 4}, {12, 4}, {18, 4}};
	size_t at = 0, len, n = 0;

	(void)state;
	for (; (len = base_n_next_run(BASE_N_HEX, (const uint8_t *)text, sizeof text - 1, 3, &at)) >
	       0;
	     at += len, n++) {
		assert_true(n < sizeof found / sizeof *found);
		assert_int_equal(at, found[n].at);
		assert_int_equal(len, found[n].len);
	}
	assert_int_equal(n, sizeof found / sizeof *found);
}

static void wide_text(void **state)
{
	struct decoded d = {.bytes = "w\0h\0o\0a\0", .len = 8}, zeros = {.len = 8};

	(void)state;
	assert_int_equal(base_n_strange(&d), 4);
	assert_int_equal(base_n_strange_wide(&d), 0);
	assert_int_equal(base_n_strange_wide(&zeros), 4);
	base_n_narrow(&d);
	assert_int_equal(d.len, 4);
	assert_memory_equal(d.bytes, "whoa", 4);
	base_n_narrow(&d);
	assert_int_equal(d.len, 4);
}

static void hex_words(void **state)
{
	(void)state;
	assert_true(base_n_is_hex_word((const uint8_t *)"7365727665722d31", 16)); /* server-1 */
	assert_false(base_n_is_hex_word((const uint8_t *)"7365727665", 10));
	assert_false(base_n_is_hex_word((const uint8_t *)"73657276657", 11));
	assert_false(base_n_is_hex_word((const uint8_t *)"0365727665722d31", 16));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(vectors),
	    cmocka_unit_test(alphabets),
	    cmocka_unit_test(runs),
	    cmocka_unit_test(wide_text),
	    cmocka_unit_test(hex_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../../../src/score/idn_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <idn2.h>
#include <stdlib.h>
#include <string.h>

#include "base/idn.h"
#include "base/memory.h"

static uint32_t draw(uint64_t *state, uint32_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (uint32_t)((*state >> 33) % below);
}

static void add_text(struct idn_words *w, const char *text)
{
	idn_words_add(w, (const uint8_t *)text, strlen(text));
}

/* Adds a label of the code points, if it can be one. */
static void add_codes(struct idn_words *w, const uint32_t *code, unsigned count)
{
	struct idn_label label = {.count = count};
	char text[IDN_LABEL_TEXT_MAX];
	uint8_t *ace = NULL;

	memcpy(label.code, code, count * sizeof *code);
	idn_label_text(&label, text);
	if (idn2_lookup_u8((const uint8_t *)text, &ace, IDN2_NFC_INPUT | IDN2_NO_TR46) != IDN2_OK)
		return;
	add_text(w, (const char *)ace);
	idn2_free(ace);
}

/* Labels of characters drawn from `size` from `first` on: uniformly, or some more often than
 * others, as in a language. */
static bool natural(uint32_t first, uint32_t size, unsigned label_len, bool uniform)
{
	struct idn_words *w = memory_new(1, sizeof *w);
	uint64_t state = first + size;

	for (unsigned i = 0; i < 80; i++) {
		uint32_t code[IDN_CODES_MAX];

		for (unsigned k = 0; k < label_len; k++) {
			uint32_t at = draw(&state, size);

			/* Below a limit that is drawn itself small numbers are frequent. */
			if (!uniform)
				at = draw(&state, draw(&state, at + 1) + 1);
			code[k] = first + at;
		}
		add_codes(w, code, label_len);
	}
	bool yes = idn_words_natural(w);
	free(w);
	return yes;
}

static void test_characters(void **state)
{
	(void)state;
	/* Han, Hangul and Cyrillic. */
	assert_true(natural(0x4e00, 2048, 8, false));
	assert_true(natural(0xac00, 1024, 8, false));
	assert_true(natural(0x430, 32, 20, false));
	for (uint32_t size = 256; size <= 4096; size *= 2)
		assert_false(natural(0x4e00, size, 10, true));
	assert_false(natural(0xac00, 1024, 10, true));
	assert_false(natural(0x430, 32, 30, true));
}

/* Labels of four of twenty words of two characters each: as even as random text, but the same
 * neighbours come again. */
static void test_small_vocabulary(void **state)
{
	struct idn_words *w = memory_new(1, sizeof *w);
	uint64_t seed = 5;

	(void)state;
	for (unsigned i = 0; i < 150; i++) {
		uint32_t code[8];

		for (unsigned k = 0; k < 8; k += 2) {
			code[k] = 0x4e00 + 2 * draw(&seed, 20);
			code[k + 1] = code[k] + 1;
		}
		add_codes(w, code, 8);
	}
	assert_true(w->code_total >= 300);
	assert_true(idn_words_natural(w));
	free(w);
}

/* Random text behind the prefix is no word often enough. */
static void test_random(void **state)
{
	struct idn_words *w = memory_new(1, sizeof *w);
	uint64_t seed = 1;
	(void)state;

	for (unsigned i = 0; i < 100; i++) {
		char text[40] = "xn--";

		for (unsigned k = 4; k < 30; k++)
			text[k] = "abcdefghijklmnopqrstuvwxyz234567"[draw(&seed, 32)];
		add_text(w, text);
	}
	assert_int_equal(w->label_count, 100);
	assert_true(w->word_count > 5 && w->word_count < 50);
	assert_false(idn_words_natural(w));
	free(w);
}

/* A label counts once: a suffix of many names makes nothing natural. */
static void test_repeated(void **state)
{
	struct idn_words *w = memory_new(1, sizeof *w);
	(void)state;

	assert_true(idn_words_natural(w));
	for (unsigned i = 0; i < 100; i++)
		assert_int_equal(idn_words_add(w, (const uint8_t *)"a.xn--p1ai.xn--p1ai", 19), 2);
	assert_int_equal(w->label_count, 1);
	assert_true(idn_words_natural(w));
	add_text(w, "xn--99999999.xn--p1ai");
	assert_int_equal(w->label_count, 2);
	assert_false(idn_words_natural(w));
	assert_int_equal(idn_words_add(w, (const uint8_t *)"www.example", 11), 0);
	free(w);
}

/* Tables never fill up. */
static void test_full(void **state)
{
	struct idn_words *w = memory_new(1, sizeof *w);
	uint64_t seed = 1;
	(void)state;

	for (unsigned i = 0; i < 5000; i++) {
		uint32_t code[12];

		for (unsigned k = 0; k < 12; k++)
			code[k] = 0x4e00 + draw(&seed, 20000);
		add_codes(w, code, 12);
	}
	assert_true(w->label_count > 100 && w->label_count <= IDN_WORDS_LABELS * 3 / 4);
	assert_true(w->code_distinct <= IDN_WORDS_CODES * 3 / 4 + IDN_CODES_MAX);
	assert_false(idn_words_natural(w));
	free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_characters),
	    cmocka_unit_test(test_small_vocabulary),
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_repeated),
	    cmocka_unit_test(test_full),
	};
	return cmocka_run_group_tests_name("idn_words", tests, NULL, NULL);
}

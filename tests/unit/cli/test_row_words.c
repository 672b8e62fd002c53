#include "../../../src/cli/verbs/row_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>

#define STEP 40503 /* odd: goes through all numbers, and keeps replacing what is there */

/* Each number twice in a row, and all of them again in another order. */
static void test_numbers(void **state)
{
	static const char *(*const text_of[])(uint16_t, char *) = {[ROW_TYPE] = dns_type_text,
	    [ROW_CLASS] = dns_class_text,
	    [ROW_RCODE] = dns_rcode_text,
	    [ROW_OPCODE] = dns_opcode_text};
	struct row_words *words = calloc(1, sizeof *words);
	char expected[DNS_MNEMONIC_MAX];

	(void)state;
	for (int kind = 0; kind < ROW_WORD_COUNT; kind++)
		for (uint32_t i = 0; i < 4 * 65536; i++) {
			uint16_t number = (uint16_t)(i < 2 * 65536 ? i / 2 : i * STEP);

			text_of[kind](number, expected);
			assert_string_equal(
			    row_words_get(words, (enum row_word)kind, number), expected);
		}
	free(words);
}

static void test_addresses(void **state)
{
	struct row_words *words = calloc(1, sizeof *words);
	char expected[ADDRESS_TEXT_MAX];

	(void)state;
	for (uint32_t i = 0; i < 100000; i++) {
		uint32_t n = i * 2654435761u;
		uint8_t bytes[16] = {
		    (uint8_t)(n >> 24), 0, 7, (uint8_t)(n >> 28), [14] = (uint8_t)(n >> 20)};
		struct address a = i % 3 == 0   ? address_v4(bytes)
				   : i % 3 == 1 ? address_v6(bytes)
						: (struct address){0};

		if (i % 5 == 0)
			a = address_of_name("pc-12", 3 + i % 3);
		address_text(&a, expected);
		assert_string_equal(row_words_address(words, &a), expected);
	}
	free(words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_addresses),
	};
	return cmocka_run_group_tests_name("row_words", tests, NULL, NULL);
}

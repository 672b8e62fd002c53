#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const size_t sizes[] = {0, 1, 7, 16, 17, 1000, 16 * 1024, 16 * 1024 + 1, 64 * 1024, 1000000};
#define SIZE_COUNT (sizeof sizes / sizeof *sizes)
#define ROUNDS     5

/* Every piece is zero when given, keeps what is written to it, and is aligned for any type. */
static void test_pieces_do_not_touch(void **state)
{
	(void)state;
	struct arena a = {0};
	uint8_t *pieces[ROUNDS][SIZE_COUNT];
	size_t asked = 0;

	for (size_t round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < SIZE_COUNT; i++) {
			uint8_t *p = arena_take(&a, sizes[i]);

			assert_int_equal((uintptr_t)p % ARENA_ALIGNMENT, 0);
			for (size_t k = 0; k < sizes[i]; k++)
				assert_int_equal(p[k], 0);
			memset(p, (int)(round * SIZE_COUNT + i + 1), sizes[i]);
			pieces[round][i] = p;
			asked += sizes[i];
		}
	}
	for (size_t round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < SIZE_COUNT; i++)
			for (size_t k = 0; k < sizes[i]; k++)
				assert_int_equal(pieces[round][i][k], round * SIZE_COUNT + i + 1);
	assert_in_range(a.used_bytes, asked, asked + ROUNDS * SIZE_COUNT * ARENA_ALIGNMENT);
	arena_fini(&a);
	assert_null(a.first);
	assert_int_equal(a.used_bytes, 0);
	arena_fini(&a);
}

static void test_text(void **state)
{
	(void)state;
	struct arena a = {0};
	char word[] = "word", long_text[70001];

	char *copy = arena_copy(&a, word);
	word[0] = 'x';
	assert_string_equal(copy, "word");
	assert_string_equal(arena_copy(&a, ""), "");
	assert_string_equal(arena_print(&a, "%d of %s", 3, copy), "3 of word");
	memset(long_text, 'y', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	assert_string_equal(arena_print(&a, "%s", long_text), long_text);
	assert_string_equal(copy, "word");
	arena_fini(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_pieces_do_not_touch),
	    cmocka_unit_test(test_text),
	};
	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}

#include "base/cursor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "../../support/guard.h"

static const uint8_t bytes[] = {0x01, 0x82, 0x03, 0x84, 0x05, 0x86, 0x07, 0x88};

/* u8 u16 u32 in a row need seven bytes; with fewer, the reads that fit give their value, the first
 * that does not gives 0, and so does everything after it. */
static void test_reads_at_every_length(void **state)
{
	(void)state;
	for (size_t len = 0; len <= sizeof bytes; len++) {
		const uint8_t *copy = guard_copy(bytes, len);
		struct cursor c = cursor_of(copy, len);

		assert_int_equal(cursor_u8(&c), len >= 1 ? 0x01 : 0);
		assert_int_equal(cursor_u16(&c), len >= 3 ? 0x8203 : 0);
		assert_int_equal(cursor_u32(&c), len >= 7 ? 0x84058607 : 0);
		assert_int_equal(c.bad, len < 7);
		assert_int_equal(cursor_left(&c), len < 7 ? 0 : len - 7);
		guard_free(copy, len);
	}
}

static void test_bad_sticks(void **state)
{
	(void)state;
	struct cursor c = cursor_of(bytes, sizeof bytes);

	assert_null(cursor_take(&c, sizeof bytes + 1));
	assert_true(c.bad);
	assert_null(cursor_take(&c, 0));
	assert_int_equal(cursor_u8(&c), 0);
	assert_int_equal(cursor_left(&c), 0);
}

static void test_huge_length_does_not_wrap(void **state)
{
	(void)state;
	struct cursor c = cursor_of(bytes, sizeof bytes);

	cursor_skip(&c, 3);
	assert_null(cursor_take(&c, SIZE_MAX));
	assert_true(c.bad);
}

static void test_take_gives_the_place(void **state)
{
	(void)state;
	struct cursor c = cursor_of(bytes, sizeof bytes);

	cursor_skip(&c, 2);
	assert_ptr_equal(cursor_take(&c, 3), bytes + 2);
	assert_ptr_equal(cursor_take(&c, 0), bytes + 5);
	assert_false(c.bad);
	assert_int_equal(cursor_left(&c), 3);
}

static const struct {
	size_t skip, want; /* window of `want` after `skip` */
	size_t left;       /* in the window */
	bool bad;          /* the outer cursor */
	size_t outer_left;
} windows[] = {
    {0, 0, 0, false, 8},
    {2, 4, 4, false, 2},
    {2, 6, 6, false, 0},
    {2, 7, 6, true, 0},
    {8, 1, 0, true, 0},
    {9, 1, 0, true, 0},
    {2, SIZE_MAX, 6, true, 0},
};

static void test_windows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
		struct cursor c = cursor_of(bytes, sizeof bytes);

		cursor_skip(&c, windows[i].skip);
		struct cursor w = cursor_window(&c, windows[i].want);
		assert_ptr_equal(w.base, bytes);
		assert_int_equal(cursor_left(&w), windows[i].left);
		assert_int_equal(w.bad, windows[i].skip > sizeof bytes);
		assert_int_equal(c.bad, windows[i].bad);
		assert_int_equal(cursor_left(&c), windows[i].outer_left);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_reads_at_every_length),
	    cmocka_unit_test(test_bad_sticks),
	    cmocka_unit_test(test_huge_length_does_not_wrap),
	    cmocka_unit_test(test_take_gives_the_place),
	    cmocka_unit_test(test_windows),
	};
	return cmocka_run_group_tests_name("cursor", tests, NULL, NULL);
}

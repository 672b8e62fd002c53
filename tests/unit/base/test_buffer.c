#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <string.h>

static void test_grows_to_its_maximum_and_no_further(void **state)
{
	(void)state;
	uint8_t piece[100];
	struct buffer b;

	memset(piece, 'x', sizeof piece);
	buffer_init(&b, 1000);
	for (int i = 0; i < 10; i++) {
		assert_int_equal(buffer_push(&b, piece, sizeof piece), 0);
		assert_true(b.cap <= 1000);
	}
	assert_int_equal(b.len, 1000);
	assert_int_equal(buffer_push(&b, piece, 0), 0);
	assert_int_equal(buffer_push(&b, piece, 1), -1);
	volatile size_t all = SIZE_MAX; /* so that no compiler warns of a copy that is never made */
	assert_int_equal(buffer_push(&b, piece, all), -1);
	assert_int_equal(b.len, 1000);
	for (size_t i = 0; i < b.len; i++)
		assert_int_equal(b.bytes[i], 'x');
	buffer_fini(&b);
}

static void test_one_push_of_everything(void **state)
{
	(void)state;
	static const uint8_t zeros[5000];
	struct buffer b;

	buffer_init(&b, sizeof zeros);
	assert_int_equal(buffer_push(&b, zeros, sizeof zeros), 0);
	assert_int_equal(b.len, sizeof zeros);
	buffer_fini(&b);
	assert_int_equal(b.len, 0);
	assert_null(b.bytes);
}

static void test_no_maximum_no_buffer(void **state)
{
	(void)state;
	struct buffer b;

	buffer_init(&b, 0);
	assert_int_equal(buffer_push(&b, "", 0), 0);
	assert_int_equal(buffer_push(&b, "x", 1), -1);
	buffer_drop(&b, 0);
	buffer_fini(&b);
}

static const struct {
	size_t drop;
	const char *rest;
} drops[] = {{0, "abcdef"}, {1, "bcdef"}, {5, "f"}, {6, ""}};

static void test_drop(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) {
		struct buffer b;

		buffer_init(&b, 8);
		assert_int_equal(buffer_push(&b, "abcdef", 6), 0);
		buffer_drop(&b, drops[i].drop);
		assert_int_equal(buffer_push(&b, "gh", 2), 0);
		assert_int_equal(b.len, strlen(drops[i].rest) + 2);
		assert_memory_equal(b.bytes, drops[i].rest, strlen(drops[i].rest));
		assert_memory_equal(b.bytes + b.len - 2, "gh", 2);
		buffer_fini(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_grows_to_its_maximum_and_no_further),
	    cmocka_unit_test(test_one_push_of_everything),
	    cmocka_unit_test(test_no_maximum_no_buffer),
	    cmocka_unit_test(test_drop),
	};
	return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}

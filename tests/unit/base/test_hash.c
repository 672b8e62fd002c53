#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* The fixed hash is part of the partial format: these values may never change. */
static void test_fixed_for_ever(void **state)
{
	(void)state;
	assert_true(hash_fixed("", 0) == UINT64_C(0x893bd9a8edd25e2));
	assert_true(hash_fixed("\7example\3com", 13) == UINT64_C(0x3af44d93d7c91104));
}

static void test_secret(void **state)
{
	(void)state;
	assert_true(hash_secret("abc", 3, 1) == hash_secret("abc", 3, 1));
	assert_true(hash_secret("abc", 3, 1) != hash_secret("abc", 3, 2));
	assert_true(hash_secret("abc", 3, 1) != hash_secret("abd", 3, 1));
	assert_true(hash_secret_new() != hash_secret_new());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fixed_for_ever),
	    cmocka_unit_test(test_secret),
	};
	return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}

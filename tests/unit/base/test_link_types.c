#include "base/link_types.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void names(void **state)
{
	(void)state;
	assert_string_equal(link_type_name(1), "ETHERNET");
	assert_string_equal(link_type_name(147), "USER0");
	assert_string_equal(link_type_name(276), "LINUX_SLL2");
	assert_null(link_type_name(-1));
	assert_null(link_type_name(9999));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(names)};

	return cmocka_run_group_tests_name("link_types", tests, NULL, NULL);
}

#include "base/host_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/limits.h"

static struct address numbered(unsigned n)
{
	return address_v4((uint8_t[]){10, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n});
}

static void add(struct host_names *h, unsigned n, const char *name)
{
	struct address a = numbered(n);

	host_names_add(h, &a, (const uint8_t *)name, strlen(name));
}

static void finds(void **state)
{
	struct host_names h = {0};
	struct address unknown = numbered(4), six = address_v6((uint8_t[16]){0xfd, [15] = 3});

	(void)state;
	assert_null(host_names_find(NULL, &unknown));
	assert_null(host_names_find(&h, &unknown));
	add(&h, 3, "three");
	add(&h, 1, "one\x1b[2J");
	add(&h, 2, "two");
	add(&h, 3, "other");
	add(&h, 5, "");
	host_names_add(&h, &six, (const uint8_t *)"six", 3);
	assert_int_equal(h.count, 4);
	assert_string_equal(
	    host_names_find(&h, &(struct address){4, {10, 0, 0, 1}}), "one\\027[2J");
	assert_string_equal(host_names_find(&h, &(struct address){4, {10, 0, 0, 3}}), "three");
	assert_string_equal(host_names_find(&h, &six), "six");
	assert_null(host_names_find(&h, &unknown));
	host_names_fini(&h);
}

static void is_bounded(void **state)
{
	struct host_names h = {0};
	char name[300];

	(void)state;
	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	for (unsigned n = HOST_NAMES_MAX + 10; n > 0; n--)
		add(&h, n, name);
	assert_int_equal(h.count, HOST_NAMES_MAX);
	assert_int_equal(strlen(h.items[0].name), HOST_TEXT_MAX - 1);
	host_names_fini(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds),
	    cmocka_unit_test(is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

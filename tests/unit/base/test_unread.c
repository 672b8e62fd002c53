#include "base/unread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void counts(void **state)
{
	(void)state;
	struct unread u = {.numbers = {NULL}};

	assert_null(unread_get(&u, UNREAD_UDP_PORT, 5300));
	unread_note(&u, UNREAD_UDP_PORT, 5300, (struct source_ref){1, 9});
	unread_note(&u, UNREAD_UDP_PORT, 5300, (struct source_ref){0, 12});
	unread_note(&u, UNREAD_UDP_PORT, 65535, (struct source_ref){0, 1});
	unread_note(&u, UNREAD_DOT, 0, (struct source_ref){0, 5});
	assert_int_equal(unread_get(&u, UNREAD_UDP_PORT, 5300)->packets, 2);
	assert_int_equal(unread_get(&u, UNREAD_UDP_PORT, 5300)->first.record, 12);
	assert_int_equal(unread_get(&u, UNREAD_UDP_PORT, 65535)->packets, 1);
	assert_null(unread_get(&u, UNREAD_TCP_PORT, 5300));
	assert_null(unread_get(&u, UNREAD_DOQ, 0));
	unread_note(&u, UNREAD_LINK, 147, (struct source_ref){0, 3});
	assert_int_equal(unread_get(&u, UNREAD_LINK, 147)->packets, 1);

	unread_add(&u, UNREAD_DOT, 0, &(struct unread_count){40, {0, 2}});
	assert_int_equal(unread_get(&u, UNREAD_DOT, 0)->packets, 41);
	assert_int_equal(unread_get(&u, UNREAD_DOT, 0)->first.record, 2);
	unread_fini(&u);
}

/* Every row of the tables says something, and no two kinds have the same name. */
static void texts(void **state)
{
	(void)state;
	size_t count;

	for (int i = 0; i < UNREAD_KIND_COUNT; i++) {
		assert_true(
		    *unread_what((enum unread_kind)i) && *unread_advice((enum unread_kind)i));
		for (int k = 0; k < i; k++)
			assert_string_not_equal(
			    unread_name((enum unread_kind)i), unread_name((enum unread_kind)k));
	}
	const struct doh_service *services = unread_doh_services(&count);
	for (size_t i = 0; i < count; i++)
		assert_true(*services[i].operator_name && *services[i].names);
	for (int i = TUNNEL_NONE + 1; i < TUNNEL_COUNT; i++)
		assert_true(*unread_tunnel_name((enum tunnel)i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(counts), cmocka_unit_test(texts)};

	return cmocka_run_group_tests_name("unread", tests, NULL, NULL);
}

#include "../../../src/score/servers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* Two clients, one resolver for eight bases, one server that only the first client asks. */
static void counts_bases(void **unused)
{
	const uint8_t usual[4] = {10, 20, 0, 53}, odd[4] = {10, 99, 0, 53}, none[4] = {10, 9, 9, 9};
	struct client clients[2] = {{.asked = {{0}}}};
	struct domain domains[9] = {{.fold = NULL}};
	size_t asked;
	struct address usual_address = address_v4(usual), odd_address = address_v4(odd),
		       no_address = address_v4(none);
	struct servers *s = servers_new(2);

	(void)unused;
	for (uint8_t i = 0; i < 2; i++) {
		clients[i].address = address_v4((uint8_t[]){10, 20, 0, (uint8_t)(11 + i)});
		clients[i].order = i;
	}
	for (size_t d = 0; d < 9; d++) {
		for (size_t c = 0; c < 2; c++) {
			if (d == 8 && c == 1)
				continue;
			servers_add(s, &(struct channel_key){.client = &clients[c],
					   .domain = &domains[d],
					   .server = d == 8 ? &odd_address : &usual_address});
		}
	}
	assert_int_equal(servers_bases(s, &usual_address), 8);
	assert_int_equal(servers_bases(s, &odd_address), 1);
	assert_int_equal(servers_bases(s, &no_address), 0);
	assert_int_equal(servers_usual(s, &clients[0], &asked), 8);
	assert_int_equal(asked, 9);
	assert_int_equal(servers_usual(s, &clients[1], &asked), 8);
	assert_int_equal(asked, 8);
	servers_free(s);
	s = servers_new(0);
	assert_int_equal(servers_bases(s, &usual_address), 0);
	assert_int_equal(servers_usual(s, &clients[0], &asked), 0);
	servers_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(counts_bases)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../../../src/score/domain_group.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/asking.h"
#include "base/limits.h"

#define BASE36 "abcdefghijklmnopqrstuvwxyz0123456789"

/* An ID depends on kind, client, token, and each of the domains. */
static void ids_do_not_collide(void **unused)
{
	static const struct domain domains[3] = {{.fold = (const uint8_t *)"\1a\3com", .len = 7},
	    {.fold = (const uint8_t *)"\1b\3com", .len = 7},
	    {.fold = (const uint8_t *)"\1c\3com", .len = 7}};
	const struct domain *const list[] = {&domains[0], &domains[1], &domains[2]};
	struct client clients[2] = {{.asked = {{0}}}};
	const uint8_t token[] = "abc";
	uint64_t ids[6];

	(void)unused;
	clients[0].address = address_v4((uint8_t[]){10, 0, 0, 1});
	clients[1].address = address_v4((uint8_t[]){10, 0, 0, 2});
	ids[0] = domain_group_id(DOMAIN_GROUP_TOKEN, &clients[0], token, 3, list, 3);
	ids[1] = domain_group_id(DOMAIN_GROUP_PREFIX, &clients[0], token, 3, list, 3);
	ids[2] = domain_group_id(DOMAIN_GROUP_TOKEN, &clients[1], token, 3, list, 3);
	ids[3] = domain_group_id(DOMAIN_GROUP_TOKEN, &clients[0], token, 2, list, 3);
	ids[4] = domain_group_id(DOMAIN_GROUP_TOKEN, &clients[0], token, 3, list, 2);
	ids[5] = domain_group_id(DOMAIN_GROUP_TOKEN, &clients[0], token, 3, list + 1, 2);
	for (size_t i = 0; i < 6; i++)
		for (size_t k = 0; k < i; k++)
			assert_int_not_equal(ids[i] >> 16, ids[k] >> 16);
	assert_int_equal(
	    ids[0], domain_group_id(DOMAIN_GROUP_TOKEN, &clients[0], token, 3, list, 3));
}

/* Candidates with one key are a group if there are enough, of one length if they look alike, and
 * not explained. */
static void groups_by_key(void **unused)
{
	struct domain_group_candidate c[12];
	size_t at = 0;

	(void)unused;
	for (unsigned i = 0; i < 12; i++)
		c[i] = (struct domain_group_candidate){.key = 1,
		    .channel = i,
		    .kind = DOMAIN_GROUP_SIBLINGS,
		    .length = i < 6 ? (uint8_t)(12 + i) : 40};
	domain_group_sort(c, 12);
	assert_int_equal(domain_group_next(c, 12, &at), 6);
	assert_int_equal(at, 0);
	at += 6;
	assert_int_equal(domain_group_next(c, 12, &at), 6);
	for (unsigned i = 0; i < 12; i++) {
		c[i].kind = DOMAIN_GROUP_REGISTERED_LABEL;
		c[i].explained = i < 10;
	}
	at = 0;
	assert_int_equal(domain_group_next(c, 12, &at), 12);
	c[10].explained = true;
	at = 0;
	assert_int_equal(domain_group_next(c, 12, &at), 0);
	at = 0;
	assert_int_equal(domain_group_next(c, 3, &at), 0);
}

/* A service whose names stand directly below a public suffix is no group; data in the same place
 * is. */
static void services_explain_members(void **unused)
{
	(void)unused;
	for (unsigned data = 0; data < 2; data++) {
		struct asking a;
		char name[DNS_NAME_TEXT_MAX], text[64];

		asking_init(&a);
		for (unsigned i = 0; i < 40; i++) {
			unsigned b = i * 7 % 250 + 1;

			if (data)
				snprintf(name, sizeof name, "%s.akamaihd.net",
				    asking_text(&a, BASE36, 40, text));
			else
				snprintf(name, sizeof name,
				    "host-of-the-address-10-%u-%u-%u.akamaihd.net", b, b * 3 % 250,
				    i + 1);
			asking_query(&a, 9, name, DNS_TYPE_A, 0, 5);
		}
		int best = asking_best(&a);
		assert_in_range(best, data ? 70 : 0, data ? 100 : 49);
		asking_fini(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(ids_do_not_collide),
	    cmocka_unit_test(groups_by_key), cmocka_unit_test(services_explain_members)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

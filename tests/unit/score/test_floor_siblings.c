#include "../../../src/score/floor_siblings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/asking.h"
#include "base/limits.h"

#define LETTERS  "abcdefghijklmnopqrstuvwxyz"
#define BASE36   LETTERS "0123456789"
#define NXDOMAIN 3

static const char *const bases[] = {
    "lemonhill.com", "portfalk.org", "grisbon.net", "walmerstone.info"};

/* Three domains of no likeness in strict turn are one finding, by which the client ranks and all
 * three domains. */
static void in_turn_is_one(void **unused)
{
	struct asking a;
	char name[DNS_NAME_TEXT_MAX], text[32];

	(void)unused;
	asking_init(&a);
	for (unsigned i = 0; i < 60; i++) {
		snprintf(name, sizeof name, "%s.%s", asking_text(&a, BASE36, 12 + i % 4, text),
		    bases[i % 3]);
		asking_query(&a, 9, name, DNS_TYPE_A, NXDOMAIN, 7 + i % 5);
	}
	const struct ranking *r = asking_score(&a);
	assert_int_equal(r->finding_count, 1);
	assert_int_equal(r->findings[0].domain_group_kind, DOMAIN_GROUP_SIBLINGS);
	assert_int_equal(r->findings[0].pool_count, 3);
	assert_in_range(r->findings[0].score, 70, 100);
	assert_int_equal(r->clients[0].score, r->findings[0].score);
	assert_int_equal(r->domain_count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(r->domains[i].score, r->findings[0].score);
		assert_int_equal(r->domains[i].finding, 0);
	}
	asking_fini(&a);
}

/* Random words of 7 to 15 letters under four public domains; `same`: one word under each. */
static int probe_score(bool same, unsigned each, double seconds)
{
	struct asking a;
	char name[DNS_NAME_TEXT_MAX], text[32] = "";

	asking_init(&a);
	for (unsigned i = 0; i < 4 * each; i++) {
		if (!same || i % 4 == 0)
			asking_text(&a, LETTERS, 8 + i % 6, text);
		snprintf(name, sizeof name, "%s.%s", text, bases[i % 4]);
		asking_query(&a, 9, name, DNS_TYPE_A, NXDOMAIN, i % 4 ? 0.01 : seconds);
	}
	int best = asking_best(&a);
	asking_fini(&a);
	return best;
}

static void probes_under_public_domains(void **unused)
{
	(void)unused;
	assert_in_range(probe_score(false, 12, 30), 60, 100);
	assert_in_range(probe_score(false, 3, 30), 0, 49); /* a test for a wildcard */
	assert_in_range(probe_score(true, 9, 30), 0, 49);  /* a browser and its search suffixes */
}

/* A list that is tried with each domain is none of a group. */
static void lists_are_no_group(void **unused)
{
	const struct siblings rows[] = {
	    {.domains = 3, .distinct_share = 0.3},
	    {.domains = 2, .distinct_share = 1, .turns = {.changes = 0.5}},
	    {.domains = 2, .distinct_share = 1, .probes = true, .turns = {.changes = 1}},
	    {.domains = 4, .distinct_share = 0.7, .probes = true},
	};
	const struct siblings group = {
	    .domains = 2, .distinct_share = 1, .turns = {.changes = 0.9}};

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_false(siblings_are(&rows[i]));
	assert_true(siblings_are(&group));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(in_turn_is_one),
	    cmocka_unit_test(probes_under_public_domains), cmocka_unit_test(lists_are_no_group)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

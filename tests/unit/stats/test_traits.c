#include "stats/traits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* One message, and the traits it counts: of the client, then of the server; -1 ends the list. */
static const struct {
	const char *what;
	struct dns_event event;
	int client[4], server[4];
} rows[] = {
    {"query of a stub resolver", {.flags = DNS_RD}, {TRAIT_ASKS_RECURSION, -1},
	{TRAIT_SERVES_RECURSION, -1}},
    {"query of a resolver", {.dnssec_ok = true, .cookie = true},
	{TRAIT_ASKS_ITERATIVE, TRAIT_ASKS_DNSSEC, TRAIT_ASKS_COOKIE, -1},
	{TRAIT_SERVES_ITERATIVE, -1}},
    {"answer of a resolver", {.response = true, .flags = DNS_QR | DNS_RD | DNS_RA},
	{TRAIT_ASKS_RECURSION, TRAIT_TOLD_AVAILABLE, -1},
	{TRAIT_SERVES_RECURSION, TRAIT_ANSWERS, TRAIT_ANSWERS_RECURSED, -1}},
    {"answer with authority, no such name",
	{.response = true, .flags = DNS_QR | DNS_AA | 3, .rcode = 3, .dnssec_ok = true},
	{TRAIT_ASKS_ITERATIVE, -1}, {TRAIT_SERVES_ITERATIVE, TRAIT_ANSWERS, TRAIT_ANSWERS_OWN, -1}},
    {"refused", {.response = true, .flags = DNS_QR | DNS_RD | DNS_RA | 5, .rcode = 5},
	{TRAIT_ASKS_RECURSION, TRAIT_TOLD_AVAILABLE, -1}, {TRAIT_SERVES_RECURSION, -1}},
    {"NOTIFY", {.flags = DNS_OPCODE_NOTIFY << 11}, {-1}, {-1}},
};

static void check(const char *what, const struct traits *found, const int *wanted)
{
	struct traits all = {{0}};

	for (; *wanted >= 0; wanted++)
		all.of[*wanted]++;
	for (int i = 0; i < TRAIT_COUNT; i++)
		if (all.of[i] != found->of[i])
			fail_msg("%s: trait %d is %d", what, i, (int)found->of[i]);
}

static void counts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct traits client = {{0}}, server = {{0}};

		traits_add(&client, &server, &rows[i].event);
		check(rows[i].what, &client, rows[i].client);
		check(rows[i].what, &server, rows[i].server);
	}
}

static void merges(void **state)
{
	(void)state;
	struct traits a = {{1, 2}}, b = {{10, 20, 30}};

	traits_merge(&a, &b);
	assert_int_equal(a.of[0], 11);
	assert_int_equal(a.of[1], 22);
	assert_int_equal(a.of[2], 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(counts), cmocka_unit_test(merges)};

	return cmocka_run_group_tests_name("traits", tests, NULL, NULL);
}

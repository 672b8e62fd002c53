#include "../../../src/score/floor_rotation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/asking.h"
#include "base/limits.h"

#define LETTERS  "abcdefghijklmnopqrstuvwxyz"
#define NXDOMAIN 3

static const uint16_t all_types[] = {
    DNS_TYPE_A, DNS_TYPE_TXT, DNS_TYPE_CNAME, DNS_TYPE_MX, DNS_TYPE_SRV};
#define ALL_TYPES 5
static const char *const bases[] = {"gerlonet.com", "gerlonet.org", "gerlnet.com", "gerlon-cdn.com",
    "gerlomet.org", "gerlo-net.com"};
#define BASES (sizeof bases / sizeof *bases)

/* Queries in turn: the next base, the next type. `prefix` alone, or with five random letters. */
static void rotate(struct asking *a, uint8_t client, const char *prefix, bool whole, size_t domains,
    size_t types, unsigned queries, uint16_t rcode)
{
	char name[DNS_NAME_TEXT_MAX], tail[8];

	for (unsigned i = 0; i < queries; i++) {
		snprintf(name, sizeof name, "%s%s.%s", prefix,
		    whole ? "" : asking_text(a, LETTERS, 5, tail), bases[i % domains]);
		asking_query(a, client, name, all_types[i % types], rcode, 6);
	}
}

static const struct finding *only_finding(struct asking *a, enum domain_group_kind kind)
{
	const struct ranking *r = asking_score(a);

	assert_int_equal(r->finding_count, 1);
	assert_non_null(r->findings[0].pool);
	assert_int_equal(r->findings[0].domain_group_kind, kind);
	return &r->findings[0];
}

static const struct reason *reason_of(const struct finding *f, const char *code)
{
	for (size_t i = 0; i < f->reason_count; i++)
		if (strcmp(f->reasons[i].code, code) == 0)
			return &f->reasons[i];
	return NULL;
}

/* A session prefix and a word that was made up are found, whatever the server says. */
static void finds_rotation(void **unused)
{
	static const struct {
		const char *prefix;
		bool whole;
		size_t domains, types;
		int score;
	} rows[] = {
	    {"k7q", false, 6, 5, 85},
	    {"48213", false, 5, 4, 80},
	    {"sabre", false, 4, 4, 70},
	    {"sabrelon", true, 6, 5, 85},
	    {"x3k", true, 5, 4, 80},
	};
	static const uint16_t rcodes[] = {0, 2, NXDOMAIN, 5, ASKING_SILENT};

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t k = 0; k < sizeof rcodes / sizeof *rcodes; k++) {
			struct asking a;
			char quoted[32];

			asking_init(&a);
			rotate(&a, 9, rows[i].prefix, rows[i].whole, rows[i].domains, rows[i].types,
			    60, rcodes[k]);
			const struct finding *f = only_finding(
			    &a, rows[i].whole ? DOMAIN_GROUP_TOKEN : DOMAIN_GROUP_PREFIX);
			assert_in_range(f->score, rows[i].score, 100);
			assert_int_equal(f->pool_count, rows[i].domains);
			assert_int_equal(f->kind, KIND_C2);
			const struct reason *r = reason_of(f, "rotation");
			assert_non_null(r);
			snprintf(quoted, sizeof quoted, "\"%.3s", rows[i].prefix);
			assert_non_null(strstr(r->text, quoted));
			asking_fini(&a);
		}
}

/* A server that stays dead: each attempt has a token of its own. More attempts never lower the
 * score. */
static void attempts_add_up(void **unused)
{
	static const char *const tokens[] = {"r4kxy", "m09xy", "qq7xy", "zu2xy", "b6txy", "c1wxy",
	    "v8pxy", "y5gxy", "n3dxy", "h2mxy", "t7cxy", "k9fxy"};
	int before = 70;

	(void)unused;
	for (size_t attempts = 1; attempts <= sizeof tokens / sizeof *tokens; attempts++) {
		struct asking a;

		asking_init(&a);
		for (size_t i = 0; i < attempts; i++)
			rotate(&a, 9, tokens[i], true, 5, 4, 40, ASKING_SILENT);
		int best = asking_best(&a);
		assert_in_range(best, before, 100);
		assert_int_equal(a.ranking->finding_count, 1);
		before = best;
		asking_fini(&a);
	}
}

/* A and AAAA are one kind: with TXT besides there are two. */
static void needs_kinds(void **unused)
{
	static const uint16_t types[] = {
	    DNS_TYPE_A, DNS_TYPE_AAAA, DNS_TYPE_HTTPS, DNS_TYPE_TXT, DNS_TYPE_MX};
	struct asking a;
	char name[DNS_NAME_TEXT_MAX];

	(void)unused;
	asking_init(&a);
	for (unsigned i = 0; i < 60; i++) {
		snprintf(name, sizeof name, "sabrelon.%s", bases[i % BASES]);
		asking_query(&a, 9, name, types[i % 5], NXDOMAIN, 6);
	}
	assert_in_range(asking_best(&a), 0, 49);
	asking_fini(&a);
}

/* Tests of domains: by domain, by type, and of a usual label; all types for each. */
static void quiet_on_tests(void **unused)
{
	(void)unused;
	for (unsigned how = 0; how < 3; how++) {
		struct asking a;
		char name[DNS_NAME_TEXT_MAX];

		asking_init(&a);
		for (unsigned i = 0; i < ALL_TYPES * BASES; i++) {
			size_t base = how == 0 ? i / ALL_TYPES : i % BASES;
			size_t type = how == 0   ? i % ALL_TYPES
				      : how == 1 ? i / BASES
						 : i % ALL_TYPES;

			snprintf(
			    name, sizeof name, "%s.%s", how == 2 ? "www" : "legacy", bases[base]);
			asking_query(&a, 9, name, all_types[type], 0, 0.3);
		}
		assert_in_range(asking_best(&a), 0, 49);
		asking_fini(&a);
	}
}

/* Other clients that send the same token make it software; one client keeps its score. */
static void shared_tokens_count_less(void **unused)
{
	int before = 100;

	(void)unused;
	for (uint8_t others = 0; others <= 12; others += 4) {
		struct asking a;

		asking_init(&a);
		for (uint8_t i = 0; i <= others; i++)
			rotate(&a, (uint8_t)(20 + i), "sabrelon", true, 6, 5, 60, 0);
		int best = asking_best(&a);
		if (others == 0)
			assert_in_range(best, 85, 100);
		if (others == 12)
			assert_in_range(best, 0, 49);
		assert_true(best <= before);
		before = best;
		asking_fini(&a);
	}
}

/* The same group of two clients is one finding with two channels; each client ranks with it. */
static void one_finding_for_two_clients(void **unused)
{
	struct asking a;

	(void)unused;
	asking_init(&a);
	rotate(&a, 20, "sabrelon", true, 6, 5, 60, 0);
	rotate(&a, 21, "sabrelon", true, 6, 5, 60, 0);
	const struct finding *f = only_finding(&a, DOMAIN_GROUP_TOKEN);
	assert_int_equal(f->channel_count, 2);
	assert_ptr_not_equal(f->channels[0]->client, f->channels[1]->client);
	assert_int_equal(a.ranking->client_count, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_in_range(a.ranking->clients[i].score, 70, 100);
		assert_int_equal(a.ranking->clients[i].finding_count, 1);
	}
	asking_fini(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(finds_rotation),
	    cmocka_unit_test(attempts_add_up), cmocka_unit_test(needs_kinds),
	    cmocka_unit_test(quiet_on_tests), cmocka_unit_test(shared_tokens_count_less),
	    cmocka_unit_test(one_finding_for_two_clients)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "../../../src/score/floor_generated.h"

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

static const char *const endings[] = {"com", "net", "info", "co.uk"};
static const char *const words[] = {"garden", "silver", "market", "winter", "harbour", "kitchen"};

/* An ordinary answered name, so that the capture has responses. */
static void ordinary(struct asking *a)
{
	asking_query(a, 8, "www.example.com", DNS_TYPE_A, 0, 1);
}

static const struct finding *best(struct asking *a)
{
	const struct ranking *r = asking_score(a);

	return r->finding_count > 0 ? &r->findings[0] : NULL;
}

/* Long labels of one length, short ones of several: one finding over all endings. */
static void finds_generated_names(void **unused)
{
	static const struct {
		unsigned count, shortest, longest;
		int score;
	} rows[] = {{16, 24, 24, 75}, {45, 20, 20, 85}, {40, 9, 14, 60}, {80, 12, 12, 85}};
	static const uint16_t rcodes[] = {2, NXDOMAIN, 5, ASKING_SILENT};

	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t k = 0; k < sizeof rcodes / sizeof *rcodes; k++) {
			struct asking a;
			char name[DNS_NAME_TEXT_MAX], text[64];

			asking_init(&a);
			ordinary(&a);
			for (unsigned n = 0; n < rows[i].count; n++) {
				unsigned len =
				    rows[i].shortest + n % (rows[i].longest - rows[i].shortest + 1);

				snprintf(name, sizeof name, "%s.%s",
				    asking_text(&a, LETTERS, len, text), endings[n % 4]);
				asking_query(&a, 9, name, DNS_TYPE_A, rcodes[k], 8);
			}
			const struct finding *f = best(&a);
			assert_non_null(f);
			assert_int_equal(a.ranking->finding_count, 1);
			assert_int_equal(f->kind, KIND_DGA);
			assert_in_range(f->score, rows[i].score, 100);
			assert_int_equal(f->reason_count, 1);
			assert_string_equal(f->reasons[0].code, "generated-names");
			assert_int_equal(f->reasons[0].points, f->score);
			asking_fini(&a);
		}
}

/* Words typed wrong, and names that exist. */
static void quiet_on_words_and_answers(void **unused)
{
	(void)unused;
	for (unsigned how = 0; how < 2; how++) {
		struct asking a;
		char name[DNS_NAME_TEXT_MAX], text[64], letter[2];

		asking_init(&a);
		ordinary(&a);
		for (unsigned n = 0; n < 60; n++) {
			if (how == 0)
				snprintf(name, sizeof name, "%s%s%s.%s", words[n % 6],
				    asking_text(&a, LETTERS, 1, letter), words[n / 6 % 6],
				    endings[n % 4]);
			else
				snprintf(name, sizeof name, "%s.%s",
				    asking_text(&a, LETTERS, 11, text), endings[n % 4]);
			asking_query(&a, 9, name, DNS_TYPE_A, how == 0 ? NXDOMAIN : 0, 8);
		}
		assert_null(best(&a));
		asking_fini(&a);
	}
}

/* Random labels must be most of what fails; the rest stays out of the group. */
static void chooses_members(void **unused)
{
	struct domain_group_candidate c[100];
	struct generated g;

	(void)unused;
	for (unsigned words_count = 0; words_count <= 40; words_count += 20) {
		for (unsigned i = 0; i < 30 + words_count; i++)
			c[i] = (struct domain_group_candidate){.kind = DOMAIN_GROUP_GENERATED,
			    .channel = i,
			    .length = (uint8_t)(8 + i / 12),
			    .failing = true,
			    .surprising = i < 30};
		size_t members = generated_select(c, 30 + words_count, true, &g);
		assert_int_equal(members, words_count < 40 ? 30 : 0);
		for (size_t i = 0; i < members; i++)
			assert_true(c[i].surprising);
		/* Without responses nobody knows whether short names fail. */
		assert_int_equal(generated_select(c, 30 + words_count, false, &g), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(finds_generated_names),
	    cmocka_unit_test(quiet_on_words_and_answers), cmocka_unit_test(chooses_members)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

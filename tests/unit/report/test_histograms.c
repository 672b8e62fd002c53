#include "../../support/scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static int64_t sum_of(const struct node *map, const char *path)
{
	int64_t sum = 0;

	for (const struct node *n = document_members(map, path); n; n = n->next)
		sum += n->number;
	return sum;
}

static void test_shape(void **state)
{
	(void)state;
	struct scene s;

	scene_init(&s, "example.co.jp");
	const struct node *r = scene_report(&s);
	const struct node *f = document_members(r, "findings");

	assert_int_equal(sum_of(f, "timeline.queries"), 40);
	assert_int_equal(document_integer(f, "query_types.txt"), 40);
	assert_int_equal(sum_of(f, "query_types"), 40);
	/* 32 characters, a dot, abcde: 38 left of the domain, in steps of eight. */
	assert_int_equal(document_count(f, "histograms.length.names"), 5);
	assert_int_equal(sum_of(f, "histograms.length.names"), 40);
	assert_int_equal(sum_of(f, "histograms.surprise.names"), 40);
	/* The two ordinary names are the rest, and nothing of the finding is. */
	assert_int_equal(document_integer(r, "rest.channels"), 2);
	assert_int_equal(document_integer(r, "rest.query_types.a"), 40);
	assert_int_equal(sum_of(r, "rest.histograms.length.names"), 2);
	assert_true(document_count(f, "histograms.surprise.names") >
		    document_count(r, "rest.histograms.surprise.names"));
	scene_fini(&s);
}

/* Techniques by kind, and of many domains that are one. */
static void test_attack(void **state)
{
	(void)state;
	static const struct {
		enum finding_kind kind;
		bool pooled;
		const char *ids;
	} rows[] = {
	    {KIND_TUNNEL, false, "T1071.004 T1572 T1132 T1048.003 "},
	    {KIND_C2, false, "T1071.004 T1132 "},
	    {KIND_EXFILTRATION, false, "T1071.004 T1132 T1048.003 "},
	    {KIND_BEACON, false, "T1071.004 "},
	    {KIND_STAGING, false, "T1071.004 T1105 "},
	    {KIND_UNCLEAR, true, "T1071.004 T1568 "},
	    {KIND_DGA, true, "T1071.004 T1568 T1568.002 "},
	};
	struct scene s;

	scene_init(&s, "example.co.jp");
	scene_report(&s);
	struct finding *f = s.sources.ranking->findings;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct domain *domains[] = {f->domain};
		char ids[128] = "";

		f->kind = rows[i].kind;
		f->pool = rows[i].pooled ? domains : NULL;
		f->pool_count = rows[i].pooled;
		const struct node *r = report_build(&s.arena, &s.sources);
		const struct node *t = document_members(document_members(r, "findings"), "attack");
		for (; t; t = t->next) {
			size_t len = strlen(ids);

			snprintf(ids + len, sizeof ids - len, "%s ", document_text(t, "id"));
		}
		assert_string_equal(ids, rows[i].ids);
	}
	f->pool = NULL;
	f->pool_count = 0;
	scene_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_shape),
	    cmocka_unit_test(test_attack),
	};
	return cmocka_run_group_tests_name("shape", tests, NULL, NULL);
}

#include "../../../src/report/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/hash.h"
#include "base/utc.h"
#include "base/limits.h"

#define START_NS (INT64_C(1479074047) * NS_PER_SECOND)

/* Queries spread evenly over a span, and the step that comes of it in milliseconds. */
static const struct {
	int64_t span_ms;
	unsigned queries;
	int64_t step_ms;
} rows[] = {
    {0, 1, 1},
    {1000, 2, 100},
    {9000, 80, 500},           /* 80 queries: 20 bins at most */
    {59000, 1000, 1000},       /* a second each: 60 bins */
    {60000, 1000, 2000},       /* the 61st second does not fit */
    {3600000, 1000, 120000},   /* an hour */
    {86400000, 1000, 1800000}, /* a day */
    {INT64_C(366) * 86400000, 1000, 8 * INT64_C(86400000)},
};

static void fill(struct channel *c, int64_t span_ns, unsigned queries, uint64_t seed)
{
	*c = (struct channel){0};
	sketch_init(&c->asked, SKETCH_TRANSACTIONS_MAX);
	for (unsigned i = 0; i < queries; i++) {
		uint64_t number = seed + i;
		struct sketch_entry e = sketch_sighting(hash_fixed(&number, sizeof number),
		    START_NS + (queries > 1 ? span_ns / (queries - 1) * i : 0), 0, 0);

		sketch_add(&c->asked, &e);
	}
	sketch_finalize(&c->asked);
}

static int64_t sum_of(const struct node *timeline)
{
	int64_t sum = 0;

	for (const struct node *n = document_members(timeline, "queries"); n; n = n->next)
		sum += n->number;
	return sum;
}

static void test_steps(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct report_builder p = {.arena = &a};
		struct channel c;
		const struct channel *list[] = {&c};
		int64_t last_ns = START_NS + rows[i].span_ms * (NS_PER_SECOND / 1000), start_ns;

		fill(&c, last_ns - START_NS, rows[i].queries, 1);
		const struct node *t = timeline_build(&p, list, 1, START_NS, last_ns);
		int64_t step_ns = rows[i].step_ms * (NS_PER_SECOND / 1000);
		size_t count = document_count(t, "queries");

		assert_int_equal(document_get(t, "step_s")->number, rows[i].step_ms * 10);
		assert_int_equal(utc_parse(document_text(t, "start"), &start_ns), 0);
		assert_in_range(count, 1, REPORT_TIMELINE_MAX);
		assert_true(start_ns <= START_NS && start_ns + step_ns > START_NS);
		assert_true(start_ns + (int64_t)count * step_ns > last_ns);
		assert_true(start_ns + (int64_t)(count - 1) * step_ns <= last_ns);
		assert_int_equal(sum_of(t), rows[i].queries);
		assert_false(document_bool(t, "estimated"));
		sketch_fini(&c.asked);
		arena_fini(&a);
	}
}

/* Of many only a sample is kept: it stands for all, the first half for as many as the second. */
static void test_sample(void **state)
{
	(void)state;
	struct arena a = {0};
	struct report_builder p = {.arena = &a};
	struct channel c[2];
	const struct channel *list[] = {&c[0], &c[1]};
	int64_t halves[2] = {0};
	size_t i = 0;

	fill(&c[0], 59 * NS_PER_SECOND, 20000, 1);
	fill(&c[1], 59 * NS_PER_SECOND, 20000, 1000000);
	const struct node *t = timeline_build(&p, list, 2, START_NS, START_NS + 59 * NS_PER_SECOND);
	for (const struct node *n = document_members(t, "queries"); n; n = n->next)
		halves[i++ >= 30] += n->number;
	assert_true(document_bool(t, "estimated"));
	assert_in_range(halves[0] + halves[1], 37000, 43000);
	assert_in_range(halves[0], 18000, 22000);
	sketch_fini(&c[0].asked);
	sketch_fini(&c[1].asked);
	arena_fini(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_steps),
	    cmocka_unit_test(test_sample),
	};
	return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}

#include "../../../src/score/score_floors.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/named.h"

static void random_name(unsigned i, char *out, size_t cap)
{
	unsigned long long x = (i + 1) * 0x9e3779b97f4a7c15ULL;

	snprintf(out, cap, "%010llx" NAMED_BASE, x >> 24);
}

static void template_name(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "x7q0z9%04u" NAMED_BASE, i);
}

struct row {
	const char *what;
	unsigned names, answered;
	double surprise, structure;
	bool template, unlisted, one_sided;
	int before, score;
	double data, regularity; /* share of data types; of the queries in time */
	bool ill, loop;          /* the client's other queries fail too; a lookup tool in a loop */
};

static const struct row rows[] = {
    {"eight", 8, 0, 6.2, 0, false, false, false, 20, 55, 0, 0, false, false},
    {"sixteen", 16, 1, 6.2, 0, false, false, false, 20, 60, 0, 0, false, false},
    {"seven", 7, 0, 6.2, 0, false, false, false, 20, 20, 0, 0, false, false},
    {"a fifth of them answered", 20, 4, 6.2, 0, false, false, false, 20, 20, 0, 0, false, false},
    {"like words", 20, 0, 5.4, 0, false, false, false, 20, 20, 0, 0, false, false},
    {"a common format", 20, 0, 6.2, 0.5, false, false, false, 20, 20, 0, 0, false, false},
    {"a template", 20, 0, 6.2, 0, true, false, false, 20, 20, 0, 0, false, false},
    {"no suffix of the list", 20, 0, 6.2, 0, false, true, false, 20, 20, 0, 0, false, false},
    {"no response in the whole capture", 20, 0, 6.2, 0, false, false, true, 20, 20, 0, 0, false,
	false},
    {"for data", 16, 0, 6.2, 0, false, false, false, 20, 70, 0.5, 0, false, false},
    {"fewer for data", 15, 0, 6.2, 0, false, false, false, 20, 55, 1, 0, false, false},
    {"some for data", 16, 0, 6.2, 0, false, false, false, 20, 60, 0.4, 0, false, false},
    {"steady", 24, 0, 6.2, 0, false, false, false, 20, 70, 0, 0.6, false, false},
    {"fewer, steady", 23, 0, 6.2, 0, false, false, false, 20, 60, 0, 0.9, false, false},
    {"in no rhythm", 60, 0, 6.2, 0, false, false, false, 20, 60, 0, 0.5, false, false},
    {"a tool in a loop", 24, 0, 6.2, 0, false, false, false, 20, 70, 0, 0, false, true},
    {"steady, nothing else resolves", 40, 0, 6.2, 0, false, false, false, 20, 60, 0, 0.9, true,
	false},
    {"more is known already", 20, 0, 6.2, 0, false, false, false, 75, 75, 0, 0, false, false},
};

static void check(const struct row *r)
{
	struct named n;
	struct verdict v = {.score = r->before};

	named_init(&n, r->names, r->template ? template_name : random_name);
	for (unsigned i = 0; i < r->answered; i++)
		named_set(&n, i, DNS_TYPE_A, SAMPLE_ANSWERED);
	n.made.domain.registered = !r->unlisted;
	struct client client = {.asked.of[COUNT_RESPONSES] = r->ill ? 0 : 100};
	n.made.channel.client = &client;
	struct facts f = {.channel = &n.made.channel,
	    .client_bases = 20,
	    .data_type_share = r->data,
	    .rhythm.regularity = r->regularity,
	    .tool_starts = r->loop ? r->names : 0,
	    .tool_id_share = r->loop,
	    .names = r->names,
	    .length_median = 10,
	    .surprise_bits = r->surprise,
	    .structure_share = r->structure,
	    .capture_answered = !r->one_sided};

	print_message("%s\n", r->what);
	floor_vain(&v, &f);
	assert_int_equal(v.score, r->score);
	assert_int_equal(v.reason_count, r->score > r->before);
	if (v.reason_count > 0)
		assert_string_equal(v.reasons[0].code, "names-in-vain");
	named_fini(&n);
}

static void floors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(&rows[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(floors)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

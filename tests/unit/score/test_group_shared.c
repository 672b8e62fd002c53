#include "../../../src/score/group_shared.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>

#include "../../../src/score/floor_rotation.h"
#include "stats/sample.h"

#define MEMBERS 6

/* `clients` send one label to MEMBERS domains each, of `domains` in all. */
struct row {
	unsigned clients, domains;
	uint8_t kind;
	bool special; /* among the types with which they ask */
	bool shared;
};

static const struct row rows[] = {
    {10, 24, DOMAIN_GROUP_TOKEN, true, true},
    {10, 24, DOMAIN_GROUP_PREFIX, true, true},
    {60, 200, DOMAIN_GROUP_TOKEN, true, true},
    /* a few clients with different domains, as of a session by chance */
    {9, 54, DOMAIN_GROUP_TOKEN, true, false},
    /* many clients with one list of domains: malware */
    {10, 6, DOMAIN_GROUP_TOKEN, true, false},
    {500, 6, DOMAIN_GROUP_TOKEN, true, false},
    {10, 23, DOMAIN_GROUP_TOKEN, true, false},
    {500, 23, DOMAIN_GROUP_PREFIX, true, false},
    /* no rotation in the first place, so that nobody can hide one behind them */
    {60, 200, DOMAIN_GROUP_TOKEN, false, false},
    {60, 200, DOMAIN_GROUP_REGISTERED_LABEL, true, false},
};

static size_t fill(struct domain_group_candidate *into, const struct row *row, uint64_t label)
{
	size_t count = 0;

	for (unsigned client = 0; client < row->clients; client++)
		for (unsigned i = 0; i < MEMBERS; i++)
			into[count++] = (struct domain_group_candidate){
			    .key = label << 32 | client << 8 | row->kind,
			    .channel = count,
			    .label = label,
			    .domain = (client * MEMBERS + i) % row->domains,
			    .queries = 5,
			    .types = row->special ? SAMPLE_SRV | SAMPLE_TXT : SAMPLE_A,
			    .kind = row->kind,
			};
	return count;
}

/* Each alone, and all of them in one capture. */
static void test_rows(void **state)
{
	enum { ROWS = sizeof rows / sizeof *rows };
	struct domain_group_candidate *all = calloc((size_t)ROWS * 500 * MEMBERS, sizeof *all);
	struct group_shared shared;
	size_t total = 0;

	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		size_t count = fill(all, &rows[i], i + 1);

		domain_group_sort(all, count);
		group_shared_find(&shared, all, count);
		assert_int_equal(group_shared_has(&shared, i + 1), rows[i].shared);
		assert_false(group_shared_has(&shared, i + 2));
		group_shared_fini(&shared);
	}
	for (size_t i = 0; i < ROWS; i++)
		total += fill(all + total, &rows[i], i + 1);
	domain_group_sort(all, total);
	group_shared_find(&shared, all, total);
	for (size_t i = 0; i < ROWS; i++)
		assert_int_equal(group_shared_has(&shared, i + 1), rows[i].shared);
	group_shared_fini(&shared);
	free(all);
}

static void test_none(void **state)
{
	struct group_shared shared;

	(void)state;
	group_shared_find(&shared, NULL, 0);
	assert_false(group_shared_has(&shared, 0));
	group_shared_fini(&shared);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_none),
	};
	return cmocka_run_group_tests_name("group_shared", tests, NULL, NULL);
}

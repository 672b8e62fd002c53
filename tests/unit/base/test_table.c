#include "base/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

/* Records are their own keys: record n holds keys[n]. */
#define RECORDS_MAX 3000

struct records {
	uint32_t keys[RECORDS_MAX];
};

static bool equal(const void *ctx, uint32_t number, const void *key)
{
	const struct records *r = ctx;

	return r->keys[number] == *(const uint32_t *)key;
}

static uint64_t spread(uint32_t key)
{
	return key * UINT64_C(0x9e3779b97f4a7c15);
}

/* All keys on the last slot, so that runs wrap around. */
static uint64_t collide(uint32_t key)
{
	(void)key;
	return UINT64_MAX;
}

static uint64_t cluster(uint32_t key)
{
	return key % 5 == 0 ? UINT64_MAX - key % 3 : key % 7;
}

typedef uint64_t hash_function(uint32_t key);

static const struct {
	hash_function *hash;
	uint32_t records;
	unsigned steps;
} models[] = {{spread, RECORDS_MAX, 40000}, {collide, 12, 4000}, {cluster, 60, 20000}};

/* Adds and removes at random beside an array of flags: both must agree all the time. */
static void test_against_a_model(void **state)
{
	(void)state;
	for (size_t m = 0; m < sizeof models / sizeof *models; m++) {
		static struct records r;
		static bool present[RECORDS_MAX];
		struct table t;
		uint32_t random = 1;
		size_t used = 0;

		table_init(&t, RECORDS_MAX);
		for (uint32_t i = 0; i < models[m].records; i++) {
			r.keys[i] = i * 31 + 7;
			present[i] = false;
		}
		for (unsigned step = 0; step < models[m].steps; step++) {
			random = random * 1664525 + 1013904223;
			uint32_t i = (random >> 8) % models[m].records;
			uint64_t hash = models[m].hash(r.keys[i]);

			assert_int_equal(table_find(&t, hash, equal, &r, &r.keys[i]),
			    present[i] ? i : TABLE_NONE);
			if (present[i])
				table_remove(&t, hash, i);
			else
				assert_int_equal(table_add(&t, hash, i), 0);
			present[i] = !present[i];
			used += present[i] ? 1 : (size_t)-1;
			assert_int_equal(t.used, used);
		}
		for (uint32_t i = 0; i < models[m].records; i++)
			assert_int_equal(
			    table_find(&t, models[m].hash(r.keys[i]), equal, &r, &r.keys[i]),
			    present[i] ? i : TABLE_NONE);
		table_fini(&t);
	}
}

static void test_full_at_its_maximum(void **state)
{
	(void)state;
	struct table t;
	static struct records r;
	uint32_t missing = 999;

	table_init(&t, 20);
	for (uint32_t i = 0; i < 20; i++) {
		r.keys[i] = i;
		assert_int_equal(table_add(&t, spread(i), i), 0);
	}
	assert_int_equal(table_add(&t, spread(20), 20), -1);
	assert_true(t.used <= t.slot_count / 4 * 3);
	assert_int_equal(table_find(&t, spread(missing), equal, &r, &missing), TABLE_NONE);
	table_remove(&t, spread(missing), missing);
	assert_int_equal(t.used, 20);
	table_clear(&t);
	assert_int_equal(t.used, 0);
	assert_int_equal(table_find(&t, spread(3), equal, &r, &r.keys[3]), TABLE_NONE);
	assert_int_equal(table_add(&t, spread(3), 3), 0);
	assert_int_equal(table_find(&t, spread(3), equal, &r, &r.keys[3]), 3);
	table_fini(&t);
}

static void test_empty(void **state)
{
	(void)state;
	struct table t;
	uint32_t key = 1;

	table_init(&t, 4);
	assert_int_equal(table_find(&t, 1, equal, NULL, &key), TABLE_NONE);
	table_remove(&t, 1, 0);
	table_clear(&t);
	table_fini(&t);
	table_init(&t, 0);
	assert_int_equal(table_add(&t, 1, 0), -1);
	table_fini(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_against_a_model),
	    cmocka_unit_test(test_full_at_its_maximum),
	    cmocka_unit_test(test_empty),
	};
	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}

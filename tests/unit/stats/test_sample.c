#include "stats/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"

#define NAMES     300
#define SIGHTINGS 1200

struct seen {
	uint8_t wire[8];
	struct sample_name name;
};

/* Names "n<k>" that come in order of time, each seen several times, with other types. */
static void make(struct seen seen[SIGHTINGS])
{
	static const uint16_t types[] = {1, 28, 16, 5};

	for (unsigned i = 0; i < SIGHTINGS; i++) {
		unsigned k = i < NAMES ? i : (unsigned)rand() % NAMES;
		struct seen *s = &seen[i];

		memcpy(s->wire, (uint8_t[]){4, 'n', 0, 0, 'x', 0}, 6);
		s->wire[2] = (uint8_t)(1 + k / 200);
		s->wire[3] = (uint8_t)(1 + k % 200);
		s->name = (struct sample_name){
		    .hash = hash_fixed(s->wire, 6),
		    .ref = {.input = 0, .record = i + 1},
		    .time_ns = (int64_t)i * 1000,
		    .qtype = types[i % 4],
		    .types = sample_type_of(types[i % 4]),
		    .outcomes = i % 3 ? SAMPLE_NXDOMAIN : SAMPLE_ANSWERED,
		    .wire = s->wire,
		    .wire_len = 6,
		};
	}
}

static void assert_same_name(const struct sample_name *a, const struct sample_name *b)
{
	assert_int_equal(a->hash, b->hash);
	assert_int_equal(a->types, b->types);
	assert_int_equal(a->outcomes, b->outcomes);
	assert_int_equal(a->ref.record, b->ref.record);
	assert_int_equal(a->qtype, b->qtype);
	assert_memory_equal(a->wire, b->wire, 6);
}

static void assert_same(const struct sample *a, const struct sample *b)
{
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->early != NULL, b->early != NULL);
	for (unsigned i = 0; i < a->count; i++)
		assert_same_name(&a->names[i], &b->names[i]);
	for (unsigned i = 0; a->early && i < SAMPLE_NAMES_MAX; i++)
		assert_same_name(&a->early[i], &b->early[i]);
}

/* In any order, and in any split, the sample and the earliest names are the same. */
static void order_and_split(void **state)
{
	static struct seen seen[SIGHTINGS];
	struct sample whole = {0};

	(void)state;
	srand(1);
	make(seen);
	for (unsigned i = 0; i < SIGHTINGS; i++)
		sample_add(&whole, &seen[i].name);
	assert_non_null(whole.early);
	for (unsigned i = 0; i < SAMPLE_NAMES_MAX; i++)
		assert_int_equal(whole.early[i].ref.record, i + 1);
	for (unsigned round = 0; round < 30; round++) {
		struct sample part[3] = {{0}};

		for (unsigned i = SIGHTINGS - 1; i > 0; i--) {
			unsigned k = (unsigned)rand() % (i + 1);
			struct sample_name moved = seen[i].name;

			seen[i].name = seen[k].name;
			seen[k].name = moved;
		}
		for (unsigned i = 0; i < SIGHTINGS; i++)
			sample_add(&part[i * (round % 3 + 1) / SIGHTINGS], &seen[i].name);
		sample_merge(&part[1], &part[2]);
		sample_merge(&part[0], &part[1]);
		assert_same(&part[0], &whole);
		for (unsigned i = 0; i < 3; i++)
			sample_fini(&part[i]);
	}
	sample_fini(&whole);
}

/* Few names: the sample holds all, and the earliest are found in it. */
static void few(void **state)
{
	static struct seen seen[SIGHTINGS];
	const struct sample_name *early[SAMPLE_NAMES_MAX];
	struct sample s = {0};

	(void)state;
	make(seen);
	for (unsigned i = 20; i-- > 0;)
		sample_add(&s, &seen[i].name);
	assert_null(s.early);
	assert_int_equal(sample_earliest(&s, early), 20);
	for (unsigned i = 0; i < 20; i++)
		assert_int_equal(early[i]->ref.record, i + 1);
	sample_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(order_and_split), cmocka_unit_test(few)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

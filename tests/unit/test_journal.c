#include "../../src/stats/journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "limits.h"

#define EVENTS 2000

static struct dns_name names[EVENTS];
static struct dns_event events[EVENTS];
static const uint8_t base_fold[] = "\7example\3com";
static const struct domain base = {.fold = base_fold, .len = sizeof base_fold, .label_count = 2};

/* Questions and answers, names of different lengths. */
static void make_events(void)
{
	for (unsigned i = 0; i < EVENTS; i++) {
		char text[256];
		bool response = i % 2;

		snprintf(text, sizeof text, "%.*s%u.example.com", (int)(i / 2 % 40),
		    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", i / 2);
		assert_int_equal(dns_name_parse(text, &names[i]), 0);
		events[i] = (struct dns_event){
		    .ref = {.input = 0, .number = i + 1},
		    .time_ns = 1000 * (int64_t)i,
		    .dns = true,
		    .response = response,
		    .id = (uint16_t)(i / 2 * 7919),
		    .qname = &names[i],
		    .qtype = DNS_TYPE_A,
		    .answer_count = response,
		    .answer_bytes = response ? 4 : 0,
		    .answer_type = DNS_TYPE_A,
		    .answer_hash = response ? (UINT64_C(1) << 41) + i : 0,
		};
	}
}

/* The journal holds the first `count` events and nothing else. */
static void assert_holds(
    const struct journal *j, const struct journal_shelf *shelf, unsigned first, unsigned count)
{
	struct journal_reader reader;
	struct dns_event e;
	struct dns_name name;
	uint32_t server;

	journal_read(&reader, j, shelf, &base);
	for (unsigned i = first; i < first + count; i++) {
		assert_true(journal_next(&reader, &e, &name, &server));
		assert_int_equal(server, 3);
		assert_int_equal(e.ref.number, events[i].ref.number);
		assert_int_equal(e.time_ns, events[i].time_ns);
		assert_int_equal(e.id, events[i].id);
		assert_true(e.answer_hash == events[i].answer_hash);
		assert_int_equal(name.len, names[i].len);
		assert_memory_equal(name.fold, names[i].fold, name.len);
	}
	assert_false(journal_next(&reader, &e, &name, &server));
}

static unsigned add_all(struct journal *j, struct journal_shelf *shelf, unsigned first)
{
	unsigned added = 0;

	while (first + added < EVENTS && journal_add(j, shelf, &base, &events[first + added], 3))
		added++;
	return added;
}

/* No new piece from now on. */
static void use_up(struct shelf *shelf)
{
	shelf->block_count = SHELF_BLOCKS_MAX;
	shelf->used = SHELF_BLOCK_OCTETS;
}

/* What was added is read, up to the last block; what does not fit changes nothing. */
static void test_blocks(void **state)
{
	struct arena arena = {0};
	struct journal_shelf shelf = {.based = false};
	struct journal j = {.owner = 5};

	(void)state;
	shelf_init(&shelf.pieces, &arena);
	unsigned added = add_all(&j, &shelf, 0);
	assert_in_range(added, 100, EVENTS - 1);
	assert_holds(&j, &shelf, 0, added);
	assert_in_range(journal_bytes(&j, &shelf), (JOURNAL_BLOCKS_MAX - 1) * SHELF_OCTETS_MAX,
	    JOURNAL_BLOCKS_MAX * SHELF_OCTETS_MAX);
	assert_false(journal_add(&j, &shelf, &base, &events[added], 3));
	assert_holds(&j, &shelf, 0, added);
	journal_clear(&j, &shelf);
	assert_int_equal(journal_bytes(&j, &shelf), 0);
	assert_int_equal(j.owner, 5);
	assert_true(add_all(&j, &shelf, 0) == added);
	shelf_fini(&shelf.pieces);
	arena_fini(&arena);
}

/* With no more numbers for pieces, those that were given back are all there is: every journal
 * stays what it was when it refuses a message. */
static void test_no_more_numbers(void **state)
{
	(void)state;
	for (unsigned kept = 0; kept < 60; kept++) {
		struct arena arena = {0};
		struct journal_shelf shelf = {.based = false};
		struct journal first = {.size = 0}, second = {.size = 0};

		shelf_init(&shelf.pieces, &arena);
		for (unsigned i = 0; i <= kept; i++)
			assert_true(journal_add(&first, &shelf, &base, &events[i], 3));
		assert_true(journal_add(&second, &shelf, &base, &events[kept + 1], 3));
		use_up(&shelf.pieces);
		journal_clear(&first, &shelf);
		unsigned added = add_all(&first, &shelf, kept);
		assert_holds(&first, &shelf, kept, added);
		added = 1 + add_all(&second, &shelf, kept + 2);
		assert_holds(&second, &shelf, kept + 1, added);
		journal_clear(&first, &shelf);
		journal_clear(&second, &shelf);
		assert_int_equal(journal_bytes(&second, &shelf), 0);
		shelf_fini(&shelf.pieces);
		arena_fini(&arena);
	}
}

/* One small piece and one that would hold a message behind a link: an empty journal, which needs
 * one between them, does not begin with the link. */
static void test_nothing_to_follow(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 200; i++)
		for (unsigned larger = 2; larger < 8; larger++) {
			struct arena arena = {0};
			struct journal_shelf shelf = {.based = false};
			struct journal j = {.size = 0};

			shelf_init(&shelf.pieces, &arena);
			uint32_t small = shelf_take(&shelf.pieces, 1),
				 large = shelf_take(&shelf.pieces, larger);
			use_up(&shelf.pieces);
			shelf_give(&shelf.pieces, 1, small);
			shelf_give(&shelf.pieces, larger, large);
			bool added = journal_add(&j, &shelf, &base, &events[i], 3);
			assert_holds(&j, &shelf, i, added);
			assert_true((journal_bytes(&j, &shelf) > 0) == added);
			assert_false(j.chained);
			journal_clear(&j, &shelf);
			shelf_fini(&shelf.pieces);
			arena_fini(&arena);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_blocks),
	    cmocka_unit_test(test_no_more_numbers),
	    cmocka_unit_test(test_nothing_to_follow),
	};
	make_events();
	return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}

#include "../../../src/stats/message_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"

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
		    .ref = {.input = 0, .record = i + 1},
		    .time_ns = 1000 * (int64_t)i,
		    .dns = true,
		    .response = response,
		    .id = (uint16_t)(i / 2 * 7919),
		    .qname = &names[i],
		    .qtype = DNS_TYPE_A,
		    .answer_count = response,
		    .answer_bytes = response ? 4 : 0,
		    .answer_type = DNS_TYPE_A,
		    .answer_flags = response ? (uint8_t)(i % 32) : 0,
		    .answer_hash = response ? (UINT64_C(1) << 41) + i : 0,
		};
	}
}

/* The message log has the first `count` events and nothing else. */
static void assert_holds(const struct message_log *j, const struct message_log_slab *slab,
    unsigned first, unsigned count)
{
	struct message_log_reader reader;
	struct dns_event e;
	struct dns_name name;
	uint32_t server;

	message_log_read(&reader, j, slab, &base);
	for (unsigned i = first; i < first + count; i++) {
		assert_true(message_log_next(&reader, &e, &name, &server));
		assert_int_equal(server, 3);
		assert_int_equal(e.ref.record, events[i].ref.record);
		assert_int_equal(e.time_ns, events[i].time_ns);
		assert_int_equal(e.id, events[i].id);
		assert_int_equal(e.answer_flags, events[i].answer_flags);
		assert_true(e.answer_hash == events[i].answer_hash);
		assert_int_equal(name.len, names[i].len);
		assert_memory_equal(name.fold, names[i].fold, name.len);
	}
	assert_false(message_log_next(&reader, &e, &name, &server));
}

static unsigned add_all(struct message_log *j, struct message_log_slab *slab, unsigned first)
{
	unsigned added = 0;

	while (first + added < EVENTS && message_log_add(j, slab, &base, &events[first + added], 3))
		added++;
	return added;
}

/* No new piece from now on. */
static void use_up(struct slab *slab)
{
	slab->block_count = SLAB_BLOCKS_MAX;
	slab->used = SLAB_BLOCK_BYTES;
}

/* What was added is read, up to the last block; what does not fit changes nothing. */
static void test_blocks(void **state)
{
	struct arena arena = {0};
	struct message_log_slab slab = {.based = false};
	struct message_log j = {.smallest_server = 5};

	(void)state;
	slab_init(&slab.pieces, &arena);
	unsigned added = add_all(&j, &slab, 0);
	assert_in_range(added, 100, EVENTS - 1);
	assert_holds(&j, &slab, 0, added);
	assert_in_range(message_log_bytes(&j, &slab), (MESSAGE_LOG_BLOCKS_MAX - 1) * SLAB_BYTES_MAX,
	    MESSAGE_LOG_BLOCKS_MAX * SLAB_BYTES_MAX);
	assert_false(message_log_add(&j, &slab, &base, &events[added], 3));
	assert_holds(&j, &slab, 0, added);
	message_log_clear(&j, &slab);
	assert_int_equal(message_log_bytes(&j, &slab), 0);
	assert_int_equal(j.smallest_server, 5);
	assert_true(add_all(&j, &slab, 0) == added);
	slab_fini(&slab.pieces);
	arena_fini(&arena);
}

/* With no more numbers for pieces, those that were given back are all there is: every journal
 * stays what it was when it refuses a message. */
static void test_no_more_numbers(void **state)
{
	(void)state;
	for (unsigned kept = 0; kept < 60; kept++) {
		struct arena arena = {0};
		struct message_log_slab slab = {.based = false};
		struct message_log first = {.size = 0}, second = {.size = 0};

		slab_init(&slab.pieces, &arena);
		for (unsigned i = 0; i <= kept; i++)
			assert_true(message_log_add(&first, &slab, &base, &events[i], 3));
		assert_true(message_log_add(&second, &slab, &base, &events[kept + 1], 3));
		use_up(&slab.pieces);
		message_log_clear(&first, &slab);
		unsigned added = add_all(&first, &slab, kept);
		assert_holds(&first, &slab, kept, added);
		added = 1 + add_all(&second, &slab, kept + 2);
		assert_holds(&second, &slab, kept + 1, added);
		message_log_clear(&first, &slab);
		message_log_clear(&second, &slab);
		assert_int_equal(message_log_bytes(&second, &slab), 0);
		slab_fini(&slab.pieces);
		arena_fini(&arena);
	}
}

/* One small piece and one that would hold a message behind a link: an empty log, which needs
 * one between them, does not begin with the link. */
static void test_nothing_to_follow(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 200; i++)
		for (unsigned larger = 2; larger < 8; larger++) {
			struct arena arena = {0};
			struct message_log_slab slab = {.based = false};
			struct message_log j = {.size = 0};

			slab_init(&slab.pieces, &arena);
			uint32_t small = slab_take(&slab.pieces, 1),
				 large = slab_take(&slab.pieces, larger);
			use_up(&slab.pieces);
			slab_give(&slab.pieces, 1, small);
			slab_give(&slab.pieces, larger, large);
			bool added = message_log_add(&j, &slab, &base, &events[i], 3);
			assert_holds(&j, &slab, i, added);
			assert_true((message_log_bytes(&j, &slab) > 0) == added);
			assert_false(j.chained);
			message_log_clear(&j, &slab);
			slab_fini(&slab.pieces);
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
	return cmocka_run_group_tests_name("message_log", tests, NULL, NULL);
}

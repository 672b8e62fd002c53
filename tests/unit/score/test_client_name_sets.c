#include "../../../src/score/client_name_sets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../support/adding.h"
#include "base/limits.h"

#define NAMES 20000

/* What two clients ask for: each name in turn below a domain of its own. */
static void ask(struct stats *s, struct preparser *preparser, unsigned i)
{
	struct dns_name name;
	char text[64];
	uint8_t client[4] = {10, 0, 0, (uint8_t)(1 + i % 2)}, server[4] = {10, 0, 1, 1};
	struct dns_event e = {
	    .ref = {.record = i + 1},
	    .time_ns = 1000 * (int64_t)i,
	    .client = address_v4(client),
	    .server = address_v4(server),
	    .dns = true,
	    .qname = &name,
	    .qtype = DNS_TYPE_A,
	};

	snprintf(text, sizeof text, "www.domain%u.com", i);
	assert_int_equal(dns_name_parse(text, &name), 0);
	add_event(s, preparser, &e);
}

static void add_names(struct client_names *n, const struct stats *s)
{
	struct channel_room room = {.channel = {.client = NULL}};

	for (size_t i = stats_channel_count(s); i-- > 0;)
		client_name_sets_add(n, stats_channel(s, i, &room));
	channel_room_fini(&room);
}

/* A client's names are those of its channels, whether all are there or most gave way. */
static void test_union(void **state)
{
	static const uint64_t limits[] = {0, 600000};
	struct preparser *preparser = preparser_new(TEST_SECRET);

	(void)state;
	for (size_t l = 0; l < sizeof limits / sizeof *limits; l++) {
		struct stats *s = stats_new(TEST_SECRET);
		struct sketch expected[2];
		struct source_ref first;
		size_t count;

		stats_limit(s, limits[l]);
		for (unsigned i = 0; i < NAMES; i++)
			ask(s, preparser, i);
		sketch_init(&expected[0], SKETCH_NAMES_MAX);
		sketch_init(&expected[1], SKETCH_NAMES_MAX);
		for (unsigned i = 0; i < NAMES; i++) {
			struct dns_name name;
			char text[64];

			snprintf(text, sizeof text, "www.domain%u.com", i);
			dns_name_parse(text, &name);
			struct sketch_entry e =
			    sketch_sighting(channel_name_hash(&name), 1000 * (int64_t)i, 3, 0);
			sketch_add(&expected[i % 2], &e);
		}
		stats_finalize(s);
		assert_true((stats_evicted(s, &first) > NAMES / 2) == (limits[l] > 0));

		struct client_names *names = client_name_sets_new(s);
		const struct client *const *clients = stats_clients(s, &count);
		add_names(names, s);
		for (unsigned c = 0; c < 2; c++) {
			size_t made_count, expected_count;
			sketch_finalize(&expected[c]);
			struct sketch_entry *made = sketch_by_time(
						client_name_sets_of(names, clients[c]),
						&made_count),
					    *wanted = sketch_by_time(&expected[c], &expected_count);

			assert_int_equal(made_count, expected_count);
			assert_int_equal(made_count, SKETCH_NAMES_MAX);
			assert_memory_equal(made, wanted, made_count * sizeof *made);
			free(made);
			free(wanted);
			sketch_fini(&expected[c]);
		}
		client_name_sets_free(names);
		stats_free(s);
	}
	preparser_free(preparser);
}

/* Reserved or not, before or after some entries, a sketch holds the same. */
static void test_reserve(void **state)
{
	static const unsigned numbers[] = {0, 1, 2, 3, 5, 100, 1023, 1024, 1025, 5000};
	enum { NUMBERS = sizeof numbers / sizeof *numbers };

	(void)state;
	for (unsigned i = 0; i < NUMBERS * NUMBERS; i++) {
		unsigned entries = numbers[i / NUMBERS];
		struct sketch plain, reserved;
		size_t count, again;

		sketch_init(&plain, SKETCH_NAMES_MAX);
		sketch_init(&reserved, SKETCH_NAMES_MAX);
		for (unsigned k = 0; k < entries; k++) {
			uint64_t hash = (k + 1) * UINT64_C(0x9e3779b97f4a7c15);
			struct sketch_entry e = sketch_sighting(hash, k, 3, 0);

			if (k == entries / 3)
				sketch_reserve(&reserved, numbers[i % NUMBERS]);
			assert_int_equal(sketch_add(&plain, &e), sketch_add(&reserved, &e));
		}
		sketch_finalize(&plain);
		sketch_finalize(&reserved);
		assert_int_equal(sketch_distinct(&plain), sketch_distinct(&reserved));
		struct sketch_entry *a = sketch_by_time(&plain, &count),
				    *b = sketch_by_time(&reserved, &again);
		assert_int_equal(count, again);
		if (count > 0)
			assert_memory_equal(a, b, count * sizeof *a);
		free(a);
		free(b);
		sketch_fini(&plain);
		sketch_fini(&reserved);
	}
}

/* What room was made for needs no more memory. */
static void test_reserve_once(void **state)
{
	struct sketch s;

	(void)state;
	sketch_init(&s, SKETCH_NAMES_MAX);
	sketch_reserve(&s, 500);
	uint64_t bytes = sketch_heap_bytes(&s);
	assert_true(bytes >= 500 * sizeof(struct sketch_entry));
	for (uint64_t k = 0; k < 500; k++) {
		struct sketch_entry e =
		    sketch_sighting((k + 1) * UINT64_C(0x9e3779b97f4a7c15), (int64_t)k, 3, 0);

		sketch_add(&s, &e);
	}
	assert_int_equal(sketch_heap_bytes(&s), bytes);
	assert_int_equal(sketch_distinct(&s), 500);
	sketch_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_union),
	    cmocka_unit_test(test_reserve),
	    cmocka_unit_test(test_reserve_once),
	};
	return cmocka_run_group_tests_name("client_names", tests, NULL, NULL);
}

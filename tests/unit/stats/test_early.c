#include "stats/early.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "stats/channel.h"

#define ENTRIES 900

static void earliest_in_any_order(void **state)
{
	struct sketch_entry all[ENTRIES];

	(void)state;
	srand(2);
	for (unsigned i = 0; i < ENTRIES; i++)
		all[i] = sketch_sighting(hash_fixed(&i, sizeof i), i, 0, 0);
	for (unsigned round = 0; round < 10; round++) {
		struct sketch first;
		struct early e = {0};
		unsigned begun = 10 + (unsigned)rand() % 600;

		for (unsigned i = ENTRIES - 1; i > 0; i--) {
			unsigned k = (unsigned)rand() % (i + 1);
			struct sketch_entry moved = all[i];

			all[i] = all[k];
			all[k] = moved;
		}
		sketch_init(&first, SKETCH_TRANSACTIONS_MAX);
		for (unsigned i = 0; i < begun; i++) {
			early_add(&e, &all[i]); /* has not begun: nothing happens */
			sketch_add(&first, &all[i]);
		}
		assert_null(e.items);
		early_begin(&e, &first);
		for (unsigned i = begun / 2; i < ENTRIES; i++) { /* some again, and later */
			struct sketch_entry later = all[i];

			later.first_ns += i < begun ? 5000 : 0;
			early_add(&e, &later);
		}
		assert_int_equal(e.count, EARLY_TRANSACTIONS_MAX);
		for (unsigned i = 0; i < e.count; i++)
			assert_int_equal(e.items[i].first_ns, i);
		early_fini(&e);
		sketch_fini(&first);
	}
}

/* A channel that has nothing yet takes over the earliest transactions, as when a partial result is
 * loaded. */
static void merged_into_nothing(void **state)
{
	struct client client = {.names_evicted = {.keep = 0}};
	struct domain domain = {.label_count = 2};
	struct channel from, into;

	(void)state;
	channel_init(&from, &client, &domain);
	channel_init(&into, &client, &domain);
	early_begin(&from.early, &from.asked);
	for (unsigned i = 0; i < SKETCH_TRANSACTIONS_MAX + 100; i++) {
		struct sketch_entry e = sketch_sighting(hash_fixed(&i, sizeof i), i, 0, 0);

		early_add(&from.early, &e);
		sketch_add(&from.asked, &e);
	}
	channel_finalize(&from);
	channel_merge_transactions(&into, &from);
	assert_false(sketch_is_exact(&into.asked));
	assert_non_null(into.early.items);
	assert_int_equal(into.early.count, EARLY_TRANSACTIONS_MAX);
	for (unsigned i = 0; i < into.early.count; i++)
		assert_int_equal(into.early.items[i].first_ns, i);
	channel_fini(&from);
	channel_fini(&into);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(earliest_in_any_order), cmocka_unit_test(merged_into_nothing)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "read/duplicates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/limits.h"

static void seen(void **state)
{
	static const struct {
		uint64_t hash;
		int64_t time_ns;
		bool seen;
	} rows[] = {
	    {7, 1000, false},
	    {7, 1000, true},
	    {7, 1000 + DUPLICATE_NS, true},
	    {7, 1001 + 2 * DUPLICATE_NS, false},
	    {7, 1001 + DUPLICATE_NS, true},                    /* out of order */
	    {7 + DUPLICATE_SLOTS, 1001 + DUPLICATE_NS, false}, /* the same slot */
	    {7, 1001 + DUPLICATE_NS, false},                   /* was pushed out */
	    {0, 5, false},
	    {0, 5, false},
	    {9, INT64_C(8589934592000000000), false},
	    {9, 0, false},
	};
	struct duplicates d;

	(void)state;
	duplicates_init(&d);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (duplicates_seen(&d, rows[i].hash, rows[i].time_ns) != rows[i].seen)
			fail_msg("row %zu", i);
	duplicates_fini(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(seen)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

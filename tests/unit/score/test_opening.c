#include "../../../src/score/opening.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>

#include "../../support/named.h"
#include "base/utc.h"
#include "score/score.h"

enum { NAMES = 40, DATA = 16 };

/* Data at first, words later. */
static void name_of(unsigned i, char *out, size_t cap)
{
	unsigned long long x = (i + 1) * 0x9e3779b97f4a7c15ULL;

	if (i < DATA)
		snprintf(out, cap, "%016llx%016llx" NAMED_BASE, x, x * x);
	else
		snprintf(out, cap, "server%u" NAMED_BASE, i);
}

/* Each name is queried twice, a second apart. */
static void fill(struct named *n)
{
	struct channel *c = &n->made.channel;
	uint64_t hash = 1;

	named_init(n, NAMES, name_of);
	sketch_init(&c->asked, SKETCH_TRANSACTIONS_MAX);
	for (unsigned i = 0; i < NAMES; i++) {
		named_set(n, i, i < DATA ? DNS_TYPE_TXT : DNS_TYPE_A, SAMPLE_ANSWERED);
		c->sample.names[i].hash = (uint64_t)(i + 1) << 40;
		c->sample.names[i].time_ns = 2 * i * NS_PER_SECOND;
		for (unsigned k = 0; k < 2; k++) {
			struct sketch_entry e = sketch_sighting(
			    hash++ << 20, (2 * i + k) * NS_PER_SECOND, (uint8_t)i, 0);

			sketch_add(&c->asked, &e);
		}
	}
	sketch_finalize(&c->asked);
}

static void first_names(void **state)
{
	struct named n;
	struct opening o;
	struct score_options options;
	struct facts whole = {.channel = NULL,
	    .failed_share = 0.25,
	    .answered = true,
	    .client_bases = 7,
	    .capture_answered = true};

	(void)state;
	fill(&n);
	score_options_default(&options);
	whole.channel = &n.made.channel;
	assert_true(opening_init(&o, &whole, DATA, &options.facts));
	assert_int_equal(o.facts.names, DATA);
	assert_int_equal(o.facts.transactions, DATA); /* the second of each is a repeat */
	assert_int_equal(o.facts.length_median, 32);
	assert_true(o.facts.surprising_share == 1);
	assert_int_equal(o.facts.data_type_count, DATA);
	assert_true(o.facts.failed_share == 0.25 && o.facts.answered);
	assert_int_equal(o.facts.client_bases, 7);
	opening_fini(&o);

	assert_true(opening_init(&o, &whole, 32, &options.facts));
	assert_true(o.facts.surprising_share == 0.5);
	opening_fini(&o);

	assert_false(opening_init(&o, &whole, NAMES, &options.facts)); /* that is the whole */
	assert_false(opening_init(&o, &whole, NAMES + 1, &options.facts));
	sketch_fini(&n.made.channel.asked);
	named_fini(&n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(first_names)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

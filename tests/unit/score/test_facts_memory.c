#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/channel.h"
#include "base/hash.h"
#include "base/limits.h"
#include "score/facts.h"
#include "score/fingerprint.h"
#include "score/score.h"

/* Figures that are taken from a memory are those that would have been made. */

static void assert_same(const struct facts *a, const struct facts *b)
{
	assert_int_equal(a->structure, b->structure);
	assert_true(a->structure_share == b->structure_share);
	assert_int_equal(a->payload_sampled, b->payload_sampled);
	assert_int_equal(a->alphabet, b->alphabet);
	assert_true(a->entropy_bits == b->entropy_bits && a->entropy_ratio == b->entropy_ratio);
	assert_true(
	    a->surprise_bits == b->surprise_bits && a->surprising_share == b->surprising_share);
	assert_int_equal(a->up_bytes, b->up_bytes);
	assert_int_equal(a->names, b->names);
	assert_int_equal(a->length_median, b->length_median);
	assert_int_equal(memcmp(a->peak_bytes, b->peak_bytes, sizeof a->peak_bytes), 0);
}

/* Each after the one before, all with one memory. */
static const struct {
	const char *names[3];
	unsigned base_labels;
	unsigned domain;
	enum counter type;
} channels[] = {
    {{"www.example.com"}, 2, 0, COUNT_Q_A},
    {{"www.example.com"}, 2, 0, COUNT_Q_TXT},
    {{"WWW.example.com"}, 2, 0, COUNT_Q_A},
    {{"mq3k7xw2pz9v4t8r1n6b5c0d.example.com"}, 2, 0, COUNT_Q_TXT},
    {{"mq3k7xw2pz9v4t8r1n6b5c0d.example.com"}, 2, 0, COUNT_Q_TXT},
    {{"mq3k7xw2pz9v4t8r1n6b5c0d.example.com", "www.example.com"}, 2, 0, COUNT_Q_TXT},
    {{"www.example.com"}, 2, 0, COUNT_Q_A},
    {{"www.example.com"}, 3, 1, COUNT_Q_A}, /* the same name as a base of its own */
    {{"dnscat.0102030405060708091011.example.com"}, 2, 0, COUNT_Q_TXT},
    {{"dnscat.0102030405060708091011.example.com"}, 2, 0, COUNT_Q_A},
    {{"4.3.2.1.example.com"}, 2, 0, COUNT_Q_A},
    {{"www.example.com"}, 2, 0, COUNT_Q_A},
};

static void test_memory_changes_nothing(void **state)
{
	struct domain domains[2] = {{.label_count = 2}, {.label_count = 3}};
	struct facts_memory memory = {.taken = 0};
	struct score_options o;
	unsigned marked = 0;

	(void)state;
	score_options_default(&o);
	for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
		struct made_channel made;
		struct facts with, without;
		struct fingerprint_hit hit;

		made_channel_init(
		    &made, channels[i].base_labels, channels[i].type, channels[i].names, 3);
		made.channel.domain = &domains[channels[i].domain];
		sketch_init(&made.channel.asked, SKETCH_TRANSACTIONS_MAX);
		sketch_init(&made.channel.answers, SKETCH_ANSWERS_MAX);
		facts_build(&with, &made.channel, &o.facts, &memory);
		facts_build(&without, &made.channel, &o.facts, NULL);
		assert_same(&with, &without);
		bool found = fingerprint_match(&made.channel, &hit);
		assert_false(with.unmarked && found);
		assert_false(without.unmarked);
		marked += found;
		made_channel_fini(&made);
	}
	facts_memory_fini(&memory);
	assert_int_equal(marked, 2);
}

/* More names than the memory holds, in turn and again, so that they push each other out. */
static void test_many_names(void **state)
{
	enum { NAMES = 5 * FACTS_MEMORY_NAMES, ROUNDS = 4000 };
	struct domain domain = {.label_count = 2};
	struct facts_memory memory = {.taken = 0};
	struct score_options o;
	unsigned random = 1;

	(void)state;
	score_options_default(&o);
	for (unsigned i = 0; i < ROUNDS; i++) {
		struct made_channel made;
		struct facts with, without;
		char name[64];

		random = random * 1103515245 + 12345;
		unsigned number = (random >> 16) % NAMES;
		snprintf(name, sizeof name, "%.*s%u.example.com", (int)(number % 23),
		    "x7k2q9zhostwwwmailcdn04", number);
		const char *names[] = {name};
		made_channel_init(&made, 2, random >> 30 ? COUNT_Q_A : COUNT_Q_TXT, names, 1);
		made.channel.domain = &domain;
		made.channel.sample.names->hash = hash_fixed(name, strlen(name));
		sketch_init(&made.channel.asked, SKETCH_TRANSACTIONS_MAX);
		sketch_init(&made.channel.answers, SKETCH_ANSWERS_MAX);
		facts_build(&with, &made.channel, &o.facts, &memory);
		facts_build(&without, &made.channel, &o.facts, NULL);
		assert_same(&with, &without);
		made_channel_fini(&made);
	}
	assert_true(memory.taken == (UINT32_C(1) << FACTS_MEMORY_NAMES) - 1);
	facts_memory_fini(&memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_memory_changes_nothing),
	    cmocka_unit_test(test_many_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

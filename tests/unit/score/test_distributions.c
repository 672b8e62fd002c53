#include "score/distributions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"

#define CHANNELS 40000

/* A channel with one name of its own, shorter or longer, in the room of one that is over. */
static void make(struct channel *c, const struct domain *domain, unsigned number)
{
	struct dns_event event = {
	    .dns = true, .qtype = number % 3 ? DNS_TYPE_A : DNS_TYPE_TXT, .time_ns = number};
	char text[64];
	struct dns_name name;

	snprintf(text, sizeof text, "%.*s%u.example.com", (int)(number % 20),
	    "aaaaaaaaaaaaaaaaaaaa", number);
	assert_int_equal(dns_name_parse(text, &name), 0);
	event.qname = &name;
	struct question q = channel_question(&event, domain);
	channel_restart(c, NULL, domain);
	channel_add(c, &event, &q);
	channel_finalize(c);
}

static const struct domain domain = {.label_count = 2};

/* The same for any share of the channels and any order: that of all, with the names up to the hash
 * that is told. */
static void test_drafts(void **state)
{
	struct channel c = {.client = NULL};
	struct distributions_draft one = {.sampled = 0}, parts[3] = {{.sampled = 0}};
	struct distributions whole, merged, direct = {.channels = 0};

	(void)state;
	for (unsigned i = 0; i < CHANNELS; i++) {
		make(&c, &domain, i);
		distributions_draft_add(&one, &c);
		distributions_draft_add(&parts[i % 7 == 0 ? 0 : i % 2 + 1], &c);
	}
	uint64_t hash_max = distributions_finish(&one, &whole);
	distributions_draft_merge(&parts[2], &parts[0]);
	distributions_draft_merge(&parts[2], &parts[1]);
	assert_true(distributions_finish(&parts[2], &merged) == hash_max);
	assert_memory_equal(&merged, &whole, sizeof whole);

	uint64_t names = 0;
	for (unsigned i = 0; i < CHANNELS; i++) {
		make(&c, &domain, CHANNELS - 1 - i);
		distributions_add(&direct, &c, 0, hash_max);
	}
	assert_memory_equal(&direct, &whole, sizeof whole);
	for (unsigned i = 0; i < DISTRIBUTIONS_BINS; i++)
		names += whole.surprise[i];
	assert_in_range(names, DISTRIBUTIONS_NAMES_MAX * 9 / 10, DISTRIBUTIONS_NAMES_MAX * 11 / 10);
	assert_int_equal(whole.channels, CHANNELS);
	assert_int_equal(whole.asked[COUNT_Q_TXT], (CHANNELS + 2) / 3);
	channel_fini(&c);
}

/* What is taken out leaves no trace. */
static void test_remove(void **state)
{
	struct channel c = {.client = NULL};
	struct distributions both = {.channels = 0}, kept = {.channels = 0}, out = {.channels = 0};

	(void)state;
	for (unsigned i = 0; i < 100; i++) {
		make(&c, &domain, i);
		distributions_add(&both, &c, 0, UINT64_MAX);
		distributions_add(i % 5 ? &kept : &out, &c, 0, UINT64_MAX);
	}
	distributions_remove(&both, &out);
	assert_memory_equal(&both, &kept, sizeof kept);
	channel_fini(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_drafts),
	    cmocka_unit_test(test_remove),
	};
	return cmocka_run_group_tests_name("outline", tests, NULL, NULL);
}

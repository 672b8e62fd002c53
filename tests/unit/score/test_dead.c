#include "../../../src/score/dead.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* One record is enough to be alive, whatever failed besides. */
static void names(void **state)
{
	static const struct {
		unsigned outcomes;
		bool dead;
	} rows[] = {{0, true}, {SAMPLE_ANSWERED, false}, {SAMPLE_EMPTY, true},
	    {SAMPLE_NXDOMAIN, true}, {SAMPLE_SERVFAIL | SAMPLE_REFUSED, true},
	    {SAMPLE_SINKHOLE, true}, {SAMPLE_ERROR, true},
	    {SAMPLE_ANSWERED | SAMPLE_SERVFAIL, false}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct sample_name name = {.outcomes = (uint8_t)rows[i].outcomes};

		assert_int_equal(dead_name(&name), rows[i].dead);
	}
}

static void shares(void **state)
{
	struct sample_name names[4] = {
	    {.outcomes = SAMPLE_ANSWERED}, {.outcomes = SAMPLE_NXDOMAIN}, {0}, {0}};
	struct channel channel = {.sample = {.names = names, .count = 4}};
	struct facts f = {.channel = &channel, .capture_answered = true};

	(void)state;
	assert_true(dead_share(&f) == 0.75);
	names[1].qtype = names[0].qtype = DNS_TYPE_TXT;
	names[2].qtype = names[3].qtype = DNS_TYPE_A;
	assert_true(dead_data_share(&f) == 0.5);
	f.capture_answered = false; /* responses were perhaps not recorded; an error was */
	assert_true(dead_share(&f) == 0.25);
	channel.sample.count = 0;
	assert_true(dead_share(&f) == 0);
	assert_true(dead_data_share(&f) == 0);
}

static void client(void **state)
{
	struct client client = {.asked.of = {[COUNT_RESPONSES] = 60, [COUNT_NXDOMAIN] = 40}};
	struct channel channel = {.client = &client};
	struct facts f = {.channel = &channel, .client_bases = 11};

	(void)state;
	assert_true(dead_client_is_well(&f));
	f.client_bases = 10;
	assert_false(dead_client_is_well(&f));
	f.client_bases = 500;
	client.asked.of[COUNT_SINKHOLE] = 1;
	assert_false(dead_client_is_well(&f));
	client.asked.of[COUNT_NXDOMAIN] = 70; /* more errors than responses: counted twice */
	assert_false(dead_client_is_well(&f));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names), cmocka_unit_test(shares), cmocka_unit_test(client)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

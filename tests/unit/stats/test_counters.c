#include "stats/counters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "dns/answer.h"

/* Questions and answers for TXT: plain, and of a service (by a '_' label both, by its grammar the
 * answer alone); and what that makes of them. */
static const struct {
	const char *what;
	uint64_t q, q_service, r, r_service;
	uint64_t all, data;
} rows[] = {
    {"nothing", 0, 0, 0, 0, 0, 0},
    {"no answers", 80, 0, 0, 0, 80, 80},
    {"no questions", 0, 0, 40, 0, 40, 40},
    {"data both ways", 50, 0, 49, 0, 50, 50},
    {"DKIM by label", 0, 12, 0, 12, 12, 0},
    {"SPF by answer", 11, 0, 0, 11, 11, 0},
    {"SPF seen in answers alone", 0, 0, 0, 11, 11, 0},
    {"SPF and data", 30, 0, 20, 10, 30, 20},
    {"DKIM, SPF and data", 30, 5, 20, 15, 35, 20},
    {"SPF, some unanswered", 20, 0, 0, 12, 20, 8},
};

static void txt(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct counters c = {0};

		c.of[COUNT_Q_TXT] = rows[i].q;
		c.of[COUNT_Q_TXT_SERVICE] = rows[i].q_service;
		c.of[COUNT_R_TXT] = rows[i].r;
		c.of[COUNT_R_TXT_SERVICE] = rows[i].r_service;
		if (counters_txt(&c) != rows[i].all || counters_txt_data(&c) != rows[i].data)
			fail_msg("%s: %d, %d", rows[i].what, (int)counters_txt(&c),
			    (int)counters_txt_data(&c));
	}
}

/* Rcode and flags of one response: does it count as a sinkhole, and as a failure? */
static void failed(void **state)
{
	static const struct {
		uint16_t rcode;
		uint8_t flags;
		uint64_t sinkhole, failed;
	} responses[] = {
	    {0, 0, 0, 0},
	    {0, ANSWER_ENCODED, 0, 0},
	    {0, ANSWER_NULL_ADDRESS, 1, 1},
	    {2, 0, 0, 1},
	    {3, 0, 0, 1},
	    {3, ANSWER_NULL_ADDRESS, 0, 1}, /* counted once */
	    {4, 0, 0, 0},
	    {5, 0, 0, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof responses / sizeof *responses; i++) {
		struct counters c = {0};
		struct dns_event e = {.response = true,
		    .rcode = responses[i].rcode,
		    .answer_flags = responses[i].flags};

		counters_add(&c, &e, false);
		assert_int_equal(c.of[COUNT_SINKHOLE], responses[i].sinkhole);
		assert_int_equal(counters_failed(&c), responses[i].failed);
	}
}

/* Ids 2 to 8, of queries and of responses: whichever are more. */
static void tool_ids(void **state)
{
	struct counters c = {{0}};

	(void)state;
	for (unsigned id = 0; id < 300; id++)
		counters_add(&c, &(struct dns_event){.id = (uint16_t)id}, false);
	assert_int_equal(counters_tool_ids(&c), 7);
	for (unsigned id = 0; id < 20; id++)
		counters_add(&c, &(struct dns_event){.id = 8, .response = true}, false);
	assert_int_equal(counters_tool_ids(&c), 20);
}

/* Empty responses for data; address queries may have been answered with none. */
static void empty_data(void **state)
{
	static const struct {
		uint64_t empty, txt, mx, a, aaaa, data, of_unknown_type;
	} cases[] = {{0, 9, 0, 9, 0, 0, 0}, {9, 9, 0, 0, 0, 9, 0}, {9, 5, 4, 0, 0, 9, 0},
	    {9, 9, 0, 4, 0, 5, 0}, {9, 9, 0, 5, 6, 0, 0}, {9, 0, 0, 20, 20, 0, 0},
	    {9, 0, 0, 0, 0, 0, 9}, {9, 5, 0, 0, 0, 1, 8}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct counters c = {
		    .of = {[COUNT_RESPONSES] = cases[i].txt + cases[i].mx + cases[i].a +
					       cases[i].aaaa + cases[i].of_unknown_type,
			[COUNT_EMPTY] = cases[i].empty,
			[COUNT_R_TXT] = cases[i].txt,
			[COUNT_R_MX] = cases[i].mx,
			[COUNT_R_A] = cases[i].a,
			[COUNT_R_AAAA] = cases[i].aaaa}};

		assert_int_equal(counters_empty_data(&c), cases[i].data);
	}
}

/* A message whose log does not say the type is in none of the rows. */
static void unknown_type(void **state)
{
	struct dns_name name = {.len = 1};
	struct dns_event e = {.qname = &name, .unknown = UNKNOWN_TYPE};
	struct counters c = {{0}};

	(void)state;
	counters_add(&c, &e, false);
	assert_int_equal(c.of[COUNT_QUERIES], 1);
	assert_int_equal(c.of[COUNT_Q_OTHER], 0);
	e.unknown = 0;
	counters_add(&c, &e, false);
	assert_int_equal(c.of[COUNT_Q_OTHER], 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(txt), cmocka_unit_test(failed),
	    cmocka_unit_test(empty_data), cmocka_unit_test(tool_ids),
	    cmocka_unit_test(unknown_type)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "read/transactions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/limits.h"

#define SECOND INT64_C(1000000000)

/* A message from or to 10.0.0.1, port 40000. */
static struct dns_event event_of(
    struct dns_name *name, const char *qname, uint16_t id, bool response, int64_t time_ns)
{
	struct dns_event e = {.time_ns = time_ns,
	    .client = address_v4((const uint8_t[]){10, 0, 0, 1}),
	    .server = address_v4((const uint8_t[]){10, 0, 0, 53}),
	    .id = id,
	    .response = response,
	    .dns = true,
	    .qtype = DNS_TYPE_A,
	    .qclass = 1};

	if (qname) {
		assert_int_equal(dns_name_parse(qname, name), 0);
		e.qname = name;
	}
	return e;
}

static struct endpoints ends_of(const struct dns_event *e)
{
	if (e->response)
		return (struct endpoints){e->server, e->client, 53, 40000};
	return (struct endpoints){e->client, e->server, 40000, 53};
}

static struct transaction *query(
    struct transactions *t, const char *qname, uint16_t id, int64_t time_ns)
{
	struct dns_name name;
	struct dns_event e = event_of(&name, qname, id, false, time_ns);
	struct endpoints ends = ends_of(&e);

	return transactions_add(t, &e, &ends);
}

static struct transaction *answer(
    struct transactions *t, const char *qname, uint16_t id, int64_t time_ns)
{
	struct dns_name name;
	struct dns_event e = event_of(&name, qname, id, true, time_ns);
	struct endpoints ends = ends_of(&e);

	return transactions_answer(t, &e, &ends);
}

static void test_pairs(void **state)
{
	struct transactions t;

	(void)state;
	transactions_init(&t);
	assert_null(answer(&t, "a.example", 1, 0));
	struct transaction *a = query(&t, "a.example", 1, 0), *b = query(&t, "b.example", 1, 1);
	assert_null(answer(&t, "a.example", 2, 2));
	assert_null(answer(&t, "c.example", 1, 2));
	assert_ptr_equal(answer(&t, "B.example", 1, 2), b);
	assert_null(answer(&t, "b.example", 1, 3));
	assert_ptr_equal(answer(&t, "A.EXAMPLE", 1, 3), a);
	transactions_fini(&t);
}

/* A resolver that asks again gets its answers in the order of its queries. */
static void test_repeated(void **state)
{
	struct transactions t;
	struct transaction *sent[5];

	(void)state;
	transactions_init(&t);
	for (int i = 0; i < 5; i++)
		sent[i] = query(&t, "a.example", 1, i);
	for (int i = 0; i < 4; i++)
		assert_ptr_equal(answer(&t, "a.example", 1, 9), sent[i]);
	struct transaction *more = query(&t, "a.example", 1, 10);
	assert_ptr_equal(answer(&t, "a.example", 1, 11), sent[4]);
	assert_ptr_equal(answer(&t, "a.example", 1, 11), more);
	assert_null(answer(&t, "a.example", 1, 11));
	transactions_fini(&t);
}

/* FORMERR and the like come without a question. */
static void test_no_question(void **state)
{
	struct transactions t;

	(void)state;
	transactions_init(&t);
	query(&t, "a.example", 1, 0);
	struct transaction *b = query(&t, "b.example", 1, 1), *again = query(&t, "b.example", 1, 2);
	assert_null(answer(&t, NULL, 2, 2));
	assert_ptr_equal(answer(&t, NULL, 1, 2), b);
	assert_ptr_equal(answer(&t, NULL, 1, 2), again);
	struct transaction *nameless = query(&t, NULL, 7, 3);
	assert_int_equal(nameless->name_len, 0);
	assert_ptr_equal(answer(&t, NULL, 7, 3), nameless);
	transactions_fini(&t);
}

/* In the order of the queries, as soon as nothing is waited for. */
static void test_order(void **state)
{
	struct transactions t;

	(void)state;
	transactions_init(&t);
	struct transaction *a = query(&t, "a.example", 1, 0),
			   *b = query(&t, "b.example", 2, SECOND);
	assert_ptr_equal(answer(&t, "b.example", 2, SECOND), b);
	transactions_set_result(&t, b, "longer", 6);
	transactions_set_result(&t, b, "text", 4);
	assert_null(transactions_take(&t, 10 * SECOND, false));
	assert_ptr_equal(transactions_take(&t, 10 * SECOND + 1, false), a);
	assert_null(a->result);
	assert_ptr_equal(transactions_take(&t, 10 * SECOND + 1, false), b);
	assert_string_equal(b->result, "text");
	assert_int_equal(b->result_len, 4);
	assert_null(transactions_take(&t, 10 * SECOND + 1, true));
	assert_int_equal(t.bytes, 0);
	assert_int_equal(t.early, 0);
	assert_null(answer(&t, "a.example", 1, 11 * SECOND));
	transaction_free(a);
	transaction_free(b);
	/* Another file may begin earlier. */
	struct transaction *c = query(&t, "c.example", 3, 100 * SECOND);
	assert_null(transactions_take(&t, 90 * SECOND, false));
	assert_ptr_equal(transactions_take(&t, 90 * SECOND - 1, false), c);
	transaction_free(c);
	struct transaction *d = query(&t, "d.example", 4, 0);
	assert_ptr_equal(transactions_take(&t, 0, true), d);
	transaction_free(d);
	transactions_fini(&t);
}

/* A flood without answers stays within the limit, and gives up the oldest. */
static void test_limit(void **state)
{
	struct transactions t;
	uint64_t taken = 0;

	(void)state;
	transactions_init(&t);
	for (uint32_t i = 0; i < TRANSACTIONS_MAX + 1000; i++) {
		struct transaction *one;

		query(&t, i % 2 ? "a.example" : "b.example", (uint16_t)i, i);
		while ((one = transactions_take(&t, i, false))) {
			assert_int_equal(one->time_ns, taken++);
			transaction_free(one);
		}
		assert_true(t.end - t.first < TRANSACTIONS_MAX);
	}
	assert_int_equal(taken, 1001);
	assert_int_equal(t.early, taken);
	/* 1,000 was the last to go; after it, IDs begin again once. */
	assert_int_equal(answer(&t, "b.example", 1000, 1)->time_ns, 65536 + 1000);
	assert_int_equal(answer(&t, "b.example", 1002, 1)->time_ns, 1002);
	transactions_fini(&t);
}

static void test_limit_of_bytes(void **state)
{
	static char text[1024 * 1024];
	struct transactions t;
	struct transaction *one;
	size_t taken = 0;

	(void)state;
	transactions_init(&t);
	query(&t, "waits.example", 1, 0);
	for (size_t i = 0; i < 200; i++) {
		one = query(&t, "a.example", 2, 1);
		assert_ptr_equal(answer(&t, "a.example", 2, 1), one);
		transactions_set_result(&t, one, text, sizeof text);
		for (; (one = transactions_take(&t, 1, false)); taken++)
			transaction_free(one);
		assert_true(t.bytes <= TRANSACTIONS_BYTES_MAX);
	}
	assert_int_equal(t.early, 1);
	assert_in_range(taken, 1, 201);
	transactions_fini(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_pairs),
	    cmocka_unit_test(test_repeated),
	    cmocka_unit_test(test_no_question),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_limit),
	    cmocka_unit_test(test_limit_of_bytes),
	};
	return cmocka_run_group_tests_name("transactions", tests, NULL, NULL);
}

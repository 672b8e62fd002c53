#include "read/proxied.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/limits.h"

static const struct address proxy = {4, {10, 0, 0, 1}}, server = {4, {10, 0, 0, 2}};

static struct proxy_source client(unsigned n)
{
	return (struct proxy_source){
	    true, {4, {192, 0, (uint8_t)(n >> 8), (uint8_t)n}}, (uint16_t)(1000 + n % 1000)};
}

static struct endpoints ends(bool query)
{
	return query ? (struct endpoints){proxy, server, 40000, 53}
		     : (struct endpoints){server, proxy, 53, 40000};
}

static void test_query_and_response(void **state)
{
	(void)state;
	struct proxied p;
	struct endpoints e = ends(false);

	proxied_init(&p);
	proxied_response(&p, &e, 7); /* nothing is known yet */
	assert_int_equal(e.dport, 40000);
	for (unsigned id = 0; id < 3; id++) {
		struct proxy_source source = client(id);

		e = ends(true);
		proxied_query(&p, &e, (uint16_t)id, &source);
		assert_int_equal(address_compare(&e.src, &source.address), 0);
		assert_int_equal(e.sport, source.port);
		assert_int_equal(e.dport, 53);
	}
	for (unsigned id = 0; id < 3; id++) {
		struct proxy_source source = client(id);

		e = ends(false);
		proxied_response(&p, &e, (uint16_t)id);
		assert_int_equal(address_compare(&e.dst, &source.address), 0);
		assert_int_equal(e.dport, source.port);
	}
	e = ends(false);
	proxied_response(&p, &e, 3); /* another id */
	assert_int_equal(address_compare(&e.dst, &proxy), 0);
	e = ends(false);
	e.src.bytes[3] = 9; /* another server */
	proxied_response(&p, &e, 1);
	assert_int_equal(address_compare(&e.dst, &proxy), 0);
	proxied_fini(&p);
}

/* A header that is not complete names nobody, and the response stays the proxy's. */
static void test_noted(void **state)
{
	(void)state;
	struct proxied p;
	struct proxy_source open = {.known = false}, whole = client(7);
	struct endpoints query = ends(true), response = ends(false);

	proxied_init(&p);
	assert_null(proxied_find(&p, &query, 0));
	proxied_note(&p, &query, 0, &open);
	assert_non_null(proxied_find(&p, &query, 0));
	assert_null(proxied_find(&p, &response, 0));
	proxied_response(&p, &response, 0);
	assert_int_equal(address_compare(&response.dst, &proxy), 0);
	proxied_note(&p, &query, 0, &whole);
	proxied_response(&p, &response, 0);
	assert_int_equal(address_compare(&response.dst, &whole.address), 0);
	proxied_fini(&p);
}

/* More queries than slots: what is found is right. */
static void test_overwritten(void **state)
{
	(void)state;
	struct proxied p;
	unsigned found = 0;

	proxied_init(&p);
	for (unsigned id = 0; id < 2 * PROXIED_SLOTS; id++) {
		struct proxy_source source = client(id);
		struct endpoints e = ends(true);

		proxied_query(&p, &e, (uint16_t)id, &source);
	}
	for (unsigned id = 0; id < 2 * PROXIED_SLOTS; id++) {
		struct proxy_source source = client(id);
		struct endpoints e = ends(false);

		proxied_response(&p, &e, (uint16_t)id);
		bool known = address_compare(&e.dst, &proxy) != 0;
		assert_true(!known || address_compare(&e.dst, &source.address) == 0);
		found += known;
	}
	assert_in_range(found, 1, PROXIED_SLOTS);
	proxied_fini(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_query_and_response),
	    cmocka_unit_test(test_noted),
	    cmocka_unit_test(test_overwritten),
	};
	return cmocka_run_group_tests_name("proxied", tests, NULL, NULL);
}

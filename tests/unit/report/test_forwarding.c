#include "../../../src/report/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <string.h>

#include "../../support/adding.h"

/* Who asks whom. */
static const struct {
	const char *client, *server;
} asked[] = {
    {"10.1.0.9", "10.1.0.53"},
    {"10.1.0.8", "10.1.0.53"},
    {"10.1.0.8", "192.168.3.53"},
    {"10.1.0.7", "198.51.100.1"},
    {"10.1.0.7", "192.0.2.8"},
    {"10.1.0.7", "10.1.0.53"},
    {"10.1.0.53", "203.0.113.4"},            /* answers queries: its own business */
    {"2001:db8:20::9", "2001:db8:20:7::53"}, /* of the same site */
    {"2001:db8:20::9", "2001:db8:21::53"},
    {"198.51.100.77", "198.51.100.53"}, /* of the same network */
    {"198.51.100.77", "198.51.101.53"},
};

static struct address address_of(const char *text)
{
	uint8_t bytes[16];

	if (inet_pton(AF_INET, text, bytes) == 1)
		return address_v4(bytes);
	assert_int_equal(inet_pton(AF_INET6, text, bytes), 1);
	return address_v6(bytes);
}

static struct stats *stats_of(struct preparser *preparser, size_t first, size_t count)
{
	struct stats *s = stats_new(TEST_SECRET);

	for (size_t i = 0; i < count; i++) {
		struct dns_name name;

		assert_int_equal(
		    dns_name_parse(i % 2 ? "a.example.com" : "b.example.org", &name), 0);
		struct dns_event event = {
		    .ref = {.record = i + 1},
		    .client = address_of(asked[first + i].client),
		    .server = address_of(asked[first + i].server),
		    .dns = true,
		    .flags = DNS_RD,
		    .id = (uint16_t)i,
		    .qname = &name,
		    .qtype = 1,
		    .qclass = 1,
		};
		add_event(s, preparser, &event);
	}
	stats_finalize(s);
	return s;
}

static void test_forwarding(void **state)
{
	(void)state;
	struct arena a = {0};
	struct preparser *preparser = preparser_new(TEST_SECRET);
	struct stats *stats = stats_of(preparser, 0, sizeof asked / sizeof *asked);
	struct report_sources from = {.stats = stats};
	struct report_builder p = {.arena = &a, .from = &from, .roles = host_roles_find(stats, &a)};
	const struct node *map = forwarding_build(&p);
	const struct node *r = document_members(map, "resolvers"),
			  *d = document_members(map, "direct");

	assert_int_equal(document_integer(map, "resolvers_total"), 4);
	assert_string_equal(document_text(r, "ip"), "10.1.0.53");
	assert_int_equal(document_integer(r, "clients"), 3);
	assert_int_equal(document_integer(r->next, "clients"), 1);

	assert_int_equal(document_integer(map, "direct_total"), 3);
	assert_int_equal(document_count(map, "direct"), 3);
	assert_string_equal(document_text(d, "ip"), "10.1.0.7");
	assert_int_equal(document_integer(d, "servers_total"), 2);
	assert_string_equal(document_members(d, "servers")->text, "192.0.2.8");
	assert_string_equal(document_text(d->next, "ip"), "198.51.100.77");
	assert_string_equal(document_members(d->next, "servers")->text, "198.51.101.53");
	assert_string_equal(document_text(d->next->next, "ip"), "2001:db8:20::9");
	assert_string_equal(document_members(d->next->next, "servers")->text, "2001:db8:21::53");
	assert_int_equal(document_integer(map, "local_only"), 2);
	assert_true(document_bool(map, "complete"));
	stats_free(stats);
	preparser_free(preparser);
	arena_fini(&a);
}

static void test_nothing(void **state)
{
	(void)state;
	struct arena a = {0};
	struct preparser *preparser = preparser_new(TEST_SECRET);
	struct stats *stats = stats_of(preparser, 0, 0);
	struct report_sources from = {.stats = stats};
	struct report_builder p = {.arena = &a, .from = &from, .roles = host_roles_find(stats, &a)};
	const struct node *map = forwarding_build(&p);

	assert_int_equal(document_count(map, "resolvers"), 0);
	assert_int_equal(document_count(map, "direct"), 0);
	assert_int_equal(document_integer(map, "local_only"), 0);
	stats_free(stats);
	preparser_free(preparser);
	arena_fini(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forwarding),
	    cmocka_unit_test(test_nothing),
	};
	return cmocka_run_group_tests_name("forwarding", tests, NULL, NULL);
}

#include "stats/roles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "../../support/adding.h"

/* `count` exchanges; a '*' in the server's or the client's address counts up from 1 with them. */
struct exchange {
	const char *client, *server;
	unsigned count;
	uint16_t query, response; /* flags; response 0 = unanswered */
};

#define STUB      DNS_RD, DNS_QR | DNS_RD | DNS_RA
#define ITERATIVE 0, DNS_QR | DNS_AA
#define REFERRAL  0, DNS_QR
#define SILENT(f) f, 0
#define REFUSED   DNS_RD, DNS_QR | DNS_RD | DNS_RA | 5

static const struct {
	const char *what;
	struct exchange all[4];
	const char *host;
	enum host_role role;
	bool hides;
} rows[] = {
    {"a stub resolver", {{"10.0.0.1", "10.0.0.53", 40, STUB}}, "10.0.0.1", HOST_CLIENT, false},
    {"its resolver", {{"10.0.0.1", "10.0.0.53", 40, STUB}}, "10.0.0.53", HOST_RESOLVER, false},
    {"a resolver from both sides",
	{{"10.0.0.1", "10.0.0.53", 40, STUB}, {"10.0.0.53", "192.0.2.*", 40, ITERATIVE}},
	"10.0.0.53", HOST_RESOLVER, false},
    {"a forwarder from both sides",
	{{"10.0.0.1", "10.0.0.53", 40, STUB}, {"10.0.0.53", "192.0.2.1", 40, STUB}}, "10.0.0.53",
	HOST_FORWARDER, false},
    {"a resolver from outside", {{"10.0.0.53", "192.0.2.*", 40, ITERATIVE}}, "10.0.0.53",
	HOST_RESOLVER, true},
    {"the same without responses", {{"10.0.0.53", "192.0.2.*", 40, SILENT(0)}}, "10.0.0.53",
	HOST_RESOLVER, true},
    {"dig +trace: too few queries", {{"10.0.0.1", "192.0.2.*", 4, REFERRAL}}, "10.0.0.1",
	HOST_CLIENT, false},
    {"a program with a server of its own", {{"10.0.0.1", "192.0.2.1", 400, ITERATIVE}}, "10.0.0.1",
	HOST_CLIENT, false},
    {"a scan of many servers", {{"10.0.0.1", "192.0.2.*", 200, STUB}}, "10.0.0.1", HOST_CLIENT,
	false},
    {"a zone's server", {{"198.51.100.*", "192.0.2.1", 100, ITERATIVE}}, "192.0.2.1", HOST_SERVER,
	false},
    {"a root server gives referrals", {{"198.51.100.*", "192.0.2.1", 100, REFERRAL}}, "192.0.2.1",
	HOST_SERVER, false},
    {"who asks a zone's server", {{"198.51.100.*", "192.0.2.1", 100, ITERATIVE}}, "198.51.100.7",
	HOST_RESOLVER, true},
    {"local resolvers at a local zone's server", {{"10.1.0.*", "10.0.0.2", 100, ITERATIVE}},
	"10.1.0.7", HOST_RESOLVER, true},
    {"a stub resolver at the same server",
	{{"198.51.100.*", "192.0.2.1", 100, ITERATIVE},
	    {"203.0.113.9", "192.0.2.1", 30, DNS_RD, DNS_QR | DNS_RD | DNS_AA}},
	"203.0.113.9", HOST_CLIENT, false},
    {"one resolver of the internet at the server", {{"198.51.100.1", "192.0.2.1", 3, ITERATIVE}},
	"198.51.100.1", HOST_RESOLVER, true},
    {"asked by a scanner, without an answer",
	{{"10.0.0.1", "10.0.0.53", 40, STUB}, {"203.0.113.9", "10.0.0.1", 3, SILENT(DNS_RD)}},
	"10.0.0.1", HOST_CLIENT, false},
    {"asked by a scanner, refuses",
	{{"10.0.0.1", "10.0.0.53", 40, STUB}, {"203.0.113.9", "10.0.0.1", 3, REFUSED}}, "10.0.0.1",
	HOST_CLIENT, false},
    {"answers once for a thousand queries",
	{{"10.0.0.1", "10.0.0.53", 1000, STUB}, {"10.0.0.9", "10.0.0.1", 1, STUB}}, "10.0.0.1",
	HOST_CLIENT, false},
    {"asks itself", {{"127.0.0.1", "127.0.0.1", 40, STUB}}, "127.0.0.1", HOST_CLIENT, false},
    {"a server of a tunnel that looks things up",
	{{"10.0.0.1", "192.0.2.1", 90, DNS_RD, DNS_QR | DNS_RD | DNS_AA},
	    {"192.0.2.1", "198.51.100.53", 20, STUB}},
	"192.0.2.1", HOST_SERVER, false},
};

static struct address address_of(const char *text, unsigned number)
{
	char whole[ADDRESS_TEXT_MAX];
	uint8_t bytes[4];
	const char *star = strchr(text, '*');

	snprintf(whole, sizeof whole, "%.*s%.*u", star ? (int)(star - text) : 30, text,
	    star ? 1 : 0, star ? number % 250 + 1 : 0);
	assert_int_equal(inet_pton(AF_INET, whole, bytes), 1);
	return address_v4(bytes);
}

static void add(struct stats *s, struct preparser *p, const struct exchange *e)
{
	struct dns_name name;

	assert_int_equal(dns_name_parse("www.example.com", &name), 0);
	for (unsigned i = 0; i < e->count; i++) {
		struct dns_event event = {
		    .ref = {.record = i + 1},
		    .client = address_of(e->client, i),
		    .server = address_of(e->server, i),
		    .dns = true,
		    .id = (uint16_t)i,
		    .flags = e->query,
		    .qname = &name,
		    .qtype = 1,
		    .qclass = 1,
		};

		add_event(s, p, &event);
		event.response = true;
		event.flags = e->response;
		event.rcode = e->response & 0xf;
		if (e->response)
			add_event(s, p, &event);
	}
}

static const struct host *find(
    const struct host_roles *roles, const struct stats *s, const char *text)
{
	struct address wanted = address_of(text, 0);
	size_t count;
	const struct client *const *all = stats_clients(s, &count);

	for (size_t i = 0; i < count; i++)
		if (address_compare(&all[i]->address, &wanted) == 0)
			return host_of(roles, all[i]);
	fail_msg("no host %s", text);
	return NULL;
}

static void roles_of_hosts(void **state)
{
	(void)state;
	struct preparser *p = preparser_new(TEST_SECRET);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stats *s = stats_new(TEST_SECRET);
		struct arena arena = {0};

		for (size_t k = 0; k < 4 && rows[i].all[k].client; k++)
			add(s, p, &rows[i].all[k]);
		stats_finalize(s);
		struct host_roles roles = host_roles_find(s, &arena);
		const struct host *h = find(&roles, s, rows[i].host);
		if (h->role != rows[i].role || host_hides_clients(h) != rows[i].hides)
			fail_msg("%s: a %s, %d", rows[i].what, host_role_name(h->role),
			    host_hides_clients(h));
		arena_fini(&arena);
		stats_free(s);
	}
	preparser_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(roles_of_hosts)};

	return cmocka_run_group_tests_name("roles", tests, NULL, NULL);
}

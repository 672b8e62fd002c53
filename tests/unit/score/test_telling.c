#include "../../../src/score/telling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "dns/name.h"
#include "stats/counters.h"

static bool tells(const char *const *names, unsigned count, uint16_t types)
{
	static struct dns_name parsed[8];
	struct sample_name sampled[8];
	struct sample s = {.names = sampled, .count = (uint16_t)count};

	for (unsigned i = 0; i < count; i++) {
		assert_int_equal(dns_name_parse(names[i], &parsed[i]), 0);
		sampled[i] = (struct sample_name){.hash = i + 1,
		    .time_ns = i,
		    .types = types,
		    .base_labels = 2,
		    .wire = parsed[i].wire,
		    .wire_len = parsed[i].len};
	}
	return telling_opening(&s);
}

static void hosts_tell_nothing(void **state)
{
	static const char *const hosts[] = {"www.example.com", "mail.example.com",
	    "static.images.example.com", "login-portal.example.com", "example.com"};

	(void)state;
	assert_false(tells(hosts, 5, SAMPLE_A | SAMPLE_AAAA | SAMPLE_HTTPS));
	assert_true(tells(hosts, 5, SAMPLE_A | SAMPLE_TXT));
	assert_true(tells(hosts, 5, SAMPLE_CNAME));
}

static void one_random_name_tells(void **state)
{
	static const char *const names[] = {
	    "www.example.com", "mail.example.com", "k3m9z0q7x2v8c1b5.example.com"};

	(void)state;
	assert_true(tells(names, 3, SAMPLE_A));
	assert_false(tells(names, 2, SAMPLE_A));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hosts_tell_nothing), cmocka_unit_test(one_random_name_tells)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

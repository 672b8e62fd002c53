#include "dns/suffix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <libpsl.h>
#include <stdio.h>
#include <string.h>

#define L50 "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij"

static const struct {
	const char *name;
	unsigned labels;
	bool registered, reverse;
} rows[] = {
    {".", 0, false, false},
    {"com", 1, false, false},
    {"example.com", 2, true, false},
    {"EXAMPLE.Com", 2, true, false},
    {"a.b.c.d.e.f.g.h.i.example.com", 2, true, false},
    {L50 "." L50 ".t1.example.com", 2, true, false},
    {L50 ".com", 2, true, false},
    {L50, 1, false, false},
    {"co.uk", 2, false, false},
    {"example.co.uk", 3, true, false},
    {"x.example.co.uk", 3, true, false},
    {"github.io", 2, false, false},
    {"user.github.io", 3, true, false},
    /* five labels, the two above the last no rules themselves */
    {"s3.dualstack.ap-northeast-1.amazonaws.com", 5, false, false},
    {"x.y.s3.dualstack.ap-northeast-1.amazonaws.com", 6, true, false},
    {"x.dualstack.ap-northeast-1.amazonaws.com", 2, true, false},
    /* wildcards and exceptions */
    {"b.ck", 2, false, false},
    {"a.b.ck", 3, true, false},
    {"x.a.b.ck", 3, true, false},
    {"www.ck", 2, true, false},
    {"x.www.ck", 2, true, false},
    {L50 ".ck", 2, false, false},
    {"a." L50 ".ck", 3, true, false},
    {L50 "." L50 ".ck", 3, true, false},
    {"x.y.a." L50 ".ck", 3, true, false},
    {"city.kawasaki.jp", 3, true, false},
    {"a.b.kawasaki.jp", 4, true, false},
    {"a.b.c.bd", 3, true, false},
    /* internationalized */
    {"a.b.xn--p1ai", 2, true, false},
    {"a.b.XN--P1AI", 2, true, false},
    {"a.xn--55qx5d.cn", 3, true, false},
    {"xn--55qx5d.cn", 2, false, false},
    {"xn--e1afmkfd.xn--80ao21a", 2, true, false},
    /* a TLD the list does not have */
    {"local", 1, false, false},
    {"printer.local", 2, false, false},
    {"a.b.c.local", 2, false, false},
    {"a.b.c.xn--unknown", 2, false, false},
    /* reverse */
    {"in-addr.arpa", 2, false, true},
    {"4.3.2.1.IN-ADDR.arpa", 2, false, true},
    {"b.a.9.8.ip6.arpa", 2, false, true},
    {"arpa", 1, false, false},
    {"x.in-addr.arpa.com", 2, true, false},
    /* bytes no rule has: a dot inside a label makes no labels */
    {"x.co\\.uk", 2, false, false},
    {"x.a\\000b.com", 2, true, false},
    {"x.\\224\\255.com", 2, true, false},
    {"_dmarc.x_y.com", 2, true, false},
};

static void check_row(struct suffix *s, size_t i)
{
	struct dns_name name;
	struct suffix_base base;

	assert_int_equal(dns_name_parse(rows[i].name, &name), 0);
	base = suffix_find(s, &name);
	if (base.labels != rows[i].labels || base.registered != rows[i].registered ||
	    base.reverse != rows[i].reverse)
		fail_msg("%s: %u labels, registered %d, reverse %d", rows[i].name, base.labels,
		    base.registered, base.reverse);
}

/* Twice each, and in both orders: the second time from the cache. */
static void test_rows(void **state)
{
	size_t n = sizeof rows / sizeof *rows;
	struct suffix *s = suffix_new();
	(void)state;

	assert_non_null(s);
	for (size_t i = 0; i < n; i++) {
		check_row(s, i);
		check_row(s, i);
	}
	for (size_t i = n; i-- > 0;)
		check_row(s, i);
	suffix_free(s);
}

/* Names made of pieces of rules: cached answers by the last labels are those of libpsl for the
 * whole name. */
static void test_against_whole_names(void **state)
{
	static const char *const pieces[] = {"s3", "dualstack", "ap-northeast-1", "amazonaws",
	    "com", "cn", "cn-north-1", "co", "uk", "ck", "www", "compute", "jp", "kawasaki", "city",
	    "local", "elb", "github", "io", "x", L50};
	const psl_ctx_t *psl = psl_builtin();
	struct suffix *s = suffix_new();
	uint64_t random = 1;
	(void)state;

	for (int round = 0; round < 50000; round++) {
		char text[1024] = "";
		struct dns_name name;
		unsigned want = 1;

		size_t len = 0;

		for (unsigned k = 0, n = 1 + (unsigned)round % 9; k < n && len < 190; k++) {
			random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
			len += (size_t)snprintf(text + len, sizeof text - len, "%s%s",
			    k > 0 ? "." : "",
			    pieces[(random >> 33) % (sizeof pieces / sizeof *pieces)]);
		}
		assert_int_equal(dns_name_parse(text, &name), 0);
		const char *base = psl_registrable_domain(psl, text);
		for (const char *p = base ? base : text; (p = strchr(p, '.')); p++)
			want++;
		if (suffix_find(s, &name).labels != want)
			fail_msg("%s: %u, not %u", text, suffix_find(s, &name).labels, want);
	}
	suffix_free(s);
}

static void test_version(void **state)
{
	struct suffix *s = suffix_new();
	(void)state;

	assert_true(strcmp(suffix_version(s), "unknown") == 0 || suffix_version(s)[4] == '-');
	suffix_free(s);
	suffix_free(NULL);
}

static void test_top_level(void **state)
{
	static const struct {
		const char *label;
		bool is;
	} labels[] = {{"com", true}, {"uk", true}, {"photography", true}, {"xn--p1ai", true},
	    {"arpa", true}, {"comx", false}, {"local", false}, {"corp", false}, {"c", false},
	    {"", false}, {"12", false}, {"co.uk", false}, {"Com", false},
	    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false}};
	(void)state;

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		const uint8_t *label = (const uint8_t *)labels[i].label;

		if (suffix_is_top_level(label, strlen(labels[i].label)) != labels[i].is)
			fail_msg("%s", labels[i].label);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_against_whole_names),
	    cmocka_unit_test(test_version),
	    cmocka_unit_test(test_top_level),
	};
	return cmocka_run_group_tests_name("suffix", tests, NULL, NULL);
}

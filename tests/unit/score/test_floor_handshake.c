#include "../../../src/score/score_floors.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/named.h"

static void counted(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "q7%02u" NAMED_BASE, i);
}

static void words(unsigned i, char *out, size_t cap)
{
	static const char *const names[] = {"mail", "www", "server", "webmail", "news", "store",
	    "docs", "support", "forum", "images", "download", "portal", "partner", "online"};

	snprintf(out, cap, "%s" NAMED_BASE, names[i % (sizeof names / sizeof *names)]);
}

static void services(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "_q7%02u" NAMED_BASE, i);
}

struct row {
	const char *what;
	void (*name)(unsigned i, char *out, size_t cap);
	unsigned names;
	uint16_t qtypes[8]; /* in turn; 0 = the end */
	bool audit;         /* each name with all of them */
	int before, score;
};

static const struct row rows[] = {
    {"six names, three types", counted, 6, {DNS_TYPE_TXT, DNS_TYPE_MX, DNS_TYPE_A}, false, 3, 60},
    {"twelve names, four types", counted, 12,
	{DNS_TYPE_TXT, DNS_TYPE_MX, DNS_TYPE_CNAME, DNS_TYPE_NULL}, false, 3, 75},
    {"twelve names, three types", counted, 12, {DNS_TYPE_TXT, DNS_TYPE_MX, DNS_TYPE_CNAME}, false,
	3, 70},
    {"nine names, four types", counted, 9,
	{DNS_TYPE_TXT, DNS_TYPE_MX, DNS_TYPE_CNAME, DNS_TYPE_NULL}, false, 3, 60},
    {"five names", counted, 5, {DNS_TYPE_TXT, DNS_TYPE_MX, DNS_TYPE_A}, false, 3, 3},
    {"two types", counted, 12, {DNS_TYPE_TXT, DNS_TYPE_MX}, false, 3, 3},
    {"A and AAAA are one", counted, 12, {DNS_TYPE_TXT, DNS_TYPE_MX, DNS_TYPE_A, DNS_TYPE_AAAA},
	false, 3, 70},
    {"one type for data", counted, 12, {DNS_TYPE_TXT, DNS_TYPE_A, DNS_TYPE_NS, DNS_TYPE_TXT}, false,
	3, 3},
    {"few queries for data", counted, 12,
	{DNS_TYPE_A, DNS_TYPE_AAAA, DNS_TYPE_A, DNS_TYPE_TXT, DNS_TYPE_A, DNS_TYPE_MX, DNS_TYPE_A,
	    DNS_TYPE_A},
	false, 3, 3},
    {"an audit", counted, 12, {DNS_TYPE_TXT, DNS_TYPE_MX, DNS_TYPE_CNAME, DNS_TYPE_NULL}, true, 3,
	3},
    {"words", words, 14, {DNS_TYPE_TXT, DNS_TYPE_MX, DNS_TYPE_CNAME, DNS_TYPE_A}, false, 3, 3},
    {"services", services, 12, {DNS_TYPE_TXT, DNS_TYPE_SRV, DNS_TYPE_CNAME, DNS_TYPE_A}, false, 3,
	3},
    {"more is known already", counted, 12,
	{DNS_TYPE_TXT, DNS_TYPE_MX, DNS_TYPE_CNAME, DNS_TYPE_NULL}, false, 85, 85},
};

static void set_types(struct named *n, const struct row *r)
{
	unsigned turns = 0, all = 0;

	while (turns < 8 && r->qtypes[turns])
		all |= sample_type_of(r->qtypes[turns++]);
	for (unsigned i = 0; i < r->names; i++) {
		named_set(n, i, r->qtypes[i % turns], SAMPLE_NXDOMAIN);
		if (r->audit)
			n->made.channel.sample.names[i].types = (uint16_t)all;
	}
	n->made.channel.count.of[COUNT_Q_TXT] = n->made.channel.count.of[COUNT_Q_MX] = 9;
}

static void check(const struct row *r)
{
	struct named n;
	struct verdict v = {.score = r->before};

	named_init(&n, r->names, r->name);
	set_types(&n, r);
	struct facts f = {.channel = &n.made.channel, .names = r->names};

	print_message("%s\n", r->what);
	floor_handshake(&v, &f);
	assert_int_equal(v.score, r->score);
	assert_int_equal(v.reason_count, r->score > r->before);
	if (v.reason_count > 0)
		assert_string_equal(v.reasons[0].code, "type-handshake");
	named_fini(&n);
}

static void floors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(&rows[i]);
}

/* What one type is asked for afterwards does not hide it. */
static void followed(void **state)
{
	struct named n;
	struct verdict v = {.score = 3};

	(void)state;
	named_init(&n, 64, counted);
	for (unsigned i = 0; i < 64; i++)
		named_set(&n, i,
		    i > 11       ? DNS_TYPE_A
		    : i % 3 == 0 ? DNS_TYPE_TXT
		    : i % 3 == 1 ? DNS_TYPE_MX
				 : DNS_TYPE_CNAME,
		    0);
	n.made.channel.count.of[COUNT_Q_TXT] = n.made.channel.count.of[COUNT_Q_MX] = 4;
	struct facts f = {.channel = &n.made.channel, .names = 64};

	floor_handshake(&v, &f);
	assert_int_equal(v.score, 75); /* the addresses are a fourth type */
	named_fini(&n);
}

/* The names of a group of domains are no handshake with one server. */
static void several_domains(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct named n;
		struct verdict v = {.score = rows[i].before};

		named_init(&n, rows[i].names, rows[i].name);
		set_types(&n, &rows[i]);
		struct facts f = {
		    .channel = &n.made.channel, .names = rows[i].names, .several_domains = true};
		floor_handshake(&v, &f);
		assert_int_equal(v.score, rows[i].before);
		named_fini(&n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(floors), cmocka_unit_test(followed),
	    cmocka_unit_test(several_domains)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "stats/passive_dns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define A   1
#define TXT 16

struct seen {
	char text[1024];
	size_t len;
	uint64_t records, count;
	char last[32];
};

static void see(void *ctx, const struct passive_record *r)
{
	struct seen *s = ctx;

	s->records++;
	s->count += r->count;
	assert_true(strcmp(s->last, r->name) <= 0);
	snprintf(s->last, sizeof s->last, "%s", r->name);
	if (s->len < sizeof s->text)
		s->len += (size_t)snprintf(s->text + s->len, sizeof s->text - s->len,
		    "%s %u %s %d..%d x%d\n", r->name, r->type, r->rdata, (int)r->first_ns,
		    (int)r->last_ns, (int)r->count);
}

/* Sorted by name, type and RDATA; the first and last time, whatever the order. */
static void counts(void **state)
{
	struct passive_dns p;
	struct seen s = {.len = 0};

	(void)state;
	passive_dns_init(&p, 1 << 20);
	passive_dns_flush(&p, see, &s);
	assert_int_equal(s.records, 0);
	assert_true(passive_dns_add(&p, "b.example", TXT, "\"x\"", 5));
	assert_true(passive_dns_add(&p, "b.example", A, "192.0.2.9", 7));
	assert_true(passive_dns_add(&p, "a.example", A, "192.0.2.1", 6));
	assert_true(passive_dns_add(&p, "b.example", A, "192.0.2.9", 3));
	assert_true(passive_dns_add(&p, "b.example", A, "192.0.2.10", 4));
	assert_true(passive_dns_add(&p, "b.example", A, "192.0.2.9", 4));
	passive_dns_flush(&p, see, &s);
	assert_string_equal(s.text, "a.example 1 192.0.2.1 6..6 x1\n"
				    "b.example 1 192.0.2.10 4..4 x1\n"
				    "b.example 1 192.0.2.9 3..7 x3\n"
				    "b.example 16 \"x\" 5..5 x1\n");
	/* Forgotten. */
	s = (struct seen){.len = 0};
	assert_true(passive_dns_add(&p, "b.example", A, "192.0.2.9", 1));
	passive_dns_flush(&p, see, &s);
	assert_string_equal(s.text, "b.example 1 192.0.2.9 1..1 x1\n");
	passive_dns_fini(&p);
}

static size_t bytes_of(const struct passive_dns *p)
{
	return p->texts.used_bytes + p->cap * sizeof *p->items + table_bytes(&p->table);
}

/* Any number of records within the limit: nothing is lost when it is taken out in parts. */
static void limit(void **state)
{
	const size_t limit = 4 << 20;
	struct passive_dns p;
	uint64_t records = 0, count = 0;
	int parts = 0;

	(void)state;
	passive_dns_init(&p, limit);
	for (int i = 0; i < 200000; i++) {
		char name[32];

		snprintf(name, sizeof name, "n%06d.example", i / 2);
		if (!passive_dns_add(&p, name, A, "192.0.2.1", i)) {
			struct seen s = {.len = 0};

			passive_dns_flush(&p, see, &s);
			records += s.records;
			count += s.count;
			parts++;
			assert_true(passive_dns_add(&p, name, A, "192.0.2.1", i));
		}
		assert_true(bytes_of(&p) <= limit);
	}
	struct seen s = {.len = 0};
	passive_dns_flush(&p, see, &s);
	assert_int_equal(count + s.count, 200000);
	assert_in_range(records + s.records, 100000, 100000 + parts);
	assert_in_range(parts, 2, 50);
	passive_dns_fini(&p);
}

/* A record above the limit is taken alone. */
static void larger_than_all(void **state)
{
	static char text[100000];
	struct passive_dns p;
	struct seen s = {.len = 0};

	(void)state;
	memset(text, 'x', sizeof text - 1);
	passive_dns_init(&p, 1000);
	assert_true(passive_dns_add(&p, "a.example", TXT, text, 1));
	assert_true(passive_dns_add(&p, "a.example", TXT, text, 2));
	assert_false(passive_dns_add(&p, "b.example", TXT, text, 3));
	passive_dns_flush(&p, see, &s);
	assert_int_equal(s.records, 1);
	assert_int_equal(s.count, 2);
	assert_true(passive_dns_add(&p, "b.example", TXT, text, 3));
	passive_dns_fini(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts),
	    cmocka_unit_test(limit),
	    cmocka_unit_test(larger_than_all),
	};
	return cmocka_run_group_tests_name("passive_dns", tests, NULL, NULL);
}

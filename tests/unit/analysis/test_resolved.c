#include "analysis/resolved.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/guard.h"

/* A response to `name` with one A record, 203.0.113.`last`; returns its length. */
static size_t response(uint8_t *out, const char *text, uint8_t last)
{
	static const uint8_t head[] = {1, 2, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0};
	const uint8_t record[] = {
	    0, 1, 0, 1, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 203, 0, 113, last};
	struct dns_name name;

	assert_int_equal(dns_name_parse(text, &name), 0);
	memcpy(out, head, sizeof head);
	memcpy(out + sizeof head, name.wire, name.len);
	memcpy(out + sizeof head + name.len, record, sizeof record);
	return sizeof head + name.len + sizeof record;
}

/* All base domains have two labels. */
static void add_to_base(struct resolved *r, const struct dns_event *event,
    const struct dns_msg *msg, const uint8_t *bytes, size_t len)
{
	struct domain base = {.label_count = 2};

	if (!event->qname)
		return;
	base.len = (uint8_t)dns_name_suffix(event->qname, 2, &base.fold);
	resolved_add(r, event, &base, msg, bytes, len);
}

static void add(struct resolved *r, const char *name, uint8_t last, int64_t time_ns)
{
	uint8_t bytes[512];
	size_t len = response(bytes, name, last);
	struct dns_event event;
	struct dns_msg msg;

	dns_msg_read(bytes, len, len, &msg, NULL, (struct source_ref){0});
	dns_event_fill(&event, &msg, (uint32_t)len, &(struct endpoints){.sport = 53}, 53);
	event.ref = (struct source_ref){.record = (uint64_t)time_ns};
	event.time_ns = time_ns;
	add_to_base(r, &event, &msg, bytes, len);
}

/* The addresses below `text`, as their last bytes. */
static const char *listed(const struct resolved *r, const char *text, char *out)
{
	struct report_answers answers = resolved_for_report(r);
	struct report_answer_list list = {.count = 0};
	struct dns_name name, base;
	struct finding f = {.pool = NULL};

	assert_int_equal(dns_name_parse(text, &name), 0);
	assert_int_equal(dns_name_parse("evil.test", &base), 0);
	f.domain = &(struct domain){.fold = base.fold, .len = base.len};
	answers.list(answers.ctx, &f, (struct report_name){name.wire, name.len}, &list);
	*out = '\0';
	for (size_t i = 0; i < list.count; i++)
		sprintf(out + strlen(out), "%u ", list.items[i].address.bytes[3]);
	return strcat(out, list.more ? "more" : "");
}

static void test_earliest_of_each(void **state)
{
	struct resolved *r = resolved_new(7), *back = resolved_new(9);
	char out[200];

	(void)state;
	for (int i = 0; i < 40; i++) {
		char name[40];
		int k = 39 - i;

		snprintf(name, sizeof name, "n%d.%s.evil.TEST", i, i % 2 ? "A" : "b");
		add(r, name, (uint8_t)(i % 11), 100 + i);
		snprintf(name, sizeof name, "n%d.%s.evil.TEST", k, k % 2 ? "A" : "b");
		add(back, name, (uint8_t)(k % 11), 100 + k);
	}
	assert_string_equal(listed(r, "EVIL.test", out), "0 1 2 3 4 5 6 7 more");
	assert_string_equal(listed(back, "evil.test", out), "0 1 2 3 4 5 6 7 more");
	assert_string_equal(listed(r, "a.evil.test", out), "1 3 5 7 more");
	assert_string_equal(listed(r, "il.test", out), "more");
	resolved_free(r);
	resolved_free(back);
}

static void test_cut_anywhere(void **state)
{
	uint8_t bytes[512];
	size_t whole = response(bytes, "x.evil.test", 9);

	(void)state;
	for (size_t len = 12; len <= whole; len++) {
		struct resolved *r = resolved_new(7);
		const uint8_t *copy = guard_copy(bytes, len);
		struct dns_event event;
		struct dns_msg msg;
		char out[200];

		dns_msg_read(copy, len, whole, &msg, NULL, (struct source_ref){0});
		dns_event_fill(&event, &msg, (uint32_t)whole, &(struct endpoints){.sport = 53}, 53);
		event.ref = (struct source_ref){.record = 1};
		event.time_ns = 1;
		add_to_base(r, &event, &msg, copy, len);
		assert_string_equal(listed(r, "evil.test", out), len == whole ? "9 " : "");
		resolved_free(r);
	}
}

static void test_room_for_domains(void **state)
{
	struct resolved *r = resolved_new(7);
	char name[40], out[200];

	(void)state;
	add(r, "a.evil.test", 5, 1);
	for (unsigned i = 0; i < RESOLVED_DOMAINS_MAX + 4; i++) {
		snprintf(name, sizeof name, "d%u.test", i);
		add(r, name, 1, 2 + i);
	}
	assert_int_equal(resolved_beyond(r), 5);
	add(r, "b.evil.test", 6, 3);
	assert_string_equal(listed(r, "evil.test", out), "5 6 ");
	assert_int_equal(resolved_beyond(NULL), 0);
	resolved_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_earliest_of_each),
	    cmocka_unit_test(test_cut_anywhere),
	    cmocka_unit_test(test_room_for_domains),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

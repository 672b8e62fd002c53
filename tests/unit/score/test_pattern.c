#include "../../../src/score/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"
#include "dns/name.h"

static void name_of(const char *text, struct pattern_name *name)
{
	struct dns_name parsed;

	assert_int_equal(dns_name_parse(text, &parsed), 0);
	pattern_name_of(
	    &(struct sample_name){.base_labels = 2, .wire_len = parsed.len, .wire = parsed.wire},
	    name);
}

static void patterns_fit_labels(void **state)
{
	static const struct {
		const char *pattern, *name;
		int at; /* -1: does not fit */
	} rows[] = {
	    {"^www.", "www.example.com", 0},
	    {"^www.", "WwW.example.com", 0},
	    {"^www.", "a.www.example.com", -1},
	    {"www.", "a.www.example.com", 2},
	    {"www.", "awww.example.com", -1},
	    {"www", "wwwa.example.com", 0},
	    {"[a-c]{3}.", "abc.example.com", 0},
	    {"[a-c]{3}.", "abca.example.com", -1},
	    {"^[a-c]{2,4}.", "abca.example.com", 0},
	    {"^[a-c]{2,4}.", "abcab.example.com", -1},
	    {"^[a-c]{2,4}.", "a.example.com", -1},
	    {"[0-9]{1,5}-[0-9]{1,5}.id-", "x.10-2.id-7.example.com", 2},
	    {"[0-9]{1,5}-[0-9]{1,5}.id-", "x.10-.id-7.example.com", -1},
	    {"[+/-].", "/.example.com", 0},
	    {"[+/-].", "-.example.com", 0},
	    {"[A-Z]{2}.", "ab.example.com", -1},
	    {"one.|^two.|three.", "two.example.com", 0},
	    {"one.|^two.|three.", "x.two.three.com", 6},
	    {"one.|^two.|three.", "four.example.com", -1},
	    {"a.b.", "a\\.b.example.com", -1}, /* a dot inside a label ends none */
	    {"[\xbc-\xfd].", "\\200.example.com", 0},
	    {"com.", "example.com", 8},
	    {"com.x", "example.com", -1},
	    {"x", ".", -1},
	    {"*[0-9].x.", "1.2.x.example.com", 0},
	    {"^*[0-9].x.", "a.2.x.example.com", -1},
	    {"(on/tw)", "a.two.example.com", 2},
	    {"#.x", "a.256.255.xy.example.com", 6},
	    {"#.x", "256.x.example.com", -1},
	    /* What a match can begin with. */
	    {"[a-c]{0,2}x.", "x.example.com", 0},
	    {"[A-C]{1,2}.", "a.B.example.com", 2},
	    {"(one/t)wo.", "two.example.com", 0},
	    {"(one/t)wo.", "a.b.oneWO.example.com", 4},
	    {"*abcdefgh.com", "com", 0},
	    {"^abc.|d", "x.abc.d", 6},
	    {"^abc.|d", "x.abc.e", -1},
	    {"[0-9]{3}-|^a", "12-.a", -1},
	    {"[0-9]{3}-|^a", "a", 0},
	    {"[0-9]{3}-|^a", "b.123-", 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pattern_name name;
		struct pattern pattern;
		size_t at = 0;

		name_of(rows[i].name, &name);
		pattern_init(&pattern, rows[i].pattern);
		bool fits = pattern_find(&pattern, &name, &at);
		if (fits != (rows[i].at >= 0))
			print_message("%s on %s\n", rows[i].pattern, rows[i].name);
		assert_int_equal(fits, rows[i].at >= 0);
		if (fits)
			assert_int_equal(at, rows[i].at);
	}
}

static void patterns_describe_whole_names(void **state)
{
	static const struct {
		const char *pattern, *name;
		bool fits;
	} rows[] = {
	    {"[a-z2-7]{4}", "a2z7", true},
	    {"[a-z2-7]{4}", "a2z1", false},
	    {"[a-z2-7]{4}", "a2z", false},
	    {"[a-z2-7]{4}", "a2z77", false},
	    {"[0-9a-f]{2,4}", "0", false},
	    {"[0-9a-f]{2,4}", "0f", true},
	    {"[0-9a-f]{2,4}", "0fff", true},
	    {"[0-9a-f]{2,4}", "0ffff", false},
	    {"[0-9]{1,63}", "0123456789", true},
	    {"[a-z]{1,63}", "abc1", false},
	    {"[a-z0-9]{1,63}", "abc1", true},
	    {"[a-z0-9]{1,63}", "abc-1", false},
	    {"[a-z0-9_-]{1,63}", "_abc-1", true},
	    {"#", "255", true},
	    {"#", "256", false},
	    {"#", "01", false},
	    {"@", "com", true},
	    {"@", "tr", true},
	    {"@", "xq", false},
	    {"@", "comm", false},
	    {"@", "co", true},
	    {"a", "a", true},
	    {"a", "b", false},
	    {"a", "aa", false},
	    {"(zen/sbl-xbl/sbl)", "sbl-xbl", true},
	    {"(zen/sbl-xbl/sbl)", "sbl", true},
	    {"(zen/sbl-xbl/sbl)", "sb", false},
	    {"[0-9]{2,5}h[0-9a-f]{8}", "80h3f617b3a", true},
	    {"[0-9]{2,5}h[0-9a-f]{8}", "80h3f617b3", false},
	    {"[0-9]{2,5}h[0-9a-f]{8}", "8h3f617b3a", false},
	    {"*", "a", true},
	    {"*", "a.b.c", true},
	    {"*.x", "x", true},
	    {"*.x", "a.x.b.x", true},
	    {"*.x", "a.x.b", false},
	    {"x.*", "x.y.z", true},
	    {"*[0-9a-f]{2}.x", "x", true},
	    {"*[0-9a-f]{2}.x", "aa.bb.cc.x", true},
	    {"*[0-9a-f]{2}.x", "aa.b.cc.x", false},
	    {"*[0-9a-f]{1,63}.*[0-9]{1,63}.x", "1.a.1.x", true},
	    {"*[0-9a-f]{1,63}.*[0-9]{1,63}.x", "1.g.1.x", false},
	    {"[a-z0-9_-]{1,63}.[a-z2-7]{1,63}", "a", false},
	    {"[a-z0-9_-]{1,63}.[a-z2-7]{1,63}", "a.b.c", false},
	    {"[0-9]{1,63}|[a-z]{1,63}", "5", true},
	    {"[0-9]{1,63}|[a-z]{1,63}", "z", true},
	    {"[0-9]{1,63}|[a-z]{1,63}", "5.z", false},
	    {"[0-9]{1,63}.[0-9]{1,63}|*[a-z]{1,63}.x", "q.r.x", true},
	    {"[a-z0-9_-]{1,63}", "x\\.y", false},
	    {"[a-z0-9_-]{1,63}", "x\\000", false},
	    {"one", "ONE", true},
	    {"(one/two)", "Two", true},
	    {"*", "x\\.y", true}, /* a dot inside a label ends none */
	    {"x", ".", false},
	    {"a.*b.c.*d", "a.b.c.b", false},
	    {"a.*b.c.*d", "a.b.b.c.d.d", true},
	    {"*a.*b.*c", "a.c", true},
	    {"*a.*b.*c", "c.a", false},
	    {"*[a-z].a.*b.c", "x.a.a.b.c", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pattern_name name;

		name_of(rows[i].name, &name);
		if (pattern_matches(rows[i].pattern, &name) != rows[i].fits)
			fail_msg("'%s' on %s", rows[i].pattern, rows[i].name);
	}
}

static void labels_are_found(void **state)
{
	struct pattern_name name;
	size_t len;

	(void)state;
	name_of("one.three\\.x.com", &name);
	assert_int_equal(name.label_count, 3);
	assert_memory_equal(pattern_label(&name, 0, &len), "one", 3);
	assert_int_equal(len, 3);
	assert_memory_equal(pattern_label(&name, 1, &len), "three\0x", 7);
	assert_int_equal(len, 7);
	pattern_label(&name, 3, &len);
	assert_int_equal(len, 0);
}

/* A wire name cut anywhere: only whole labels are read. */
static void cut_names_are_safe(void **state)
{
	static const uint8_t wire[] = "\3one\5three\3com";

	(void)state;
	for (size_t len = 0; len <= sizeof wire; len++) {
		const uint8_t *copy = guard_copy(wire, len);
		struct pattern_name name;

		pattern_name_of(&(struct sample_name){.base_labels = 2,
				    .wire_len = (uint8_t)len,
				    .wire = (uint8_t *)(uintptr_t)copy},
		    &name);
		assert_int_equal(name.label_count, (len >= 4) + (len >= 10) + (len >= 14));
		assert_true(name.base_labels <= name.label_count);
		guard_free(copy, len);
	}
}

static void sets_hold_bytes(void **state)
{
	(void)state;
	assert_true(pattern_all_in((const uint8_t *)"09af", 4, "0-9a-f"));
	assert_false(pattern_all_in((const uint8_t *)"09ag", 4, "0-9a-f"));
	assert_true(pattern_all_in((const uint8_t *)"a-", 2, "a-"));
	assert_true(pattern_all_in(NULL, 0, "a"));
	assert_false(pattern_all_in((const uint8_t *)"\x7f", 1, "\x80-\xff"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(patterns_fit_labels),
	    cmocka_unit_test(patterns_describe_whole_names),
	    cmocka_unit_test(labels_are_found),
	    cmocka_unit_test(cut_names_are_safe),
	    cmocka_unit_test(sets_hold_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

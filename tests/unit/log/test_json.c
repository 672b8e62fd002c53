#include "../../../src/log/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../support/guard.h"

static struct json json;

static bool reads(const char *text, size_t len)
{
	const uint8_t *copy = guard_copy(text, len);
	bool good = json_read(&json, scan_of(copy, len));

	guard_free(copy, len);
	return good;
}

static void accepts(void **state)
{
	static const struct {
		const char *text;
		bool good;
	} rows[] = {
	    {"{}", true},
	    {" { } ", true},
	    {"{\"a\":[1,-2.5e+3,true,false,null,\"x\\u00e9\",{\"b\":[]}]}", true},
	    {"", false},
	    {"[]", false},
	    {"{\"a\":1}x", false},
	    {"{\"a\":1,}", false},
	    {"{\"a\" 1}", false},
	    {"{a:1}", false},
	    {"{\"a\":01}", false},
	    {"{\"a\":1.}", false},
	    {"{\"a\":+1}", false},
	    {"{\"a\":\"\\x\"}", false},
	    {"{\"a\":\"\\u12\"}", false},
	    {"{\"a\":\"\t\"}", false},
	    {"{\"a\":[1}", false},
	    {"{\"a\":[1,]}", false},
	    {"{\"a\":tru}", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t len = strlen(rows[i].text);

		if (reads(rows[i].text, len) != rows[i].good)
			fail_msg("%s", rows[i].text);
		for (size_t n = 1; rows[i].good && n + 1 < len; n++)
			assert_false(reads(rows[i].text, n) && n < strcspn(rows[i].text, "}"));
	}
}

/* Too deep, too many values. */
static void limits(void **state)
{
	char text[8192];
	size_t len = 0;

	(void)state;
	len += (size_t)sprintf(text, "{\"a\":");
	for (int i = 0; i < 40; i++)
		text[len++] = '[';
	for (int i = 0; i < 40; i++)
		text[len++] = ']';
	text[len++] = '}';
	assert_false(reads(text, len));
	len = (size_t)sprintf(text, "{\"a\":[1");
	for (int i = 0; i < JSON_VALUES_MAX; i++)
		len += (size_t)sprintf(text + len, ",1");
	len += (size_t)sprintf(text + len, "]}");
	assert_false(reads(text, len));
}

static void values(void **state)
{
	static const char text[] =
	    "{\"a\":{\"b\":\"x\\n\\u00e9\\ud83d\\ude00\\/\"},\"n\":\"17\",\"a\":1,\"l\":[1,[2],3]}";
	char space[64];
	struct scan_room room = {space, space + sizeof space};
	uint64_t number;

	(void)state;
	assert_true(json_read(&json, scan_of(text, strlen(text))));
	const struct json_value *root = json.values, *a = json_member(&json, root, "a");
	assert_int_equal(a->kind, JSON_KIND_OBJECT);
	struct scan s = json_text(json_member(&json, a, "b"), &room);
	assert_int_equal(scan_left(&s), 9);
	assert_memory_equal(s.at, "x\n\xc3\xa9\xf0\x9f\x98\x80/", 9);
	assert_true(json_number(json_member(&json, root, "n"), 20, &number) && number == 17);
	assert_false(json_number(json_member(&json, root, "n"), 16, &number));
	assert_null(json_member(&json, root, "b"));
	const struct json_value *l = json_member(&json, root, "l"), *v = json_first(&json, l);
	v = json_next(&json, l, json_next(&json, l, v));
	assert_true(json_number(v, 9, &number) && number == 3);
	assert_null(json_next(&json, l, v));
	room.end = room.at + 3;
	s = json_text(json_member(&json, a, "b"), &room);
	assert_null(s.at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(accepts),
	    cmocka_unit_test(limits),
	    cmocka_unit_test(values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

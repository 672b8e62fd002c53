#include "report/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

static const struct {
	double value;
	const char *text; /* NULL: becomes null */
} decimals[] = {
    {0, "0.0"},
    {1, "1.0"},
    {-1, "-1.0"},
    {0.5, "0.5"},
    {0.1, "0.1"},
    {3.14159, "3.1416"},
    {-3.14159, "-3.1416"},
    {2.0 / 3, "0.6667"},
    {0.00004, "0.0"},
    {0.00005, "0.0001"},
    {-0.00005, "-0.0001"},
    {-0.00001, "0.0"},
    {10.0203, "10.0203"},
    {123456789.125, "123456789.125"},
    {899999999999.9999, "899999999999.9999"},
    {9e11, NULL},
    {-9e11, NULL},
    {1e300, NULL},
    {NAN, NULL},
    {INFINITY, NULL},
    {-INFINITY, NULL},
};

static void test_decimals(void **state)
{
	(void)state;
	struct arena a = {0};
	char text[NUMBER_TEXT_MAX];

	for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
		struct node *map = document_map(&a);

		document_set_decimal(&a, map, "v", decimals[i].value);
		if (!decimals[i].text) {
			assert_int_equal(document_first(map)->kind, NODE_NULL);
			continue;
		}
		assert_int_equal(document_first(map)->kind, NODE_DECIMAL);
		assert_string_equal(
		    document_number_text(document_first(map), text), decimals[i].text);
	}
	arena_fini(&a);
}

static struct node *sample_tree(struct arena *a)
{
	struct node *root = document_map(a);
	struct node *list = document_set(root, "list", document_list(a));
	struct node *inner = document_push(list, document_map(a));

	document_push_text(a, list, "two");
	document_push_integer(a, list, 3);
	document_set_integer(a, inner, "dns-cut", 7);
	document_set_bool(a, inner, "yes", true);
	struct node *deep = document_set(root, "deep", document_map(a));
	document_set_decimal(a, document_set(deep, "er", document_map(a)), "x", 0.25);
	document_set_text(a, root, "text", "hello");
	document_set_text(a, root, "none", NULL);
	return root;
}

static void test_reading_paths(void **state)
{
	(void)state;
	struct arena a = {0};
	struct node *root = sample_tree(&a);
	const struct node *first = document_members(root, "list");

	assert_int_equal(document_count(root, "list"), 3);
	assert_int_equal(document_integer(first, "dns-cut"), 7);
	assert_true(document_bool(first, "yes"));
	assert_string_equal(first->next->text, "two");
	assert_int_equal(first->next->next->number, 3);
	assert_int_equal((int)(document_number(root, "deep.er.x") * 100), 25);
	assert_string_equal(document_text(root, "text"), "hello");
	assert_ptr_equal(document_get(root, "deep.er")->parent, document_get(root, "deep"));

	static const char *const nowhere[] = {"no", "deep.no", "text.x", "list.0", "dee", "deep.",
	    "", ".", "none.x", "deep.er.x.y", "texts"};
	for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++) {
		assert_null(document_get(root, nowhere[i]));
		assert_null(document_members(root, nowhere[i]));
		assert_string_equal(document_text(root, nowhere[i]), "");
		assert_int_equal(document_integer(root, nowhere[i]), 0);
	}
	assert_null(document_get(NULL, "a"));
	assert_string_equal(document_text(root, "none"), "");
	arena_fini(&a);
}

/* What is no container has no members, whatever its value. */
static void test_first(void **state)
{
	(void)state;
	struct arena a = {0};
	struct node *root = sample_tree(&a);

	for (const struct node *n = document_first(root); n; n = n->next) {
		assert_ptr_equal(n->parent, root);
		if (n->kind < NODE_LIST)
			assert_null(document_first(n));
	}
	assert_ptr_equal(document_first(root), document_get(root, "list"));
	assert_null(document_members(root, "text"));
	assert_null(document_first(document_list(&a)));
	arena_fini(&a);
}

static struct node *read_text(struct arena *a, const char *text, size_t len, struct err *err)
{
	/* fmemopen refuses no bytes at all. */
	FILE *in = len ? fmemopen((void *)text, len, "r") : fopen("/dev/null", "r");

	assert_non_null(in);
	struct node *root = document_read_json(a, in, "r.json", err);
	fclose(in);
	return root;
}

static const struct {
	const char *json, *sentence; /* NULL: is read */
} saved[] = {
    {"{}", NULL},
    {" { \"a\" : [ 1 , 2.5 , -3 , null , true , false , \"x\" ] } \n", NULL},
    {"{\"a\":0.0001,\"b\":899999999999.9999,\"c\":-0.3333}", NULL},
    {"{\"a\":9223372036854775807}", NULL},
    {"{\"a\":\"\\u0041\\\\\\\"\"}", NULL},
    {"{\"unicode\":\"\\u043f\\ud83d\\ude00.a\"}", NULL},
    {"{\"unicode\":\"\xc3\xa4\"}", NULL},
    {"{\"unicode\":\"\\\\u043f\"}", "printable ASCII"},
    {"{\"unicode\":\"\\u001b[31m\"}", "printable ASCII"},
    {"{\"unicode\":\"\\\"\"}", "printable ASCII"},
    {"", "not a report"},
    {"[]", "not a JSON object"},
    {"3", "not a"},
    {"{\"a\":0.00001}", "four decimal places"},
    {"{\"a\":0.12345}", "four decimal places"},
    {"{\"a\":1e30}", "four decimal places"},
    {"{\"a\":1e999}", "not a report"},
    {"{\"a\":9223372036854775808}", "not a report"},
    {"{\"a\":1,\"a\":2}", "not a report"},
    {"{\"a\":\"\xc3\xa4\"}", "printable ASCII"},
    {"{\"a\":\"\\u001b[31m\"}", "printable ASCII"},
    {"{\"a\":\"\\u0000\"}", "not a report"},
    {"{\"\\n\":1}", "printable ASCII"},
    {"{\"a\":\"\xff\"}", "not a report"},
    {"{} {}", "not a report"},
};

static void test_saved(void **state)
{
	(void)state;

	for (size_t i = 0; i < sizeof saved / sizeof *saved; i++) {
		struct arena a = {0};
		struct err err = {""};
		struct node *root = read_text(&a, saved[i].json, strlen(saved[i].json), &err);

		if (saved[i].sentence) {
			assert_null(root);
			assert_non_null(strstr(err.text, saved[i].sentence));
			assert_memory_equal(err.text, "r.json: ", 8);
		} else {
			assert_non_null(root);
		}
		arena_fini(&a);
	}
}

static void test_saved_prefixes(void **state)
{
	(void)state;
	static const char json[] = "{\"a\": [1, {\"b\": 2.5}, \"x\\\\y\"], \"c\": {}}";

	for (size_t len = 0; len < sizeof json - 1; len++) {
		struct arena a = {0};
		struct err err;

		assert_null(read_text(&a, json, len, &err));
		arena_fini(&a);
	}
}

static void test_saved_depth(void **state)
{
	(void)state;

	for (size_t depth = 1; depth <= 2 * DOCUMENT_DEPTH_MAX; depth++) {
		char json[8 * DOCUMENT_DEPTH_MAX] = "{\"a\":";
		struct arena a = {0};
		struct err err;
		size_t at = strlen(json);

		memset(json + at, '[', depth - 1);
		memset(json + at + depth - 1, ']', depth - 1);
		if (depth == 1)
			json[at++] = '1';
		json[at + 2 * (depth - 1)] = '}';
		struct node *root = read_text(&a, json, strlen(json), &err);
		if (depth <= DOCUMENT_DEPTH_MAX)
			assert_non_null(root);
		else
			assert_non_null(strstr(err.text, "nested too deeply"));
		arena_fini(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_decimals),
	    cmocka_unit_test(test_reading_paths),
	    cmocka_unit_test(test_first),
	    cmocka_unit_test(test_saved),
	    cmocka_unit_test(test_saved_prefixes),
	    cmocka_unit_test(test_saved_depth),
	};
	return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}

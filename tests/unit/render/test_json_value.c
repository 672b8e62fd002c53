#include "render/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* The report as JSON; free it. */
static char *json_of(const struct node *report)
{
	struct out *out = out_memory();
	struct layout layout = {.width = 100};

	writer_find("json")->write(out, report, &layout);
	char *text = strdup(out_text(out, NULL));
	out_discard(out);
	return text;
}

static struct node *read_back(struct arena *a, char *json)
{
	FILE *in = fmemopen(json, strlen(json), "r");
	struct err err;
	struct node *root = document_read_json(a, in, "-", &err);

	fclose(in);
	return root;
}

static struct node *every_kind(struct arena *a)
{
	struct node *root = document_map(a);
	struct node *list = document_set(root, "list", document_list(a));
	struct node *map;

	document_push_integer(a, list, -12);
	document_push(list, document_list(a));
	map = document_push(list, document_map(a));
	document_set_decimal(a, map, "half", 0.5);
	document_set_bool(a, map, "no", false);
	document_push_text(a, list, "say \"a\\b\"");
	document_set(root, "empty", document_map(a));
	document_set_bool(a, root, "yes", true);
	document_set_null(a, root, "null");
	document_set_integer(a, root, "most", INT64_MAX);
	return root;
}

static void test_form(void **state)
{
	(void)state;
	struct arena a = {0};
	char *json = json_of(every_kind(&a));

	assert_string_equal(json, "{\n"
				  "  \"list\": [\n"
				  "    -12,\n"
				  "    [],\n"
				  "    {\n"
				  "      \"half\": 0.5,\n"
				  "      \"no\": false\n"
				  "    },\n"
				  "    \"say \\\"a\\\\b\\\"\"\n"
				  "  ],\n"
				  "  \"empty\": {},\n"
				  "  \"yes\": true,\n"
				  "  \"null\": null,\n"
				  "  \"most\": 9223372036854775807\n"
				  "}\n");
	free(json);
	json = json_of(document_map(&a));
	assert_string_equal(json, "{}\n");
	free(json);
	arena_fini(&a);
}

/* Written, read and written again: the same bytes. */
static void test_round_trip(void **state)
{
	(void)state;
	struct arena a = {0};
	struct node *root = every_kind(&a);
	struct node *numbers = document_set(root, "numbers", document_map(&a));
	char every_char[0x7f - 0x20 + 1] = "";

	for (char c = 0x20; c < 0x7f; c++)
		every_char[c - 0x20] = c;
	document_set_text(&a, root, "characters", every_char);
	/* Fractions that no double holds exactly, small, large and negative. */
	for (int i = 0; i < 20000; i += 7) {
		double magnitude = i % 3 == 0 ? 1 : i % 3 == 1 ? 40000000 : 800000000000.0;

		document_set_decimal(&a, numbers, arena_print(&a, "n%d", i),
		    (i % 2 ? -1 : 1) * (magnitude + i / 10000.0));
	}
	char *json = json_of(root);
	struct node *again = read_back(&a, json);
	assert_non_null(again);
	char *second = json_of(again);
	assert_string_equal(json, second);
	free(json);
	free(second);
	arena_fini(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_form),
	    cmocka_unit_test(test_round_trip),
	};
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}

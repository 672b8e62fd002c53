#include "../../../src/render/text/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static const char all_blocks[] = "\x10\x11\x12\x13\x14\x15\x16\x17";

/* What stands between two bars for eight blocks and a blank. */
static void test_blocks(void **state)
{
	(void)state;
	static const struct {
		bool utf8;
		const char *text;
	} rows[] = {
	    {false, "|..::++## |\n"},
	    {true, "|\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588 |\n"},
	};

	assert_int_equal(strlen(all_blocks), LINES_BLOCKS);
	assert_int_equal(all_blocks[0], LINES_BLOCK);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		/* Eleven columns: a block is one of them, however many bytes it has. */
		struct layout layout = {.width = 11, .utf8 = rows[i].utf8};
		struct lines l = {.out = out_memory(), .layout = &layout};

		out_print(lines_open(&l, 2), "|%s" NO_BREAK "|", all_blocks);
		lines_close(&l);
		assert_string_equal(out_text(l.out, NULL), rows[i].text);
		out_discard(l.out);
	}
}

/* One line, whatever the text; marks take no columns and none stays open. */
static void test_cut(void **state)
{
	(void)state;
	static const struct {
		unsigned width;
		const char *text, *line;
	} rows[] = {
	    {10, "123456 890", "123456 890\n"},
	    {10, MARK_STRONG "123456" MARK_PLAIN NO_BREAK "890", "\x1b[1m123456\x1b[0m 890\n"},
	    {10, "123456 8901", "123456\x1b[0m...\n"},
	    {10, MARK_STRONG "12345678901" MARK_PLAIN, "\x1b[1m1234567\x1b[0m...\n"},
	    {8, "\u043f\u043f\u043f\u043f\u043f\u043f\u043f\u043f",
		"\u043f\u043f\u043f\u043f\u043f\u043f\u043f\u043f\n"},
	    {8, "\u043f\u043f\u043f\u043f\u043f\u043f\u043f\u043f\u043f",
		"\u043f\u043f\u043f\u043f\u043f\x1b[0m...\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct layout layout = {.width = rows[i].width, .utf8 = true, .color = true};
		struct lines l = {.out = out_memory(), .layout = &layout};

		out_put(lines_open(&l, 2), rows[i].text);
		lines_close_cut(&l);
		assert_string_equal(out_text(l.out, NULL), rows[i].line);
		out_discard(l.out);
	}
}

/* Times in a zone: a day later or earlier, and those inside a text; what is no time stays. */
static void test_zone(void **state)
{
	(void)state;
	struct time_zone east = {.given = false}, west = {.given = false};
	char figure[FIGURE_MAX], range[RANGE_MAX], text[200];
	const char *first = "2024-02-29T20:30:00.5Z", *last = "2024-02-29T23:45:00Z";

	assert_int_equal(time_zone_init(&east, "+03:30"), 0);
	assert_int_equal(time_zone_init(&west, "-0800"), 0);
	assert_string_equal(lines_time_in(NULL, first, figure), "2024-02-29" NO_BREAK "20:30:00");
	assert_string_equal(lines_time_in(&east, first, figure), "2024-03-01" NO_BREAK "00:00:00");
	assert_string_equal(lines_time_in(&west, first, figure), "2024-02-29" NO_BREAK "12:30:00");
	assert_string_equal(lines_time_in(&west, "never", figure), "-");
	assert_string_equal(lines_rfc3339_in(NULL, first, figure), first);
	assert_string_equal(lines_rfc3339_in(&east, "2024-02-29T20:30:00.25Z", figure),
	    "2024-03-01T00:00:00.250000+03:30");
	assert_string_equal(
	    lines_rfc3339_in(&west, first, figure), "2024-02-29T12:30:00.500000-08:00");
	assert_string_equal(lines_rfc3339_in(&west, "never", figure), "never");
	lines_range_in(&east, first, last, range);
	assert_non_null(strstr(range, "2024-03-01" NO_BREAK "00:00:00 .. 03:15:00"));
	lines_range_in(&east, "2024-02-29T20:29:59Z", last, range);
	assert_non_null(strstr(range, "23:59:59 .. 2024-03-01" NO_BREAK "03:15:00"));
	lines_text_in(&east,
	    "from 2024-02-29 20:30:00, 2024-02-29 20:30, 2024-02-29 20:30:000 to "
	    "2024-02-29 20:31:00",
	    text, sizeof text);
	assert_string_equal(text,
	    "from 2024-03-01 00:00:00, 2024-02-29 20:30, 2024-03-01 00:00:000 "
	    "to 2024-03-01 00:01:00");
	assert_string_equal(
	    lines_text_in(NULL, "2024-02-29 20:30:00", text, sizeof text), "2024-02-29 20:30:00");
	time_zone_fini(&east);
	time_zone_fini(&west);
}

static const struct grid_column columns[] = {
    {.title = "name", .shrinks = true}, {.title = "n", .right = true}, {.title = "id"}};

static void cells_of(const struct node *row, const struct layout *layout,
    char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX])
{
	(void)layout;
	lines_shorten(document_text(row, "name"), GRID_CELL_MAX - 1, cells[0]);
	snprintf(cells[1], GRID_CELL_MAX, "%lld", (long long)document_integer(row, "n"));
	snprintf(cells[2], GRID_CELL_MAX, "F-0123");
}

/* Columns, and the longest line of a table with a long and a short name: only the name gives way,
 * and only as far as it must. */
static void test_grid_shrinks(void **state)
{
	(void)state;
	static const struct {
		unsigned width;
		const char *name;
	} rows[] = {
	    {100, "a-rather-long-name-of-forty-characters-x"},
	    {40, "a-rather-lon...haracters-x"},
	    {30, "a-rathe...ters-x"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct layout layout = {.width = rows[i].width};
		struct lines l = {.out = out_memory(), .layout = &layout};
		struct node *list = document_list(&a);
		struct node *one = document_push(list, document_map(&a));

		document_set_text(&a, one, "name", "a-rather-long-name-of-forty-characters-x");
		document_set_integer(&a, one, "n", 7);
		one = document_push(list, document_map(&a));
		document_set_text(&a, one, "name", "short");
		document_set_integer(&a, one, "n", 12);
		grid_write(&l, columns, 3, document_first(list), 0, cells_of);
		const char *text = out_text(l.out, NULL);
		assert_non_null(strstr(text, rows[i].name));
		assert_non_null(strstr(text, "  short "));
		size_t lines = 0;
		for (const char *line = text; *line; line += strcspn(line, "\n") + 1, lines++)
			assert_true(strcspn(line, "\n") <= rows[i].width);
		assert_int_equal(lines, 3);
		out_discard(l.out);
		arena_fini(&a);
	}
}

/* Characters of several bytes: wide ones take two columns, and none is broken. */
static void test_utf8(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		unsigned columns;
	} rows[] = {{"abc", 3}, {"пример", 6}, {"例え", 4}, {"한국", 4}, {"\U00020000", 2},
	    {MARK_STRONG "é" MARK_PLAIN, 1}, {"", 0}};
	struct layout layout = {.width = 7, .utf8 = true};
	struct lines l = {.out = out_memory(), .layout = &layout};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(lines_columns(rows[i].text), rows[i].columns);
	out_put(lines_open(&l, 1), "пример例例例例 ab");
	lines_close(&l);
	assert_string_equal(out_text(l.out, NULL), "пример\n 例例例\n 例 ab\n");
	out_discard(l.out);
}

/* The Unicode form in a cell is left out where it has no room; columns stay aligned. */
static void test_grid_unicode(void **state)
{
	(void)state;
	static const struct {
		unsigned width;
		const char *text;
	} rows[] = {
	    {60, "  name                n  id\n  xn--r8jz45g (例え)  7  F-0123\n"
		 "  plain               7  F-0123\n"},
	    {26, "  name           n  id\n  xn--r8jz45g    7  F-0123\n"
		 "  plain          7  F-0123\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct node *list = document_list(&a);
		struct layout layout = {.width = rows[i].width, .utf8 = true};
		struct lines l = {.out = out_memory(), .layout = &layout};
		static const char *const names[] = {"xn--r8jz45g (例え)", "plain"};

		for (size_t k = 0; k < 2; k++) {
			struct node *row = document_push(list, document_map(&a));

			document_set_text(&a, row, "name", names[k]);
			document_set_integer(&a, row, "n", 7);
		}
		grid_write(&l, columns, 3, document_first(list), 0, cells_of);
		assert_string_equal(out_text(l.out, NULL), rows[i].text);
		out_discard(l.out);
		arena_fini(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_blocks),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_zone),
	    cmocka_unit_test(test_grid_shrinks),
	    cmocka_unit_test(test_utf8),
	    cmocka_unit_test(test_grid_unicode),
	};
	return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}

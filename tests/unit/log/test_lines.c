#include "../../../src/log/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../support/log_text.h"
#include "base/limits.h"

/* The lines of a text, separated by "|", however few bytes the stream gives at once. */
static void splits(void **state)
{
	static const struct {
		const char *text, *lines;
	} rows[] = {
	    {"", ""},
	    {"a\nb\n", "a|b|"},
	    {"a\r\n\r\nb", "a||b!|"},
	    {"\xef\xbb\xbf"
	     "a\n",
		"a|"},
	    {"a\rb\n", "a\rb|"},
	    {"\n", "|"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t step = 1; step < 5; step++) {
			struct log_bytes from = {
			    (const uint8_t *)rows[i].text, strlen(rows[i].text), 0, step};
			char seen[64] = "";
			struct stream s;
			struct lines l;
			struct line line;

			log_text_stream(&s, &from);
			lines_init(&l, &s);
			while (lines_next(&l, &line)) {
				strncat(seen, (const char *)line.bytes, line.len);
				strcat(seen, line.unended ? "!|" : "|");
			}
			assert_string_equal(seen, rows[i].lines);
			lines_fini(&l);
			stream_fini(&s);
		}
}

/* A line of the largest size is whole, a longer one is cut; the next one is not touched. */
static void limit(void **state)
{
	size_t len = (size_t)2 * LOG_LINE_BYTES_MAX + 10;
	char *text = malloc(len);
	struct log_bytes from = {(const uint8_t *)text, len, 0, 0};
	struct stream s;
	struct lines l;
	struct line line;

	(void)state;
	memset(text, 'x', len);
	text[LOG_LINE_BYTES_MAX] = '\n';
	text[2 * LOG_LINE_BYTES_MAX + 5] = '\n';
	log_text_stream(&s, &from);
	lines_init(&l, &s);
	assert_true(lines_next(&l, &line));
	assert_int_equal(line.len, LOG_LINE_BYTES_MAX);
	assert_false(line.cut);
	assert_true(lines_next(&l, &line));
	assert_true(line.cut);
	assert_int_equal(line.len, LOG_LINE_BYTES_MAX);
	assert_true(lines_next(&l, &line));
	assert_int_equal(line.len, 4);
	assert_false(lines_next(&l, &line));
	lines_fini(&l);
	stream_fini(&s);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(splits),
	    cmocka_unit_test(limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

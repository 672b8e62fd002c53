#include "../../../src/log/elements.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/guard.h"

/* What the first bytes tell. */
static void framings(void **state)
{
	static const struct {
		const char *text;
		enum framing framing;
	} rows[] = {
	    {"", FRAMING_LINES},
	    {"{\"a\":1}\n", FRAMING_LINES},
	    {"{\"a\":\"<Event \"}\n", FRAMING_LINES},
	    {"{ \r\n \"a\":1}\n", FRAMING_JSON},
	    {" [\n {\"a\":1}]", FRAMING_JSON},
	    {"[INFO] a", FRAMING_LINES},
	    {"[1710234000] unbound", FRAMING_LINES},
	    {"<Event xmlns='a'></Event>", FRAMING_XML},
	    {"Record 1\n<?xml version=\"1.0\"?>\n<Event></Event>", FRAMING_XML},
	    {"<30>1 - - - - - -", FRAMING_LINES},
	    {"\"2024-03-12 09:00:00\",\"a\"", FRAMING_CSV},
	    {"\"Timestamp\"\n\"2024-03-12 09:00:00\",\"a\"", FRAMING_CSV},
	    {"\"a\"\n", FRAMING_LINES},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(
		    elements_framing(scan_of(rows[i].text, strlen(rows[i].text))), rows[i].framing);
}

/* The elements, separated by "|"; "!" marks one that is not closed. */
static void split(enum framing framing, const char *text, size_t len, char seen[256])
{
	const uint8_t *guarded = guard_copy((const uint8_t *)text, len);
	struct scan bytes = scan_of(guarded, len), element;
	bool closed = true;

	*seen = '\0';
	while (closed && elements_next(&bytes, framing, &element, &closed)) {
		strncat(seen, element.at, scan_left(&element));
		strcat(seen, closed ? "|" : "!");
	}
	guard_free(guarded, len);
}

static void elements(void **state)
{
	static const struct {
		enum framing framing;
		const char *text, *seen;
	} rows[] = {
	    {FRAMING_JSON, "[{\"a\":{}},\n {\"b\":\"}\\\"{\"} ]\n",
		"{\"a\":{}}|{\"b\":\"}\\\"{\"}|"},
	    {FRAMING_JSON, "{\"a\":\"cut\n{\"b\":1}", "{\"a\":\"cut|{\"b\":1}|"},
	    {FRAMING_JSON, "{\"a\":{", "{\"a\":{!"},
	    {FRAMING_JSON, "junk\n{}", "junk|{}|"},
	    {FRAMING_XML, "<a/><Event></Event>\n<Event></Event></a>",
		"<a/><Event></Event>|<Event></Event>|</a>!"},
	    {FRAMING_CSV, "\"2024-1\",\"a\nb\"\n\n\"c", "\"2024-1\",\"a\nb\"||\"c!"},
	    {FRAMING_CSV, "\"2024-1\",\"a\n\"2024-2\"\n", "\"2024-1\",\"a|\"2024-2\"|"},
	};
	char seen[256];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		split(rows[i].framing, rows[i].text, strlen(rows[i].text), seen);
		assert_string_equal(seen, rows[i].seen);
		for (size_t n = 0; n < strlen(rows[i].text); n++)
			split(rows[i].framing, rows[i].text, n, seen);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(framings),
	    cmocka_unit_test(elements),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

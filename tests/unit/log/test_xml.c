#include "../../../src/log/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "../../support/guard.h"

/* The members as "name=text|", or "bad". */
static void put_event(const char *text, size_t len, char seen[512])
{
	const uint8_t *guarded = guard_copy((const uint8_t *)text, len);
	struct json *j = malloc(sizeof *j);
	char space[512];
	struct scan_room room = {space, space + sizeof space};

	snprintf(seen, 512, "bad");
	if (xml_event_read(j, scan_of(guarded, len), &room)) {
		*seen = '\0';
		for (const struct json_value *v = json_first(j, j->values); v;
		     v = json_next(j, j->values, v)) {
			size_t at = strlen(seen);

			snprintf(seen + at, 512 - at, "%.*s=%.*s|", (int)scan_left(&v->key),
			    v->key.at, (int)scan_left(&v->text), v->text.at);
		}
	}
	free(j);
	guard_free(guarded, len);
}

static void events(void **state)
{
	static const struct {
		const char *text, *seen;
	} rows[] = {
	    {"<Event xmlns='x'><System><EventID Qualifiers=\"\">22</EventID>\n"
	     "<TimeCreated SystemTime=\"2024-03-12T09:00:00Z\"/><Computer>PC</Computer></System>"
	     "<EventData><Data Name='A'>b &lt;&amp;&gt; &#x41;&#66;&quot;&apos;</Data>"
	     "<Data Name='E'></Data><Data Name='S'/><Data>plain</Data></EventData></Event>",
		"EventID=22|TimeCreated=2024-03-12T09:00:00Z|Computer=PC|A=b <&> AB\"'|E=|Data=plai"
		"n|"},
	    {"<?xml version='1.0'?><Events><Event><A><![CDATA[<b>]]></A><!-- c --></Event>",
		"A=<b>|"},
	    {"<Event><A>&unknown; &#0; & &#xd800000;</A></Event>",
		"A=&unknown; &#0; & &#xd800000;|"},
	    {"<Event><A>open", "bad"},
	    {"<Event><A x='1></Event>", "bad"},
	    {"no event", "bad"},
	};
	char seen[512];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		put_event(rows[i].text, strlen(rows[i].text), seen);
		assert_string_equal(seen, rows[i].seen);
		for (size_t n = 0; n < strlen(rows[i].text); n++)
			put_event(rows[i].text, n, seen);
	}
}

/* More values than there is room for are refused. */
static void limit(void **state)
{
	size_t len = 0, room = (size_t)(JSON_VALUES_MAX + 10) * 9 + 32;
	char *text = malloc(room), seen[512];

	(void)state;
	len += (size_t)snprintf(text, room, "<Event>");
	for (int i = 0; i < JSON_VALUES_MAX; i++)
		len += (size_t)snprintf(text + len, room - len, "<a>b</a>");
	len += (size_t)snprintf(text + len, room - len, "</Event>");
	put_event(text, len, seen);
	assert_string_equal(seen, "bad");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(events),
	    cmocka_unit_test(limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

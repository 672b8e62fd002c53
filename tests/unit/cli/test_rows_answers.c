#include "../../../src/cli/verbs/rows_answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/limits.h"

#include "../../support/guard.h"

#define BYTES(literal)  literal, sizeof(literal) - 1
#define HEAD(flags, an) "\1\2" flags "\0\1\0" an "\0\0\0\0"
#define QUESTION        "\1q\7example\0\0\1\0\1"
#define ALIAS           "\xc0\x0c\0\5\0\1\0\0\1\x2c\0\4\1w\xc0\x0e"
#define ADDRESS         "\xc0\x27\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\1"
#define STRINGS         "\xc0\x0c\0\x10\0\1\0\0\0\0\0\7\3a;\"\2;\\"

static const struct {
	const char *what;
	const char *bytes;
	size_t len;
	uint16_t unknown;
	unsigned question;
	const char *tsv[3], *json[3]; /* answers, types, TTLs; NULL = no list */
} rows[] = {
    {"a query", BYTES(HEAD("\1\0", "\0") QUESTION), 0, 0, {NULL, NULL, NULL}, {NULL, NULL, NULL}},
    {"no answer", BYTES(HEAD("\x81\x83", "\0") QUESTION), 0, 0, {"", "", ""}, {"[]", "[]", "[]"}},
    {"an alias and an address", BYTES(HEAD("\x81\x80", "\2") QUESTION ALIAS ADDRESS), 0, 0,
	{"w.example;192.0.2.1", "CNAME;A", "300;60"},
	{"[\"w.example\",\"192.0.2.1\"]", "[\"CNAME\",\"A\"]", "[300,60]"}},
    {"separators and quotes in strings", BYTES(HEAD("\x81\x80", "\2") QUESTION STRINGS STRINGS), 0,
	0, {"\"a\\059\\\"\" \"\\059\\\\\";\"a\\059\\\"\" \"\\059\\\\\"", "TXT;TXT", "0;0"},
	{"[\"\\\"a;\\\\\\\"\\\" \\\";\\\\\\\\\\\"\",\"\\\"a;\\\\\\\"\\\" \\\";\\\\\\\\\\\"\"]",
	    "[\"TXT\",\"TXT\"]", "[0,0]"}},
    {"cut in the second", BYTES(HEAD("\x81\x80", "\2") QUESTION ALIAS "\xc0\x27\0\1\0\1\0\0"), 0, 0,
	{"w.example", "CNAME", "300"}, {"[\"w.example\"]", "[\"CNAME\"]", "[300]"}},
    {"a log without answers", BYTES(HEAD("\x81\x80", "\0") QUESTION), UNKNOWN_ANSWERS, 0,
	{NULL, NULL, NULL}, {NULL, NULL, NULL}},
    {"a log without TTLs", BYTES(HEAD("\x81\x80", "\1") QUESTION ALIAS), UNKNOWN_TTL, 0,
	{"w.example", "CNAME", NULL}, {"[\"w.example\"]", "[\"CNAME\"]", NULL}},
    {"a later question", BYTES(HEAD("\x81\x80", "\0") QUESTION), 0, 1, {NULL, NULL, NULL},
	{NULL, NULL, NULL}},
    /* The prerequisites of an update stand where answers do. */
    {"an update", BYTES(HEAD("\xa8\0", "\1") QUESTION ALIAS), 0, 0, {NULL, NULL, NULL},
	{NULL, NULL, NULL}},
};

static void expect(const char *what, bool any, const struct buffer *b, const char *text)
{
	if (any != (text != NULL))
		fail_msg("%s", what);
	if (any)
		assert_string_equal((const char *)b->bytes, text);
}

static void test_rows(void **state)
{
	const struct endpoints ends = {.sport = 53, .dport = 4000};
	struct rows_answers answers = {.count = 0}; /* used again for the next message */
	struct row_words words = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const uint8_t *copy = guard_copy(rows[i].bytes, rows[i].len);
		struct raw_message from = {.bytes = copy,
		    .len = rows[i].len,
		    .wire_len = rows[i].len + 8,
		    .question = rows[i].question};
		struct parsed_message m;
		struct buffer b;

		buffer_init(&b, ANSWERS_TEXT_BYTES_MAX);
		dns_msg_read(copy, from.len, from.wire_len, &m.msg, NULL, (struct source_ref){0});
		dns_event_fill(&m.event, &m.msg, (uint32_t)from.wire_len, &ends, 53);
		m.event.unknown = rows[i].unknown;
		rows_answers_read(&answers, &from, &m);
		for (enum rows_list list = ROWS_ANSWERS; list <= ROWS_TTL; list++) {
			bool any = rows_answers_text(&b, list, &answers, &words, false);

			expect(rows[i].what, any, &b, rows[i].tsv[list]);
			any = rows_answers_text(&b, list, &answers, &words, true);
			expect(rows[i].what, any, &b, rows[i].json[list]);
		}
		buffer_fini(&b);
		guard_free(copy, rows[i].len);
	}
	rows_answers_fini(&answers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	};
	return cmocka_run_group_tests_name("rows_answers", tests, NULL, NULL);
}

#include "dns/questions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "dns/message.h"

#include "../../support/guard.h"

#define BYTES(literal) literal, sizeof(literal) - 1
#define HEAD(count)    "\x12\x34\1\0\0" count "\0\0\0\0\0\0"
#define QA             "\1a\7example\0\0\1\0\1"
#define QB             "\1b\xc0\x0e\0\x10\0\1" /* b.example, TXT */
#define QC             "\1c\xc0\x0e\0\1\0\1"

/* The names of the questions after the first: their first letters. */
static const struct {
	const char *what;
	const char *bytes;
	size_t len;
	const char *names;
} rows[] = {
    {"one", BYTES(HEAD("\1") QA), ""},
    {"none", BYTES(HEAD("\0") QA), ""},
    {"two", BYTES(HEAD("\2") QA QB), "b"},
    {"three", BYTES(HEAD("\3") QA QB QC), "bc"},
    {"the same twice", BYTES(HEAD("\2") QA QA), "a"},
    {"fewer than counted", BYTES(HEAD("\4") QA QB QC), "bc"},
    {"more than can fit", BYTES(HEAD("\x60") QA QB QC), ""},
    {"a pointer to itself", BYTES(HEAD("\3") QA "\xc0\x1b\0\1\0\1" QC), ""},
    {"no opcode", BYTES("\x12\x34\x79\0\0\2\0\0\0\0\0\0" QA QB), ""},
    {"a bad first name", BYTES(HEAD("\2") "\x80xxxxxxxxxxxxxxxx" QB), ""},
};

static void names_of(const uint8_t *bytes, size_t len, size_t wire_len, char *names)
{
	uint8_t alone[DNS_QUESTION_ALONE_MAX];
	struct dns_questions q;
	size_t n, count = 0;

	if (dns_questions_start(&q, bytes, len, wire_len))
		while ((n = dns_questions_next(&q, alone)) > 0) {
			struct dns_msg msg;

			assert_int_equal(
			    dns_msg_read(alone, n, n, &msg, NULL, (struct source_ref){0}), DNS_OK);
			assert_int_equal(msg.id, 0x1234);
			assert_int_equal(msg.trailing_bytes, 0);
			assert_int_equal(msg.qtype, msg.qname.wire[1] == 'b' ? 16 : 1);
			assert_int_equal(msg.qname.label_count, 2);
			names[count++] = (char)msg.qname.wire[1];
		}
	names[count] = '\0';
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t len = 0; len <= rows[i].len; len++) {
			const uint8_t *copy = guard_copy(rows[i].bytes, len);
			char names[8];

			names_of(copy, len, rows[i].len, names);
			if (len == rows[i].len)
				assert_string_equal(names, rows[i].names);
			else
				assert_memory_equal(names, rows[i].names, strlen(names));
			guard_free(copy, len);
		}
}

static void test_several(void **state)
{
	(void)state;
	assert_false(dns_questions_several((const uint8_t *)HEAD("\1") QA, 31));
	assert_true(dns_questions_several((const uint8_t *)HEAD("\2") QA, 31));
	assert_false(dns_questions_several((const uint8_t *)"", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_several),
	};
	return cmocka_run_group_tests_name("questions", tests, NULL, NULL);
}

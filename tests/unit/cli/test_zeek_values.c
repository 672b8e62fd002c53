#include "../../../src/cli/verbs/zeek_values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"

#define BYTES(literal) literal, sizeof(literal) - 1

static const char *text_of(struct buffer *b)
{
	assert_int_equal(buffer_push(b, "", 1), 0);
	return (const char *)b->bytes;
}

static void seconds(void **state)
{
	static const struct {
		int64_t ns;
		const char *text;
	} rows[] = {{0, "0.000000"}, {999, "0.000000"}, {1000, "0.000001"},
	    {INT64_C(1479074404123456789), "1479074404.123456"}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer b;

		buffer_init(&b, 1000);
		zeek_seconds(&b, rows[i].ns);
		assert_string_equal(text_of(&b), rows[i].text);
		buffer_fini(&b);
	}
}

static const struct {
	const char *wire;
	size_t len;
	const char *text;
} names[] = {
    {BYTES("\0"), "."},
    {BYTES("\1a\7example\0"), "a.example"},
    {BYTES("\3a.b\1,\0"), "a\\x2eb.\\x2c"},
    {BYTES("\4\t\\\0\xff\1 \0"), "\\x09\\x5c\\x00\\xff. "},
    {BYTES("\1-\0"), "\\x2d"},
    {BYTES("\2--\0"), "--"},
    {BYTES("\7(empty)\0"), "\\x28empty)"},
    {BYTES("\1#\0"), "#"},
};

static void test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const uint8_t *copy = guard_copy(names[i].wire, names[i].len);
		struct buffer b;

		buffer_init(&b, 2000);
		zeek_put(&b, "x");
		zeek_name(&b, copy, names[i].len);
		assert_string_equal(text_of(&b) + 1, names[i].text);
		buffer_fini(&b);
		guard_free(copy, names[i].len);
	}
}

static void codes(void **state)
{
	static const struct {
		void (*write)(struct buffer *b, uint16_t code);
		uint16_t code;
		const char *text;
	} rows[] = {
	    {zeek_class, 1, "C_INTERNET"},
	    {zeek_class, 255, "C_ANY"},
	    {zeek_class, 300, "qclass-300"},
	    {zeek_type, 1, "A"},
	    {zeek_type, 255, "*"},
	    {zeek_type, 65399, "query-65399"},
	    {zeek_type, 0, "query-0"},
	    {zeek_rcode, 0, "NOERROR"},
	    {zeek_rcode, 4, "NOTIMP"},
	    {zeek_rcode, 11, "unassigned-11"},
	    {zeek_rcode, 16, "BADVERS"},
	    {zeek_rcode, 23, "BADCOOKIE"},
	    {zeek_rcode, 24, "rcode-24"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer b;

		buffer_init(&b, 1000);
		rows[i].write(&b, rows[i].code);
		assert_string_equal(text_of(&b), rows[i].text);
		buffer_fini(&b);
	}
}

static const struct {
	uint16_t type;
	const char *rdata;
	size_t len;
	const char *text;
} answers[] = {
    {DNS_TYPE_A, BYTES("\xc0\0\2\1"), "192.0.2.1"},
    {DNS_TYPE_A, BYTES("\xc0\0\2"), "TYPE1 \\x5c# 3 c00002"},
    {DNS_TYPE_AAAA, BYTES("\x20\1\xd\xb8\0\0\0\0\0\0\0\0\0\0\0\1"), "2001:db8::1"},
    {DNS_TYPE_CNAME, BYTES("\1A\1b\0"), "A.b"},
    {DNS_TYPE_NS, BYTES("\0"), "."},
    {DNS_TYPE_PTR, BYTES("\1-\0"), "\\x2d"},
    {DNS_TYPE_MX, BYTES("\0\x0a\1m\0"), "m"},
    {DNS_TYPE_SRV, BYTES("\0\1\0\2\0\3\1s\0"), "s"},
    {DNS_TYPE_SOA, BYTES("\1m\0\1r\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5"), "m"},
    {DNS_TYPE_TXT, BYTES("\5hello"), "TXT 5 hello"},
    {DNS_TYPE_TXT, BYTES("\3a,b\0\4\t\"\0\\"), "TXT 3 a\\x2cb TXT 0  TXT 4 \\x09\"\\x00\\x5c"},
    {DNS_TYPE_SPF, BYTES("\1x"), "SPF 1 x"},
    {DNS_TYPE_TXT, BYTES("\2x"), "TYPE16 \\x5c# 2 0278"},
    {DNS_TYPE_NULL, BYTES("\1\2\xab"), "TYPE10 \\x5c# 3 0102ab"},
    {DNS_TYPE_NULL, BYTES(""), "TYPE10 \\x5c# 0"},
};

static void test_answers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		const uint8_t *copy = guard_copy(answers[i].rdata, answers[i].len);
		struct dns_record record = {
		    .section = DNS_ANSWER, .type = answers[i].type, .class = 1};
		struct buffer b;

		record.rdata = cursor_of(copy, answers[i].len);
		buffer_init(&b, 1000);
		zeek_answer(&b, &record);
		assert_string_equal(text_of(&b), answers[i].text);
		buffer_fini(&b);
		guard_free(copy, answers[i].len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(seconds),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(codes),
	    cmocka_unit_test(test_answers),
	};
	return cmocka_run_group_tests_name("zeek_values", tests, NULL, NULL);
}

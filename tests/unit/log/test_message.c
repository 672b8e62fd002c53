#include "../../../src/log/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

#include "dns/message.h"

/* Text, style, and the wire form in which dots stand for length bytes; NULL = refused. */
static void names(void **state)
{
	static const struct {
		const char *text;
		enum name_style style;
		const char *wire;
		size_t len;
	} rows[] = {
	    {".", NAME_PLAIN, "\0", 1},
	    {"", NAME_PLAIN, "\0", 1},
	    {"a.bc", NAME_PLAIN, "\1a\2bc\0", 6},
	    {"a.bc.", NAME_PLAIN, "\1a\2bc\0", 6},
	    {"a\\.b", NAME_PLAIN, "\2a\\\1b\0", 6},
	    {"a\\.b", NAME_ESCAPED, "\3a.b\0", 5},
	    {"a\\032b", NAME_ESCAPED, "\3a b\0", 5},
	    {"a\\256", NAME_ESCAPED, NULL, 0},
	    {"a\\", NAME_ESCAPED, NULL, 0},
	    {"a..b", NAME_PLAIN, NULL, 0},
	    {"a\\x2eb.c", NAME_HEX, "\3a.b\1c\0", 7},
	    {"\\x00\\\\\\x5C\\x9", NAME_HEX, "\6\0\\\\\\x9\0", 8},
	    {"a\\", NAME_HEX, "\2a\\\0", 4},
	    {".a", NAME_PLAIN, NULL, 0},
	    {"a..", NAME_PLAIN, NULL, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct wire_name n;
		bool good =
		    wire_name_read(&n, scan_of(rows[i].text, strlen(rows[i].text)), rows[i].style);

		if (good != (rows[i].wire != NULL))
			fail_msg("%s", rows[i].text);
		if (!good)
			continue;
		assert_int_equal(n.len, rows[i].len);
		assert_memory_equal(n.bytes, rows[i].wire, n.len);
	}
}

/* Names of every length: 253 characters fit, 254 do not; labels of 63 and 64. */
static void lengths(void **state)
{
	char text[300];
	struct wire_name n;

	(void)state;
	memset(text, 'x', sizeof text);
	assert_true(wire_name_read(&n, scan_of(text, 63), NAME_PLAIN));
	assert_false(wire_name_read(&n, scan_of(text, 64), NAME_PLAIN));
	for (size_t i = 49; i < sizeof text; i += 50)
		text[i] = '.';
	for (size_t len = 1; len < sizeof text; len++) {
		size_t characters = text[len - 1] == '.' ? len - 1 : len;
		bool good = wire_name_read(&n, scan_of(text, len), NAME_PLAIN);

		assert_int_equal(good, characters <= 253);
		assert_true(!good || n.len == characters + 2);
	}
}

static void mnemonics(void **state)
{
	uint16_t n;

	(void)state;
#define IS(call, text, value) assert_true(call(scan_of(text, strlen(text)), &n) && n == (value))
#define NO(call, text)        assert_false(call(scan_of(text, strlen(text)), &n))
	IS(told_type, "A", 1);
	IS(told_type, "aaaa", 28);
	IS(told_type, "TYPE65399", 65399);
	IS(told_type, "type=65399", 65399);
	IS(told_type, "16", 16);
	NO(told_type, "TYPE65536");
	NO(told_type, "AA");
	NO(told_type, "");
	IS(told_rcode, "NXDOMAIN", 3);
	IS(told_rcode, "RCODE23", 23);
	NO(told_rcode, "MAYBE");
	IS(told_class, "IN", 1);
	IS(told_class, "CLASS300", 300);
	NO(told_class, "XX");
}

/* What is built is what the parser of DNS messages reads. */
static void builds(void **state)
{
	static uint8_t bytes[MESSAGES_BYTES_MAX];
	static struct log_record record;
	struct messages m = {.record = &record, .bytes = bytes};
	struct told t = {
	    .response = true, .rcode = 23, .qtype = DNS_TYPE_TXT, .qclass = 1, .id = 7};
	struct dns_msg msg;

	(void)state;
	assert_true(wire_name_read(&t.name, scan_of("a.example", 9), NAME_PLAIN));
	assert_true(messages_begin(&m, &t));
	messages_answer_text(&m, DNS_TYPE_TXT, 9, scan_of("hello", 5));
	messages_answer_text(&m, DNS_TYPE_A, 5, scan_of("192.0.2.1", 9));
	messages_answer_text(&m, DNS_TYPE_A, 5, scan_of("cdn.example", 11));
	messages_end(&m, &t);
	assert_int_equal(record.message_count, 1);
	assert_int_equal(dns_msg_read(record.messages[0].bytes, record.messages[0].len,
			     record.messages[0].wire_len, &msg, NULL, (struct source_ref){0}),
	    DNS_OK);
	assert_int_equal(msg.seen[DNS_ANSWER], 3);
	assert_int_equal(msg.answer_bytes, 6 + 4 + 13);
	assert_int_equal(msg.answer_ttl_min, 5);
	assert_int_equal(msg.rcode, 23);
	while (messages_begin(&m, &t))
		messages_end(&m, &t);
	assert_int_equal(record.message_count, LOG_MESSAGES_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names),
	    cmocka_unit_test(lengths),
	    cmocka_unit_test(mnemonics),
	    cmocka_unit_test(builds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

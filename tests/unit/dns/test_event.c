#include "dns/event.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"

#define BYTES(literal) literal, sizeof(literal) - 1
#define QUESTION       "\3www\7example\3com\0\0\1\0\1"
#define DNS_PORT       53

static const uint8_t low[4] = {10, 0, 0, 1}, high[4] = {10, 0, 0, 2};

/* From 10.0.0.1 to 10.0.0.2. */
static const struct {
	const char *what;
	const char *bytes;
	size_t len;
	uint16_t sport, dport;
	bool dns, response, client_is_low;
	enum anomaly noted;
} rows[] = {
    {"query", BYTES("\1\2\1\0\0\1\0\0\0\0\0\0" QUESTION), 40000, 53, true, false, true,
	ANOMALY_NONE},
    {"response", BYTES("\1\2\x81\0\0\1\0\0\0\0\0\0" QUESTION), 53, 40000, true, true, false,
	ANOMALY_NONE},
    {"between servers", BYTES("\1\2\1\0\0\1\0\0\0\0\0\0" QUESTION), 53, 53, true, false, true,
	ANOMALY_NONE},
    {"response to the port", BYTES("\1\2\x81\0\0\1\0\0\0\0\0\0" QUESTION), 40000, 53, true, true,
	false, ANOMALY_RESPONSE_TO_PORT},
    {"query from the port", BYTES("\1\2\1\0\0\1\0\0\0\0\0\0" QUESTION), 53, 40000, true, false,
	true, ANOMALY_RESPONSE_TO_PORT},
    {"multicast question", BYTES("\0\0\0\0\0\1\0\0\0\0\0\0\1a\5local\0\0\1\x80\1"), 5353, 53, true,
	false, true, ANOMALY_NONE},
    {"unassigned opcode, good question", BYTES("\1\2\x19\0\0\1\0\0\0\0\0\0" QUESTION), 40000, 53,
	true, false, true, ANOMALY_NONE},
    {"impossible counts, good question", BYTES("\1\2\1\0\xff\xff\xff\xff\0\0\0\0" QUESTION), 40000,
	53, true, false, true, ANOMALY_NONE},
    {"loop in the question", BYTES("\1\2\1\0\0\1\0\0\0\0\0\0\xc0\x0c\0\1\0\1"), 40000, 53, true,
	false, true, ANOMALY_NONE},
    {"no header", BYTES("01234567890"), 40000, 53, false, false, true, ANOMALY_NONE},
    {"no header, from the port", BYTES("01234567890"), 53, 40000, false, true, false, ANOMALY_NONE},
    {"nothing", BYTES(""), 40000, 53, false, false, true, ANOMALY_NONE},
    {"iodine raw login",
	BYTES("\x10\xd1\x9e\x10\x4b\x1f\xaa\x01\x9c\x33\x70\x0d\xfe\x61\x27\x18"
	      "\x55\x4e\xd0\x9b"),
	40000, 53, false, false, true, ANOMALY_NONE},
    {"iodine raw data back", BYTES("\x10\xd1\x9e\x20\x78\xda\x63\x60\x60\x60\x60\x60\0\x18\x0c"),
	53, 40000, false, true, false, ANOMALY_NONE},
    {"SIP", BYTES("REGISTER sip:example.net SIP/2.0\r\n"), 5060, 53, false, false, true,
	ANOMALY_NONE},
    {"HTTP", BYTES("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), 40000, 53, false, false, true,
	ANOMALY_NONE},
    {"ciphertext behind an assigned opcode",
	BYTES("\x04\0\0\0\x91\x5c\x3d\xe2\x01\0\0\0\0\0\0\0\xb5\x6a\x7f\x0e\x93\x21\xc8\x44"),
	40000, 53, false, false, true, ANOMALY_NONE},
};

static struct endpoints ends_of(uint16_t sport, uint16_t dport)
{
	return (struct endpoints){address_v4(low), address_v4(high), sport, dport};
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const uint8_t *bytes = guard_copy(rows[i].bytes, rows[i].len);
		struct endpoints ends = ends_of(rows[i].sport, rows[i].dport);
		struct source_ref none = {0};
		struct dns_event event;
		struct dns_msg msg;

		print_message("%s\n", rows[i].what);
		dns_msg_read(bytes, rows[i].len, rows[i].len, &msg, NULL, none);
		assert_int_equal(
		    dns_event_fill(&event, &msg, (uint32_t)rows[i].len, &ends, DNS_PORT),
		    rows[i].noted);
		assert_int_equal(event.dns, rows[i].dns);
		assert_int_equal(event.response, rows[i].response);
		assert_int_equal(event.client.bytes[3], rows[i].client_is_low ? 1 : 2);
		assert_int_equal(event.server.bytes[3], rows[i].client_is_low ? 2 : 1);
		assert_int_equal(
		    event.client_port, rows[i].client_is_low ? rows[i].sport : rows[i].dport);
		assert_int_equal(event.qname != NULL, rows[i].dns && msg.has_question);
		assert_int_equal(event.bytes, rows[i].len);
		guard_free(bytes, rows[i].len);
	}
}

static void test_answer_facts(void **state)
{
	static const char bytes[] =
	    "\1\2\x85\x83\0\1\0\2\0\0\0\0" QUESTION "\xc0\x0c\0\5\0\1\0\0\0\x14\0\2\xc0\x10"
	    "\xc0\x10\0\1\0\1\0\0\0\x0a\0\4\1\2\3\4";
	struct endpoints ends = ends_of(DNS_PORT, 40000);
	struct source_ref none = {0};
	struct dns_event event;
	struct dns_msg msg;
	(void)state;

	dns_msg_read((const uint8_t *)bytes, sizeof bytes - 1, sizeof bytes - 1, &msg, NULL, none);
	assert_int_equal(
	    dns_event_fill(&event, &msg, sizeof bytes - 1, &ends, DNS_PORT), ANOMALY_NONE);
	assert_int_equal(event.id, 0x0102);
	assert_int_equal(event.flags, 0x8583);
	assert_int_equal(event.rcode, 3);
	assert_ptr_equal(event.qname, &msg.qname);
	assert_int_equal(event.qtype, DNS_TYPE_A);
	assert_int_equal(event.qclass, 1);
	assert_int_equal(event.answer_count, 2);
	assert_int_equal(event.answer_bytes, 6);
	assert_int_equal(event.answer_ttl_min, 10);
	assert_int_equal(event.answer_type, DNS_TYPE_A);
	assert_int_equal(event.answer_hash, msg.answer_hash >> 22);
	assert_int_not_equal(event.answer_hash, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_answer_facts),
	};
	return cmocka_run_group_tests_name("event", tests, NULL, NULL);
}

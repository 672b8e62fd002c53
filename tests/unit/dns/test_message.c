#include "dns/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "../../support/guard.h"
#include "base/hash.h"
#include "dns/answer.h"

#define QNAME               "\3www\7Example\3com\0" /* at 12, 17 bytes */
#define QUESTION            QNAME "\0\1\0\1"
#define HEAD(flags, counts) "\x12\x34" flags counts
#define COUNTS_Q            "\0\1\0\0\0\0\0\0"
#define DSO                 HEAD("\x30\0", "\0\0\0\0\0\0\0\0") /* opcode 6 */
#define A_RECORD            "\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\1\2\3\4"
#define BYTES(literal)      literal, sizeof(literal) - 1

static const struct source_ref here = {.record = 7};

static const struct {
	const char *what;
	const char *bytes;
	size_t len, beyond; /* bytes after them that were not captured */
	enum dns_status status;
	enum anomaly reason, noted;
	uint16_t seen[DNS_SECTION_COUNT];
	bool has_question;
	uint32_t trailing_bytes;
} rows[] = {
    {"nothing", BYTES(""), 0, DNS_BAD, ANOMALY_DNS_EMPTY, ANOMALY_DNS_EMPTY, {0}, false, 0},
    {"nothing captured", BYTES(""), 40, DNS_CUT, ANOMALY_DNS_CUT, ANOMALY_DNS_CUT, {0}, false, 0},
    {"11 bytes", BYTES("01234567890"), 0, DNS_BAD, ANOMALY_DNS_HEADER_SHORT,
	ANOMALY_DNS_HEADER_SHORT, {0}, false, 0},
    {"10 of 11 bytes", BYTES("0123456789"), 1, DNS_BAD, ANOMALY_DNS_HEADER_SHORT,
	ANOMALY_DNS_HEADER_SHORT, {0}, false, 0},
    {"header alone", BYTES(HEAD("\x81\x81", "\0\0\0\0\0\0\0\0")), 0, DNS_OK, ANOMALY_NONE,
	ANOMALY_NONE, {0}, false, 0},
    {"query", BYTES(HEAD("\1\0", COUNTS_Q) QUESTION), 0, DNS_OK, ANOMALY_NONE, ANOMALY_NONE, {1},
	true, 0},
    {"answer", BYTES(HEAD("\x81\x80", "\0\1\0\1\0\0\0\0") QUESTION A_RECORD), 0, DNS_OK,
	ANOMALY_NONE, ANOMALY_NONE, {1, 1}, true, 0},
    {"trailing bytes", BYTES(HEAD("\1\0", COUNTS_Q) QUESTION "abc"), 0, DNS_OK, ANOMALY_NONE,
	ANOMALY_TRAILING_BYTES, {1}, true, 3},
    {"trailing bytes not captured", BYTES(HEAD("\1\0", COUNTS_Q) QUESTION), 9, DNS_OK, ANOMALY_NONE,
	ANOMALY_TRAILING_BYTES, {1}, true, 9},
    {"DSO: keepalive, padding",
	BYTES(DSO "\0\1\0\x08"
		  "01234567"
		  "\0\3\0\0"),
	0, DNS_OK, ANOMALY_NONE, ANOMALY_NONE, {0}, false, 0},
    {"DSO without TLVs", BYTES(DSO), 0, DNS_OK, ANOMALY_NONE, ANOMALY_NONE, {0}, false, 0},
    {"DSO: TLV past the end",
	BYTES(DSO "\0\1\0\x09"
		  "01234567"),
	0, DNS_OK, ANOMALY_NONE, ANOMALY_DSO_TLVS, {0}, false, 0},
    {"DSO: half a TLV", BYTES(DSO "\0\1\0"), 0, DNS_OK, ANOMALY_NONE, ANOMALY_DSO_TLVS, {0}, false,
	0},
    {"DSO, cut",
	BYTES(DSO "\0\1\0\x08"
		  "0123"),
	4, DNS_CUT, ANOMALY_DNS_CUT, ANOMALY_DNS_CUT, {0}, false, 0},
    {"question missing", BYTES(HEAD("\1\0", COUNTS_Q) "\3www\0\0\0"), 0, DNS_BAD,
	ANOMALY_DNS_ENDS_EARLY, ANOMALY_DNS_ENDS_EARLY, {0}, false, 0},
    {"question cut", BYTES(HEAD("\1\0", COUNTS_Q) "\3www\0\0\0"), 1, DNS_CUT, ANOMALY_DNS_CUT,
	ANOMALY_DNS_CUT, {0}, false, 0},
    {"TC ends early", BYTES(HEAD("\x83\x80", "\0\1\0\1\0\0\0\0") QUESTION), 0, DNS_BAD,
	ANOMALY_DNS_ENDS_EARLY, ANOMALY_DNS_ENDS_EARLY, {1}, true, 0},
    {"counts that could fit", BYTES(HEAD("\x81\x80", "\0\1\0\2\0\0\0\0") QUESTION A_RECORD), 5,
	DNS_CUT, ANOMALY_DNS_CUT, ANOMALY_DNS_CUT, {1, 1}, true, 0},
    {"counts impossible", BYTES(HEAD("\x81\x80", "\xff\xff\0\0\0\0\0\0") QUESTION), 0, DNS_BAD,
	ANOMALY_DNS_COUNTS_IMPOSSIBLE, ANOMALY_DNS_ENDS_EARLY, {1}, true, 0},
    {"pointer loop", BYTES(HEAD("\1\0", COUNTS_Q) "\xc0\x0c\0\1\0\1"), 0, DNS_BAD,
	ANOMALY_NAME_POINTER_FORWARD, ANOMALY_NAME_POINTER_FORWARD, {0}, false, 0},
    {"RDLENGTH past the end",
	BYTES(
	    HEAD("\x81\x80", "\0\1\0\1\0\0\0\0") QUESTION "\xc0\x0c\0\1\0\1\0\0\0\x3c\0\5\1\2\3\4"),
	0, DNS_BAD, ANOMALY_RDATA_PAST_END, ANOMALY_RDATA_PAST_END, {1}, true, 0},
    {"RDATA cut",
	BYTES(HEAD("\x81\x80", "\0\1\0\1\0\0\0\0") QUESTION "\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\1\2\3"),
	1, DNS_CUT, ANOMALY_DNS_CUT, ANOMALY_DNS_CUT, {1}, true, 0},
    {"RDLENGTH obeyed: what looks like a record inside RDATA is none",
	BYTES(HEAD("\x81\x80", "\0\1\0\1\0\0\0\0") QUESTION
	    "\xc0\x0c\0\1\0\1\0\0\0\x3c\0\x14\1\2\3\4" A_RECORD),
	0, DNS_OK, ANOMALY_NONE, ANOMALY_RDATA_MALFORMED, {1, 1}, true, 0},
    {"record after TSIG",
	BYTES(HEAD("\x81\x80", "\0\1\0\0\0\0\0\2") QUESTION "\0\0\xfa\0\xff\0\0\0\0\0\0" A_RECORD),
	0, DNS_OK, ANOMALY_NONE, ANOMALY_NONE, {1, 0, 0, 2}, true, 0},
    {"unknown opcode", BYTES(HEAD("\x19\0", COUNTS_Q) QUESTION), 0, DNS_OK, ANOMALY_NONE,
	ANOMALY_OPCODE_UNKNOWN, {1}, true, 0},
    {"two questions", BYTES(HEAD("\1\0", "\0\2\0\0\0\0\0\0") QUESTION QUESTION), 0, DNS_OK,
	ANOMALY_NONE, ANOMALY_QUESTION_COUNT, {2}, true, 0},
    {"no question", BYTES(HEAD("\1\0", "\0\0\0\0\0\0\0\0")), 0, DNS_OK, ANOMALY_NONE,
	ANOMALY_QUESTION_COUNT, {0}, false, 0},
    {"query with answer", BYTES(HEAD("\1\0", "\0\1\0\1\0\0\0\0") QUESTION A_RECORD), 0, DNS_OK,
	ANOMALY_NONE, ANOMALY_QUERY_WITH_ANSWERS, {1, 1}, true, 0},
    {"update deletes an RRset",
	BYTES(HEAD("\x28\0", "\0\1\0\0\0\1\0\0") QUESTION "\xc0\x0c\0\1\0\xff\0\0\0\0\0\0"), 0,
	DNS_OK, ANOMALY_NONE, ANOMALY_NONE, {1, 0, 1}, true, 0},
    {"OPT in the answer section",
	BYTES(HEAD("\x81\x80", "\0\1\0\1\0\0\0\0") QUESTION "\0\0\x29\x10\0\0\0\0\0\0\0"), 0,
	DNS_OK, ANOMALY_NONE, ANOMALY_OPT_MISPLACED, {1, 1}, true, 0},
    {"OPT with an owner",
	BYTES(HEAD("\1\0", "\0\1\0\0\0\0\0\1") QUESTION "\xc0\x0c\0\x29\x10\0\0\0\0\0\0\0"), 0,
	DNS_OK, ANOMALY_NONE, ANOMALY_OPT_MISPLACED, {1, 0, 0, 1}, true, 0},
    {"two OPT",
	BYTES(HEAD("\1\0", "\0\1\0\0\0\0\0\2") QUESTION
	    "\0\0\x29\x10\0\0\0\0\0\0\0\0\0\x29\x10\0\0\0\0\0\0\0"),
	0, DNS_OK, ANOMALY_NONE, ANOMALY_OPT_DUPLICATE, {1, 0, 0, 2}, true, 0},
    {"option past RDLENGTH",
	BYTES(HEAD("\1\0", "\0\1\0\0\0\0\0\1") QUESTION "\0\0\x29\x10\0\0\0\0\0\0\5\0\x0a\0\2\1"),
	0, DNS_OK, ANOMALY_NONE, ANOMALY_OPT_OPTIONS, {1, 0, 0, 1}, true, 0},
};

static uint64_t sum_of(const struct anomaly_log *log)
{
	uint64_t sum = 0;

	for (int a = 0; a < ANOMALY_COUNT; a++)
		sum += log->count[a];
	return sum;
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const uint8_t *bytes = guard_copy(rows[i].bytes, rows[i].len);
		struct anomaly_log log = {0};
		struct dns_msg msg;

		print_message("%s\n", rows[i].what);
		assert_int_equal(dns_msg_read(bytes, rows[i].len, rows[i].len + rows[i].beyond,
				     &msg, &log, here),
		    rows[i].status);
		assert_int_equal(msg.status, rows[i].status);
		assert_int_equal(msg.reason, rows[i].reason);
		assert_memory_equal(msg.seen, rows[i].seen, sizeof msg.seen);
		assert_int_equal(msg.has_question, rows[i].has_question);
		assert_int_equal(msg.trailing_bytes, rows[i].trailing_bytes);
		if (rows[i].noted == ANOMALY_NONE)
			assert_int_equal(sum_of(&log), 0);
		else
			assert_int_equal(log.count[rows[i].noted], 1);
		if (rows[i].reason != ANOMALY_NONE)
			assert_int_equal(log.first[rows[i].reason].record, here.record);
		guard_free(bytes, rows[i].len);
	}
}

/* Two answers, an authority record, an OPT with one option. */
static const char rich[] =
    HEAD("\x85\xb3", "\0\1\0\2\0\1\0\1") QUESTION "\xc0\x0c\0\5\0\1\0\0\x0e\x10\0\6\3cdn\xc0\x10"
						  "\xc0\x2d\0\1\x80\1\0\0\0\x3c\0\4\1\2\3\4"
						  "\xc0\x10\0\2\0\1\0\0\0\x1e\0\2\xc0\x0c"
						  "\0\0\x29\4\xd0\1\0\x80\0\0\x0c\0\x0a\0\x08"
						  "12345678";

static void test_rich(void **state)
{
	struct dns_msg msg;
	struct dns_record record;
	struct dns_walk walk;
	struct dns_name owner;
	uint64_t hash = (hash_fixed("\3cdn\xc0\x10", 6) ^ 5 * UINT64_C(0x9e3779b97f4a7c15)) +
			(hash_fixed("\1\2\3\4", 4) ^ UINT64_C(0x9e3779b97f4a7c15));
	struct anomaly_log log = {0};
	(void)state;

	assert_int_equal(
	    dns_msg_read((const uint8_t *)rich, sizeof rich - 1, sizeof rich - 1, &msg, &log, here),
	    DNS_OK);
	assert_int_equal(sum_of(&log), 0);
	assert_int_equal(msg.id, 0x1234);
	assert_int_equal(msg.flags, 0x85b3);
	assert_int_equal(msg.rcode, 0x13);
	assert_int_equal(msg.qtype, DNS_TYPE_A);
	assert_int_equal(msg.qclass, 1);
	assert_memory_equal(msg.qname.fold, "\3www\7example\3com", 17);
	assert_memory_equal(msg.qname.wire, QNAME, 17);
	assert_true(msg.edns.present && msg.edns.dnssec_ok);
	assert_int_equal(msg.edns.version, 0);
	assert_int_equal(msg.edns.udp_size, 1232);
	assert_int_equal(msg.edns.options_count, 1);
	assert_int_equal(msg.answer_bytes, 10);
	assert_int_equal(msg.answer_ttl_min, 60);
	assert_int_equal(msg.answer_type, DNS_TYPE_A);
	assert_int_equal(msg.answer_hash, hash);

	dns_walk_start(&walk, (const uint8_t *)rich, sizeof rich - 1, &msg);
	assert_int_equal(dns_walk_next(&walk, &record), 1);
	assert_int_equal(record.section, DNS_QUESTION);
	assert_int_equal(cursor_left(&record.rdata), 0);
	assert_int_equal(dns_walk_next(&walk, &record), 1);
	assert_int_equal(record.type, DNS_TYPE_CNAME);
	assert_int_equal(record.ttl, 3600);
	assert_int_equal(dns_walk_next(&walk, &record), 1);
	assert_int_equal(dns_name_read(&record.owner, &owner), ANOMALY_NONE);
	assert_memory_equal(owner.wire, "\3cdn\7Example\3com", 17);
	assert_int_equal(record.class, 0x8001);
	assert_int_equal(cursor_left(&record.rdata), 4);
	assert_int_equal(dns_walk_next(&walk, &record), 1);
	assert_int_equal(record.section, DNS_AUTHORITY);
	assert_int_equal(dns_walk_next(&walk, &record), 1);
	assert_int_equal(record.section, DNS_ADDITIONAL);
	assert_int_equal(dns_name_read(&record.owner, &owner), ANOMALY_NONE);
	assert_int_equal(owner.len, 1);
	assert_int_equal(dns_walk_next(&walk, &record), 0);
}

/* The same message cut at every byte: cut when the wire had more, bad when it had not; what is
 * seen only grows, and the question is there from its last byte on. */
static void test_every_prefix(void **state)
{
	unsigned seen_before = 0;
	(void)state;

	for (size_t len = 0; len < sizeof rich - 1; len++) {
		const uint8_t *bytes = guard_copy(rich, len);
		struct dns_record record;
		struct dns_walk walk;
		struct dns_msg msg;
		unsigned seen = 0, walked = 0;

		assert_int_equal(dns_msg_read(bytes, len, len, &msg, NULL, here), DNS_BAD);
		assert_int_equal(
		    dns_msg_read(bytes, len, sizeof rich - 1, &msg, NULL, here), DNS_CUT);
		assert_int_equal(msg.has_header, len >= 12);
		assert_int_equal(msg.has_question, len >= 33);
		for (int s = 0; s < DNS_SECTION_COUNT; s++)
			seen += msg.seen[s];
		assert_true(seen >= seen_before);
		seen_before = seen;
		dns_walk_start(&walk, bytes, len, &msg);
		while (dns_walk_next(&walk, &record))
			walked++;
		assert_int_equal(walked, seen);
		guard_free(bytes, len);
	}
}

/* Answers in another order give the same hash; a type swapped between them does not. */
static void test_answer_hash(void **state)
{
	static const char *const bodies[] = {
	    QUESTION "\0\0\1\0\1\0\0\0\0\0\4abcd\0\0\x10\0\1\0\0\0\0\0\4\3xyz",
	    QUESTION "\0\0\x10\0\1\0\0\0\0\0\4\3xyz\0\0\1\0\1\0\0\0\0\0\4abcd",
	    QUESTION "\0\0\x10\0\1\0\0\0\0\0\4abcd\0\0\1\0\1\0\0\0\0\0\4\3xyz",
	};
	uint64_t hash[3];
	(void)state;

	for (int i = 0; i < 3; i++) {
		char bytes[12 + 21 + 30];
		struct dns_msg msg;

		memcpy(bytes, HEAD("\x81\x80", "\0\1\0\2\0\0\0\0"), 12);
		memcpy(bytes + 12, bodies[i], sizeof bytes - 12);
		assert_int_equal(
		    dns_msg_read((uint8_t *)bytes, sizeof bytes, sizeof bytes, &msg, NULL, here),
		    DNS_OK);
		hash[i] = msg.answer_hash;
	}
	assert_int_equal(hash[0], hash[1]);
	assert_int_not_equal(hash[0], hash[2]);
}

/* All addresses of a message must be 0.0.0.0 or ::, whatever else is there and in any order. */
static void test_null_address(void **state)
{
#define NULL_A    "\0\0\1\0\1\0\0\0\0\0\4\0\0\0\0"
#define NULL_AAAA "\0\0\x1c\0\1\0\0\0\0\0\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define REAL_A    "\0\0\1\0\1\0\0\0\0\0\4\x0a\0\0\1"
#define ALIAS     "\0\0\5\0\1\0\0\0\0\0\2\xc0\x0c"
	static const struct {
		const char *body;
		size_t len;
		uint8_t answers;
		bool is_null;
	} messages[] = {
	    {BYTES(QUESTION NULL_A), 1, true},
	    {BYTES(QUESTION NULL_A NULL_AAAA), 2, true},
	    {BYTES(QUESTION ALIAS NULL_A), 2, true},
	    {BYTES(QUESTION NULL_A REAL_A), 2, false},
	    {BYTES(QUESTION REAL_A NULL_A), 2, false},
	    {BYTES(QUESTION REAL_A), 1, false},
	    {BYTES(QUESTION ALIAS), 1, false},
	};
	(void)state;

	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		uint8_t bytes[128] = HEAD("\x81\x80", "\0\1\0\0\0\0\0\0");
		size_t len = 12 + messages[i].len;
		struct dns_msg msg;

		bytes[7] = messages[i].answers;
		memcpy(bytes + 12, messages[i].body, messages[i].len);
		assert_int_equal(dns_msg_read(bytes, len, len, &msg, NULL, here), DNS_OK);
		assert_int_equal(msg.answer_flags, messages[i].is_null ? ANSWER_NULL_ADDRESS : 0);
	}
}

/* 5,000 records whose owners are chains of 120 jumps: 600,000 steps. The budget ends it. */
static void test_step_budget(void **state)
{
	enum { CHAIN = 120, RECORDS = 5000 };
	size_t len = 12 + 1 + 2 * CHAIN + 10 + 12 * RECORDS, at = 12, last;
	uint8_t *bytes = calloc(1, len);
	struct dns_msg msg;
	(void)state;

	assert_non_null(bytes);
	memcpy(bytes, HEAD("\x81\x80", "\0\0\x20\0\0\0\0\0"), 12);
	/* The chain lies in the RDATA of a record whose owner is the root at 12. */
	at = 13;
	memcpy(bytes + at, "\0\x0a\0\1\0\0\0\0", 8);
	bytes[at + 9] = 2 * CHAIN;
	at += 10;
	last = 12;
	for (int i = 0; i < CHAIN; i++, last = at, at += 2) {
		bytes[at] = (uint8_t)(0xc0 | last >> 8);
		bytes[at + 1] = (uint8_t)last;
	}
	for (int i = 0; i < RECORDS; i++, at += 12) {
		bytes[at] = (uint8_t)(0xc0 | last >> 8);
		bytes[at + 1] = (uint8_t)last;
		bytes[at + 3] = DNS_TYPE_NULL;
	}
	assert_int_equal(at, len);
	assert_int_equal(dns_msg_read(bytes, len, len, &msg, NULL, here), DNS_BAD);
	assert_int_equal(msg.seen[DNS_ANSWER], 1 + DNS_MESSAGE_STEPS_MAX / (CHAIN + 2));
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_rich),
	    cmocka_unit_test(test_every_prefix),
	    cmocka_unit_test(test_answer_hash),
	    cmocka_unit_test(test_null_address),
	    cmocka_unit_test(test_step_budget),
	};
	return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}

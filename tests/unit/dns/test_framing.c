#include "dns/framing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../support/guard.h"
#include "base/limits.h"

/* Messages told apart by their id, as "1 2 3c(29/40)": c = cut, bytes of bytes. */
struct got {
	char text[512];
	size_t len;
	const uint8_t *first; /* where the last message's bytes lie */
};

static void got_message(void *ctx, const uint8_t *bytes, size_t len, size_t wire_len)
{
	struct got *got = ctx;
	unsigned id = len >= 2 ? (unsigned)bytes[0] << 8 | bytes[1] : 0;
	char *at = got->text + got->len;
	size_t room = sizeof got->text - got->len;
	const char *blank = got->len > 0 ? " " : "";

	got->first = bytes;
	got->len += (size_t)(len == wire_len
				 ? snprintf(at, room, "%s%u", blank, id)
				 : snprintf(at, room, "%s%uc(%zu/%zu)", blank, id, len, wire_len));
	assert_true(got->len < sizeof got->text);
}

/* Prefix and query: 2 + 12 + 3 + 4 = 21 bytes. */
#define MESSAGE(id)   "\0\x13\0" id "\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1"
#define MESSAGE_BYTES 21
/* The query alone, whose id, taken for a prefix, does not fit what follows. */
#define UNFRAMED(id)   "\0" id "\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1"
#define PROXY2(rest)   "\r\n\r\n\0\r\nQUIT\n" rest
#define JUNK           "\xff\xff\xff\xff\xff\xff\xff\xff\xff"
#define BYTES(literal) literal, sizeof(literal) - 1

/* A stream in one or two runs; with a second one there is a gap before it. */
static const struct {
	const char *what;
	const char *run;
	size_t len;
	const char *after_gap;
	size_t after_gap_len;
	const char *got;
	uint64_t zero, resync, cut, skipped;
} rows[] = {
    {"nothing", BYTES(""), NULL, 0, "", 0, 0, 0, 0},
    {"one", BYTES(MESSAGE("\1")), NULL, 0, "1", 0, 0, 0, 0},
    {"three", BYTES(MESSAGE("\1") MESSAGE("\2") MESSAGE("\3")), NULL, 0, "1 2 3", 0, 0, 0, 0},
    {"cut in the prefix", BYTES(MESSAGE("\1") "\0"), NULL, 0, "1", 0, 0, 1, 0},
    {"cut behind the prefix", BYTES(MESSAGE("\1") "\0\x13"), NULL, 0, "1", 0, 0, 1, 0},
    {"cut in the message", BYTES(MESSAGE("\1") "\0\x13\0\2\1"), NULL, 0, "1 2c(3/19)", 0, 0, 1, 0},
    {"empty messages", BYTES("\0\0\0\0" MESSAGE("\1") "\0\0"), NULL, 0, "1", 3, 0, 0, 6},
    {"runts",
	BYTES("\0\2ab\0\x0b"
	      "0123456789a" MESSAGE("\1")),
	NULL, 0, "1", 2, 0, 0, 17},
    {"a trusted stream is not judged",
	BYTES("\0\x0c"
	      "GET / HTTP/1" MESSAGE("\1")),
	NULL, 0, "18245 1", 0, 0, 0, 0},
    {"a proxy, version 2",
	BYTES(PROXY2("\x21\x11\0\x0c") "\xc0\0\2\1\xc0\0\2\2\x12\x34\0\x35" MESSAGE("\1")), NULL, 0,
	"1", 0, 0, 0, 0},
    {"a proxy that speaks for itself", BYTES(PROXY2("\x20\0\0\0") MESSAGE("\1") MESSAGE("\2")),
	NULL, 0, "1 2", 0, 0, 0, 0},
    {"a proxy, version 1",
	BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 4660 53\r\n" MESSAGE("\1") MESSAGE("\2")), NULL, 0,
	"1 2", 0, 0, 0, 0},
    {"no prefix", BYTES(UNFRAMED("\1")), NULL, 0, "1", 0, 0, 0, 0},
    {"no prefix, twice, then one", BYTES(UNFRAMED("\1") UNFRAMED("\2") MESSAGE("\3")), NULL, 0,
	"1 2 3", 0, 0, 0, 0},
    {"a length that cannot be", BYTES("\7\7" JUNK JUNK MESSAGE("\1") MESSAGE("\2")), NULL, 0,
	"65535c(12/1799) 1 2", 0, 1, 0, 20},
    {"gap at a boundary", BYTES(MESSAGE("\1")), BYTES(MESSAGE("\2")), "1 2", 0, 0, 0, 0},
    {"gap in a message", BYTES(MESSAGE("\1") "\0\x13\0\2"), BYTES("\0\1" MESSAGE("\3")),
	"1 2c(2/19) 3", 0, 1, 1, 2},
    {"gap, then junk between", BYTES(""), BYTES(JUNK MESSAGE("\1") JUNK MESSAGE("\2")), "1 2", 0, 2,
	0, 18},
    {"gap, then junk only", BYTES(""), BYTES(JUNK), "", 0, 1, 0, 9},
    {"gap, then zeros", BYTES(""), BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "", 0,
	1, 0, 24},
    {"gap, in step, cut in the name", BYTES(""),
	BYTES(MESSAGE("\1") "\0\x13\0\2\1\0\0\1\0\0\0\0\0\0"
			    "\1a"),
	"1 2c(14/19)", 0, 0, 1, 0},
    {"gap, response without question", BYTES(""),
	BYTES("\7\0\x17\0\5\x84\0\0\0\0\1\0\0\0\0\0\0\1\0\1\0\0\0\0\0\0"), "5", 0, 1, 0, 1},
};

static uint64_t feed(struct got *got, struct anomaly_log *log, size_t row, size_t step)
{
	struct source_ref where = {.record = 1};
	struct framing f;
	uint64_t skipped;

	*got = (struct got){0};
	*log = (struct anomaly_log){0};
	framing_init(&f);
	for (int part = 0; part < 2; part++) {
		const char *run = part == 0 ? rows[row].run : rows[row].after_gap;
		size_t len = part == 0 ? rows[row].len : rows[row].after_gap_len;
		bool gap = part == 1;

		for (size_t at = 0; at < len; at += step, gap = false) {
			size_t n = step < len - at ? step : len - at;
			const uint8_t *piece = guard_copy(run + at, n);

			framing_push(&f, piece, n, gap, got_message, got, log, where);
			guard_free(piece, n);
		}
	}
	framing_end(&f, got_message, got, log, where);
	assert_int_equal(f.pending.len, 0);
	skipped = f.skipped_bytes;
	framing_fini(&f);
	return skipped;
}

/* Every row in pieces of every size: the messages do not depend on where segments end. */
static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		print_message("%s\n", rows[i].what);
		for (size_t step = 1; step <= 80; step++) {
			struct anomaly_log log;
			struct got got;

			assert_int_equal(feed(&got, &log, i, step), rows[i].skipped);
			assert_string_equal(got.text, rows[i].got);
			assert_int_equal(log.count[ANOMALY_TCP_LENGTH_ZERO], rows[i].zero);
			assert_int_equal(log.count[ANOMALY_TCP_RESYNC], rows[i].resync);
			assert_int_equal(log.count[ANOMALY_TCP_MESSAGE_CUT], rows[i].cut);
		}
	}
}

static uint64_t random_state = 7;

static size_t random_below(size_t n)
{
	random_state = random_state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (size_t)(random_state >> 33) % n;
}

/* Messages, parts of messages, runts and junk. */
static size_t random_stream(uint8_t *out, size_t max)
{
	static const uint8_t message[] = MESSAGE("\1");
	size_t len = 0;

	while (len + MESSAGE_BYTES <= max) {
		size_t n = random_below(3) > 0 ? MESSAGE_BYTES : random_below(MESSAGE_BYTES);

		memcpy(out + len, message, n);
		if (n > 3)
			out[len + 3] = (uint8_t)random_below(200);
		len += n;
		for (n = random_below(3) > 0 ? 0 : random_below(6); n > 0 && len < max; n--)
			out[len++] = (uint8_t)(random_below(2) * random_below(256));
	}
	return len;
}

/* The same bytes in one run and in random pieces give the same messages and the same notes. */
static void test_segmentation(void **state)
{
	struct source_ref where = {.record = 1};
	(void)state;

	for (int round = 0; round < 4000; round++) {
		uint8_t stream[400];
		size_t len = random_stream(stream, sizeof stream);
		bool gap = round % 4 != 0;
		struct got whole = {0}, pieces = {0};
		struct anomaly_log log[2] = {0};
		struct framing f, g;

		framing_init(&f);
		framing_push(&f, stream, len, gap, got_message, &whole, &log[0], where);
		framing_end(&f, got_message, &whole, &log[0], where);
		framing_init(&g);
		for (size_t at = 0, n; at < len; at += n) {
			n = 1 + random_below(len - at < 40 ? len - at : 40);
			framing_push(&g, stream + at, n, gap && at == 0, got_message, &pieces,
			    &log[1], where);
		}
		framing_end(&g, got_message, &pieces, &log[1], where);
		assert_string_equal(whole.text, pieces.text);
		assert_memory_equal(log[0].count, log[1].count, sizeof log[0].count);
		assert_int_equal(f.skipped_bytes, g.skipped_bytes);
		framing_fini(&f);
		framing_fini(&g);
	}
}

/* Messages that lie whole in the run are given out where they lie; the buffer stays empty. */
static void test_in_place(void **state)
{
	static const uint8_t run[] = MESSAGE("\1") MESSAGE("\2") "\0";
	struct anomaly_log log = {0};
	struct source_ref where = {.record = 1};
	struct got got = {0};
	struct framing f;
	(void)state;

	framing_init(&f);
	framing_push(&f, run, 2 * MESSAGE_BYTES, false, got_message, &got, &log, where);
	assert_ptr_equal(got.first, run + MESSAGE_BYTES + 2);
	assert_null(f.pending.bytes);
	framing_fini(&f);
}

/* The longest message there is, in segments of 1,460 bytes, trusted and after a gap. */
static void test_longest(void **state)
{
	size_t len = 2 + DNS_MESSAGE_MAX;
	uint8_t *stream = calloc(2, len);
	(void)state;

	assert_non_null(stream);
	memcpy(stream, MESSAGE("\7"), MESSAGE_BYTES);
	stream[0] = stream[1] = 0xff;
	memcpy(stream + len, stream, len);
	for (int gap = 0; gap < 2; gap++) {
		struct anomaly_log log = {0};
		struct source_ref where = {.record = 1};
		struct got got = {0};
		struct framing f;

		framing_init(&f);
		for (size_t at = 0; at < 2 * len; at += 1460) {
			size_t n = 2 * len - at < 1460 ? 2 * len - at : 1460;

			framing_push(
			    &f, stream + at, n, gap && at == 0, got_message, &got, &log, where);
			assert_true(f.pending.cap <= len);
		}
		framing_end(&f, got_message, &got, &log, where);
		assert_string_equal(got.text, "7 7");
		assert_int_equal(f.skipped_bytes, 0);
		framing_fini(&f);
	}
	free(stream);
}

/* After a gap, what is not plausible is passed over. */
static void test_implausible(void **state)
{
	static const struct {
		size_t at;
		uint8_t value;
	} wrong[] = {
	    {1, 11},    /* no room for a header */
	    {4, 0x19},  /* opcode 3 */
	    {5, 0x40},  /* Z */
	    {5, 0x03},  /* a query with an rcode */
	    {7, 0},     /* no record at all */
	    {7, 2},     /* two questions */
	    {9, 1},     /* more records than bytes */
	    {14, 64},   /* label type */
	    {14, 0xc0}, /* pointer in the first name */
	    {18, 0},    /* type 0 */
	    {20, 9},    /* class 9 */
	};
	(void)state;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		uint8_t run[] = MESSAGE("\1") MESSAGE("\2");
		struct anomaly_log log = {0};
		struct source_ref where = {.record = 1};
		struct got got = {0};
		struct framing f;

		run[wrong[i].at] = wrong[i].value;
		framing_init(&f);
		framing_push(&f, run, sizeof run - 1, true, got_message, &got, &log, where);
		framing_end(&f, got_message, &got, &log, where);
		assert_string_equal(got.text, "2");
		assert_int_equal(f.skipped_bytes, MESSAGE_BYTES);
		framing_fini(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_segmentation),
	    cmocka_unit_test(test_in_place),
	    cmocka_unit_test(test_longest),
	    cmocka_unit_test(test_implausible),
	};
	return cmocka_run_group_tests_name("framing", tests, NULL, NULL);
}

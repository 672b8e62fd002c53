#include "../../../src/net/streams.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"
#include "base/limits.h"

/*
 * What came out as text, a word a call: '>' from the client or '<' from the server, '~' after a
 * gap, the bytes, '.' at the end of the direction.
 */
struct result {
	char text[512];
	uint64_t bytes, ends, users, last_frame;
	struct anomaly_log anomalies;
};

static void collect(void *ctx, const struct stream_bytes *run, void **user)
{
	struct result *r = ctx;
	size_t used = strlen(r->text);

	assert_int_equal(run->packet->kind, PACKET_TCP);
	assert_int_equal(run->packet->ends.sport == 53, run->packet->ends.src.bytes[1] == 53);
	assert_true(run->len > 0 || run->end);
	if (!*user) {
		*user = malloc(1);
		r->users++;
	}
	r->bytes += run->len;
	r->last_frame = run->packet->ref.record;
	if (run->end) {
		free(*user);
		r->ends++;
	}
	if (run->len < 64 && used < sizeof r->text - 80)
		snprintf(r->text + used, sizeof r->text - used, "%s%s%s%.*s%s", used ? " " : "",
		    run->packet->ends.sport == 53 ? "<" : ">", run->gap_before ? "~" : "",
		    (int)run->len, run->len ? (const char *)run->bytes : "", run->end ? "." : "");
}

struct segment {
	bool from_server;
	uint8_t flags;
	uint32_t seq;
	const char *bytes;
	uint32_t ack;
	int seconds;
	size_t missing;
	uint16_t client_port;
};

#define C(number, text, ...)                              \
	{                                                 \
		.seq = number, .bytes = text, __VA_ARGS__ \
	}
#define S(number, text, ...)                                                   \
	{                                                                      \
		.from_server = true, .seq = number, .bytes = text, __VA_ARGS__ \
	}
#define SYN                .flags = TCP_SYN
#define FIN                .flags = TCP_FIN
#define RST                .flags = TCP_RST
#define ACK_OF(number)     .flags = TCP_ACK, .ack = number
#define SYN_ACK_OF(number) .flags = TCP_SYN | TCP_ACK, .ack = number
#define FAR                (STREAM_BEHIND_BYTES_MAX + 100)

static void push(struct streams *s, const struct segment *g, uint64_t number)
{
	size_t len = strlen(g->bytes);
	const uint8_t *bytes = guard_copy(g->bytes, len);
	struct packet p = {
	    .kind = PACKET_TCP,
	    .reason = ANOMALY_NONE,
	    .ref = {.record = number},
	    .time_ns = g->seconds * INT64_C(1000000000),
	    .ends = {.src = {.family = 4, .bytes = {10, 1}},
		.dst = {.family = 4, .bytes = {10, 53}},
		.sport = g->client_port ? g->client_port : 40000,
		.dport = 53},
	    .protocol = 6,
	    .payload = bytes,
	    .payload_len = len,
	    .payload_wire_len = len + g->missing,
	    .tcp = {.seq = g->seq, .ack = g->ack, .flags = g->flags},
	};

	if (g->from_server)
		p.ends = (struct endpoints){.src = p.ends.dst,
		    .dst = p.ends.src,
		    .sport = p.ends.dport,
		    .dport = p.ends.sport};
	streams_push(s, &p);
	guard_free(bytes, len);
}

static const struct {
	const char *what;
	struct segment segments[10];
	const char *out; /* with what the flush at the end gives, after '|' */
	const char *noted;
} rows[] = {
    {"handshake, both sides, end",
	{C(99, "", SYN), S(499, "", SYN_ACK_OF(100)), C(100, "", ACK_OF(500)), C(100, "ask"),
	    S(500, "answer"), C(103, "", FIN), S(506, "", FIN)},
	">ask <answer >. <. |", ""},
    {"data on the SYN and on the FIN", {C(99, "abc", SYN), C(103, "def", FIN)}, ">abc >def >. |",
	""},
    {"out of order", {C(99, "", SYN), C(103, "def"), C(106, "ghi"), C(100, "abc")},
	">abc >def >ghi | >.", ""},
    {"end before the bytes", {C(99, "", SYN), C(106, "", FIN), C(103, "def"), C(100, "abc")},
	">abc >def >. |", ""},
    {"retransmission",
	{C(99, "", SYN), C(100, "abc"), C(100, "abc"), C(103, "def"), C(100, "abcdef")},
	">abc >def | >.", ""},
    {"retransmission with more", {C(99, "", SYN), C(100, "abc"), C(100, "abcdef")},
	">abc >def | >.", ""},
    {"retransmission with other content: the first stays",
	{C(99, "", SYN), C(100, "abc"), C(101, "Xcdef"), C(106, "g")}, ">abc >def >g | >.",
	"tcp-overlap=1"},
    {"waiting bytes with other content: the first stays",
	{C(99, "", SYN), C(103, "def"), C(102, "cXe"), C(100, "ab")}, ">ab >c >def | >.",
	"tcp-overlap=1"},
    {"the filling segment overlaps what waits",
	{C(99, "", SYN), C(103, "def"), C(100, "abcdefghi")}, ">abc >def >ghi | >.", ""},
    {"keep-alive", {C(99, "", SYN), C(100, "abc"), C(102, "\1"), C(103, "def")}, ">abc >def | >.",
	""},
    {"wrap-around",
	{C(0xfffffffc, "", SYN), C(0xfffffffd, "abc"), C(3, "ghi"), C(0, "def"),
	    C(0xfffffffd, "abc")},
	">abc >def >ghi | >.", ""},

    {"no handshake", {C(100, "abc"), S(500, "xyz"), C(103, "def")}, ">~abc <~xyz >def | >. <.",
	"tcp-midstream=1"},
    {"only the answer to the handshake",
	{S(499, "", SYN_ACK_OF(100)), C(103, "def"), C(100, "abc")}, ">abc >def | >.", ""},
    {"an answer to the handshake that comes late",
	{C(100, "abc"), S(499, "", SYN_ACK_OF(100)), C(103, "def")}, ">~abc >def | >.",
	"tcp-midstream=1"},
    {"bytes without a stream: nothing", {C(100, ""), C(100, "", FIN), C(100, "", RST)}, "|", ""},

    {"a hole at the end of the capture", {C(99, "", SYN), C(100, "abc"), C(110, "xyz")},
	">abc | >~xyz >.", "tcp-gap=1"},
    {"a hole that was acknowledged waits a second",
	{C(99, "", SYN), C(103, "def"), S(500, "", ACK_OF(106)),
	    S(500, "", ACK_OF(106), .seconds = 1), C(100, "abc", .seconds = 1)},
	">abc >def | >.", ""},
    {"and no longer",
	{C(99, "", SYN), C(103, "def"), S(500, "", ACK_OF(106)),
	    S(500, "", ACK_OF(106), .seconds = 2), C(100, "abc", .seconds = 2)},
	">~def | >.", "tcp-gap=1"},
    {"a hole that was not acknowledged waits",
	{C(99, "", SYN), C(103, "def"), S(500, "", ACK_OF(100), .seconds = 50),
	    C(100, "abc", .seconds = 51)},
	">abc >def | >.", ""},
    {"for a minute", {C(99, "", SYN), C(103, "def"), C(106, "ghi", .seconds = 61)},
	">~def >ghi | >.", "tcp-gap=1"},
    {"two holes", {C(99, "", SYN), C(103, "def"), C(109, "jkl")}, "| >~def >~jkl >.", "tcp-gap=2"},
    {"cut by the capture", {C(99, "", SYN), C(100, "ab", .missing = 3), C(105, "fgh")},
	">ab >~fgh | >.", "tcp-gap=1"},
    {"cut by the capture while it waits",
	{C(99, "", SYN), C(105, "fg", .missing = 1), C(108, "ijk"), C(100, "abcde")},
	">abcde >fg >~ijk | >.", "tcp-gap=1"},
    {"end in a hole", {C(99, "", SYN), C(100, "abc"), C(110, "", FIN)}, ">abc | >.", ""},

    {"bytes past the end", {C(99, "", SYN), C(106, "xyz"), C(103, "", FIN), C(100, "abc")},
	">abc >. |", ""},
    {"an end that was passed", {C(99, "", SYN), C(100, "abcdef"), C(103, "", FIN), C(106, "g")},
	">abcdef >g | >.", ""},

    {"reset", {C(99, "", SYN), C(100, "abc"), S(500, "xyz"), C(103, "", RST)}, ">abc <~xyz >. <. |",
	"tcp-midstream=1"},
    {"a forged reset", {C(99, "", SYN), C(100, "abc"), C(104, "", RST), C(103, "def")},
	">abc >def | >.", ""},
    {"bytes after the end", {C(99, "", SYN), C(100, "abc", FIN), C(103, "def"), C(100, "abc")},
	">abc >. >~def | >.", "tcp-gap=1"},
    {"the same ends again",
	{C(99, "", SYN), C(100, "abc", FIN), C(8999, "", SYN), C(9000, "def", FIN)},
	">abc >. >def >. |", ""},
    {"the same ends again, end not captured",
	{C(99, "", SYN), C(100, "abc"), C(8999, "", SYN), C(9000, "def")}, ">abc >. >def | >.", ""},
    {"a forged opening", {C(99, "", SYN), C(100, "abc"), C(8999, "", SYN), C(103, "def")},
	">abc >def | >.", ""},
    {"an opening repeated", {C(99, "", SYN), C(100, "abc"), C(99, "", SYN), C(100, "abc")},
	">abc | >.", ""},
    {"far behind is another connection", {C(FAR, "abc"), C(1, "def"), C(4, "ghi")},
	">~abc >. >~def >ghi | >.", "tcp-gap=1 tcp-midstream=1"},
    {"far ahead waits", {C(99, "", SYN), C(0x7fffff00, "xyz"), C(100, "abc"), C(103, "def")},
	">abc >def | >~xyz >.", "tcp-gap=1"},
};

static void noted(const struct anomaly_log *log, char *out, size_t cap)
{
	out[0] = '\0';
	for (int a = 0; a < ANOMALY_COUNT; a++) {
		size_t used = strlen(out);

		if (log->count[a] > 0)
			snprintf(out + used, cap - used, "%s%s=%d", used ? " " : "",
			    anomaly_name((enum anomaly)a), (int)log->count[a]);
	}
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct result r = {0};
		const struct flow_handlers handlers = {.ctx = &r, .stream = collect};
		struct streams *s = streams_new(&handlers, &r.anomalies);
		char text[128];

		for (size_t n = 0; n < 10 && rows[i].segments[n].bytes; n++)
			push(s, &rows[i].segments[n], n + 1);
		strcat(r.text, r.text[0] ? " |" : "|");
		streams_flush(s);
		noted(&r.anomalies, text, sizeof text);
		if (strcmp(r.text, rows[i].out) != 0)
			print_error("%s:\n", rows[i].what);
		assert_string_equal(r.text, rows[i].out);
		assert_string_equal(text, rows[i].noted);
		assert_int_equal(r.users, r.ends);
		streams_free(s);
	}
}

/* One direction keeps so many segments behind a hole, then gives the hole up. */
static void test_segments_limit(void **state)
{
	(void)state;
	struct result r = {0};
	const struct flow_handlers handlers = {.ctx = &r, .stream = collect};
	struct streams *s = streams_new(&handlers, &r.anomalies);

	push(s, &(struct segment)C(99, "", SYN), 1);
	for (uint32_t n = 1; n <= STREAM_PENDING_SEGMENTS_MAX; n++)
		push(s, &(struct segment)C(100 + n * 2, "x"), n + 1);
	assert_int_equal(r.bytes, 0);
	push(s, &(struct segment)C(100 + STREAM_PENDING_SEGMENTS_MAX * 2 + 2, "x"), 2000);
	assert_int_equal(r.bytes, 1);
	assert_int_equal(r.anomalies.count[ANOMALY_TCP_HOLE_LIMIT], 1);
	assert_int_equal(r.anomalies.count[ANOMALY_TCP_GAP], 1);
	assert_int_equal(r.last_frame, 2);
	streams_free(s);
	assert_int_equal(r.bytes, STREAM_PENDING_SEGMENTS_MAX + 1);
	assert_int_equal(r.ends, 1);
}

static char block[60001];

/* All directions together: the one idle longest gives its holes up, the newest does not. */
static void test_pending_limit(void **state)
{
	(void)state;
	struct result r = {0};
	const struct flow_handlers handlers = {.ctx = &r, .stream = collect};
	struct streams *s = streams_new(&handlers, &r.anomalies);
	uint32_t fit = STREAMS_PENDING_BYTES_MAX / 60100;

	memset(block, 'x', sizeof block - 1);
	for (uint32_t n = 0; n < fit + 5; n++) {
		push(s, &(struct segment)C(99, "", SYN, .client_port = (uint16_t)(n + 100)), n * 2);
		push(s, &(struct segment)C(101, block, .client_port = (uint16_t)(n + 100)),
		    n * 2 + 1);
		if (n < fit)
			assert_int_equal(r.bytes, 0);
	}
	assert_in_range(r.anomalies.count[ANOMALY_TCP_LIMIT], 3, 6);
	assert_int_equal(r.bytes, 60000 * r.anomalies.count[ANOMALY_TCP_LIMIT]);
	assert_int_equal(r.anomalies.first[ANOMALY_TCP_LIMIT].record, 1);
	push(s, &(struct segment)C(100, "y", .client_port = (uint16_t)(fit + 104)), 99999);
	assert_int_equal(r.bytes, 60000 * (r.anomalies.count[ANOMALY_TCP_LIMIT] + 1) + 1);
	streams_free(s);
	assert_int_equal(r.users, r.ends);
}

/* A flood of openings pushes out openings, not streams that carry bytes. */
static void test_syn_flood(void **state)
{
	(void)state;
	struct result r = {0};
	const struct flow_handlers handlers = {.ctx = &r, .stream = collect};
	struct streams *s = streams_new(&handlers, &r.anomalies);

	push(s, &(struct segment)C(99, "", SYN, .client_port = 65535), 1);
	push(s, &(struct segment)C(100, "abc", .client_port = 65535), 2);
	for (uint32_t n = 0; n < STREAMS_MAX; n++)
		push(s, &(struct segment)C(n, "", SYN, .client_port = (uint16_t)(n % 60000 + 1000)),
		    n + 3);
	push(s, &(struct segment)C(103, "def", .client_port = 65535), 999999);
	assert_string_equal(r.text, ">abc >def");
	assert_int_equal(r.anomalies.count[ANOMALY_TCP_LIMIT], 0);
	streams_free(s);
}

/* Of streams that carry bytes the one idle longest gives way. */
static void test_streams_limit(void **state)
{
	(void)state;
	struct result r = {0};
	const struct flow_handlers handlers = {.ctx = &r, .stream = collect};
	struct streams *s = streams_new(&handlers, &r.anomalies);

	for (uint32_t n = 0; n < STREAMS_MAX / 2; n++)
		push(s, &(struct segment)C(100, "x", .client_port = (uint16_t)(n + 1000)), n + 1);
	push(s, &(struct segment)C(101, "x", .client_port = 1000), 100001);
	assert_int_equal(r.ends, 0);
	push(s, &(struct segment)C(100, "x", .client_port = 65000), 100002);
	assert_int_equal(r.ends, 1);
	assert_int_equal(r.anomalies.count[ANOMALY_TCP_LIMIT], 1);
	assert_int_equal(r.anomalies.first[ANOMALY_TCP_LIMIT].record, 2);
	streams_free(s);
	assert_int_equal(r.users, r.ends);
}

/* A segment that waits is told with the frame that filled the hole, or, when the hole is given up,
 * with its own. */
static void test_reference(void **state)
{
	(void)state;
	struct result r = {0};
	const struct flow_handlers handlers = {.ctx = &r, .stream = collect};
	struct streams *s = streams_new(&handlers, &r.anomalies);

	push(s, &(struct segment)C(99, "", SYN), 11);
	push(s, &(struct segment)C(103, "def"), 12);
	push(s, &(struct segment)C(100, "abc"), 13);
	assert_int_equal(r.last_frame, 13);
	push(s, &(struct segment)C(110, "xyz"), 14);
	push(s, &(struct segment)S(500, "", ACK_OF(113), .seconds = 5), 15);
	assert_int_equal(r.last_frame, 14);
	assert_string_equal(r.text, ">abc >def >~xyz");
	streams_free(s);
}

/* Timestamps are whatever a file says. */
static void test_any_time(void **state)
{
	(void)state;
	static const int64_t times[] = {INT64_MIN, INT64_MAX, 0, INT64_MIN, -1, INT64_MAX};
	struct result r = {0};
	const struct flow_handlers handlers = {.ctx = &r, .stream = collect};
	struct streams *s = streams_new(&handlers, &r.anomalies);

	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		struct packet p = {
		    .kind = PACKET_TCP,
		    .time_ns = times[i],
		    .payload = (const uint8_t *)"x",
		    .payload_len = 1,
		    .payload_wire_len = 1,
		    .ends = {.sport = 40000, .dport = 53, .dst.bytes = {10, 53}},
		    .tcp.seq = 100 + (uint32_t)i * 2,
		};

		streams_push(s, &p);
	}
	streams_free(s);
	assert_int_equal(r.bytes, sizeof times / sizeof *times);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_segments_limit),
	    cmocka_unit_test(test_pending_limit),
	    cmocka_unit_test(test_syn_flood),
	    cmocka_unit_test(test_streams_limit),
	    cmocka_unit_test(test_reference),
	    cmocka_unit_test(test_any_time),
	};
	return cmocka_run_group_tests_name("streams", tests, NULL, NULL);
}

#include "../../../src/net/fragments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"
#include "base/limits.h"

#define UDP_NUMBER 17
#define TCP_NUMBER 6

/* Everything that came out, as text: "payload" or "payload/wire length". */
struct result {
	char text[256];
	size_t count;
	struct packet last;
	struct anomaly_log anomalies;
};

static void collect(void *ctx, struct packet *datagram)
{
	struct result *r = ctx;
	size_t used = strlen(r->text);

	r->count++;
	r->last = *datagram;
	assert_true(datagram->payload_wire_len >= datagram->payload_len);
	if (datagram->payload_len > 64 || used > 128)
		return;
	int n = snprintf(r->text + used, sizeof r->text - used, "%s%.*s", used ? " " : "",
	    (int)datagram->payload_len, (const char *)datagram->payload);
	if (datagram->payload_wire_len > datagram->payload_len)
		snprintf(r->text + used + n, sizeof r->text - used - (size_t)n, "/%zu",
		    datagram->payload_wire_len);
}

struct piece_row {
	uint32_t offset;
	const char *bytes;
	bool more;
	uint32_t id;
	int seconds;
	uint8_t protocol; /* 0: TCP, whose length nothing but the last piece tells */
	size_t missing;
	uint8_t family; /* 0: IPv4 */
};

/* A piece with others behind it, and the last one. */
#define MORE(at, text, ...)                                            \
	{                                                              \
		.offset = at, .bytes = text, .more = true, __VA_ARGS__ \
	}
#define LAST(at, text, ...)                                             \
	{                                                               \
		.offset = at, .bytes = text, .more = false, __VA_ARGS__ \
	}

static void push(struct fragments *f, const struct piece_row *row, uint64_t number)
{
	size_t len = strlen(row->bytes);
	const uint8_t *bytes = guard_copy(row->bytes, len);
	const struct packet piece = {
	    .kind = PACKET_FRAGMENT,
	    .reason = ANOMALY_NONE,
	    .ref = {.record = number},
	    .time_ns = row->seconds * INT64_C(1000000000),
	    .ends = {.src = {.family = row->family ? row->family : 4, .bytes = {10, 1}},
		.dst = {.family = row->family ? row->family : 4, .bytes = {10, 2}}},
	    .protocol = row->protocol ? row->protocol : TCP_NUMBER,
	    .payload = bytes,
	    .payload_len = len,
	    .payload_wire_len = len + row->missing,
	    .fragment = {.id = row->id, .offset_bytes = row->offset, .more = row->more},
	};

	fragments_push(f, &piece);
	guard_free(bytes, len);
}

static const struct {
	const char *what;
	struct piece_row pieces[6];
	const char *out;      /* of the pieces */
	const char *at_flush; /* after them */
	enum anomaly noted;
	uint64_t noted_count;
} rows[] = {
    {"in order", {MORE(0, "abcdefgh"), MORE(8, "ijklmnop"), LAST(16, "qr")}, "abcdefghijklmnopqr",
	"", ANOMALY_NONE, 0},
    {"backwards", {LAST(16, "qr"), MORE(8, "ijklmnop"), MORE(0, "abcdefgh")}, "abcdefghijklmnopqr",
	"", ANOMALY_NONE, 0},
    {"repeated", {MORE(0, "abcdefgh"), MORE(0, "abcdefgh"), LAST(8, "ij")}, "abcdefghij", "",
	ANOMALY_NONE, 0},
    {"two datagrams",
	{MORE(0, "abcdefgh", .id = 1), MORE(0, "ABCDEFGH", .id = 2), LAST(8, "ij", .id = 1),
	    LAST(8, "IJ", .id = 2)},
	"abcdefghij ABCDEFGHIJ", "", ANOMALY_NONE, 0},
    {"same id again", {MORE(0, "abcdefgh"), LAST(8, "ij"), MORE(0, "ABCDEFGH"), LAST(8, "IJ")},
	"abcdefghij ABCDEFGHIJ", "", ANOMALY_NONE, 0},
    {"another protocol is another datagram of IPv4",
	{MORE(0, "abcdefgh", .protocol = UDP_NUMBER), LAST(8, "XY"),
	    LAST(8, "ij", .protocol = UDP_NUMBER)},
	"abcdefghij", "", ANOMALY_FRAGMENT_INCOMPLETE, 1},
    {"only the first piece's protocol counts for IPv6",
	{LAST(8, "ij", .protocol = 99, .family = 6),
	    MORE(0, "abcdefgh", .protocol = UDP_NUMBER, .family = 6)},
	"abcdefghij", "", ANOMALY_NONE, 0},
    {"overlap with the same", {MORE(0, "abcdefghij"), LAST(8, "ijkl")}, "abcdefghijkl", "",
	ANOMALY_NONE, 0},
    {"overlap with other content: the first stays", {MORE(0, "abcdefghij"), LAST(8, "XYkl")},
	"abcdefghijkl", "", ANOMALY_FRAGMENT_OVERLAP, 1},
    {"first missing", {MORE(8, "ijklmnop"), LAST(16, "qr")}, "", "", ANOMALY_FRAGMENT_INCOMPLETE,
	1},
    {"middle missing", {MORE(0, "abcdefgh"), LAST(16, "qr")}, "", "abcdefgh/18",
	ANOMALY_FRAGMENT_INCOMPLETE, 1},
    {"end missing, TCP", {MORE(0, "abcdefgh"), MORE(8, "ij")}, "", "abcdefghij",
	ANOMALY_FRAGMENT_INCOMPLETE, 1},
    {"end missing, UDP", {MORE(0, "abcdefgh", .protocol = UDP_NUMBER)}, "", "abcdefgh/65535",
	ANOMALY_FRAGMENT_INCOMPLETE, 1},
    {"late by 60 s is in time", {MORE(0, "abcdefgh"), LAST(8, "ij", .seconds = 60)}, "abcdefghij",
	"", ANOMALY_NONE, 0},
    {"late by 61 s is not", {MORE(0, "abcdefgh"), LAST(8, "ij", .seconds = 61)}, "abcdefgh", "",
	ANOMALY_FRAGMENT_INCOMPLETE, 2},
    {"time backwards", {MORE(0, "abcdefgh", .seconds = 500), LAST(8, "ij")}, "abcdefghij", "",
	ANOMALY_NONE, 0},
    {"empty pieces say nothing", {LAST(8, ""), MORE(0, ""), MORE(0, "abcdefgh"), LAST(8, "ij")},
	"abcdefghij", "", ANOMALY_FRAGMENT_LENGTH, 2},
    {"a second end further on",
	{LAST(16, "qr"), LAST(16, "qrs"), MORE(0, "abcdefgh"), MORE(8, "ijklmnop")},
	"abcdefghijklmnopqr", "", ANOMALY_FRAGMENT_LENGTH, 1},
    {"a piece past the end", {LAST(8, "ij"), MORE(8, "ijk"), MORE(0, "abcdefgh")}, "abcdefghij", "",
	ANOMALY_FRAGMENT_LENGTH, 1},
    {"an end inside", {MORE(0, "abcdefghijklmnop"), LAST(0, "ab"), LAST(16, "q")},
	"abcdefghijklmnopq", "", ANOMALY_FRAGMENT_LENGTH, 1},
    {"past 65,535", {LAST(65528, "abcdefgh")}, "", "", ANOMALY_FRAGMENT_LENGTH, 1},
    {"up to 65,535", {LAST(65528, "abcdefg")}, "", "", ANOMALY_FRAGMENT_INCOMPLETE, 1},
    {"cut by the capture", {MORE(0, "abcd", .missing = 4), LAST(8, "ij")}, "abcd/10", "",
	ANOMALY_NONE, 0},
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct result r = {0};
		struct fragments *f = fragments_new(collect, &r, &r.anomalies);
		uint64_t noted_count = 0, all = 0;

		for (size_t n = 0; n < 6 && rows[i].pieces[n].bytes; n++)
			push(f, &rows[i].pieces[n], n + 1);
		if (strcmp(r.text, rows[i].out) != 0)
			print_error("%s:\n", rows[i].what);
		assert_string_equal(r.text, rows[i].out);
		r.text[0] = '\0';
		fragments_flush(f);
		assert_string_equal(r.text, rows[i].at_flush);
		for (int a = 0; a < ANOMALY_COUNT; a++) {
			all += r.anomalies.count[a];
			if (a == (int)rows[i].noted)
				noted_count = r.anomalies.count[a];
		}
		assert_int_equal(all, noted_count);
		assert_int_equal(noted_count, rows[i].noted_count);
		fragments_free(f);
	}
}

static void test_reference(void **state)
{
	(void)state;
	static const struct piece_row pieces[] = {
	    LAST(8, "ij", .protocol = 99, .family = 6, .seconds = 3),
	    MORE(0, "abcdefgh", .protocol = UDP_NUMBER, .family = 6, .seconds = 5),
	};
	struct result r = {0};
	struct fragments *f = fragments_new(collect, &r, &r.anomalies);

	push(f, &pieces[0], 11);
	push(f, &pieces[1], 12);
	assert_int_equal(r.last.ref.record, 12);
	assert_int_equal(r.last.time_ns, INT64_C(5000000000));
	assert_int_equal(r.last.protocol, UDP_NUMBER);
	uint64_t hash = r.last.ip_hash;
	push(f, &pieces[1], 13);
	push(f, &pieces[0], 14);
	assert_int_equal(r.last.ref.record, 14);
	assert_true(r.last.ip_hash == hash);
	fragments_free(f);
}

/* The oldest datagram gives way, and only as many as must. */
static void test_sets_limit(void **state)
{
	(void)state;
	struct result r = {0};
	struct fragments *f = fragments_new(collect, &r, &r.anomalies);

	for (uint32_t id = 0; id <= FRAGMENT_SETS_MAX; id++)
		push(f, &(struct piece_row)MORE(0, "abcdefgh", .id = id), id + 1);
	assert_int_equal(r.count, 1);
	assert_int_equal(r.anomalies.count[ANOMALY_FRAGMENT_LIMIT], 1);
	assert_int_equal(r.anomalies.first[ANOMALY_FRAGMENT_LIMIT].record, 1);
	push(f, &(struct piece_row)LAST(8, "ij", .id = FRAGMENT_SETS_MAX), 9999);
	assert_int_equal(r.count, 2);
	assert_int_equal(r.last.payload_len, 10);
	fragments_flush(f);
	assert_int_equal(r.anomalies.count[ANOMALY_FRAGMENT_INCOMPLETE], FRAGMENT_SETS_MAX - 1);
	fragments_free(f);
}

static void test_pieces_limit(void **state)
{
	(void)state;
	struct result r = {0};
	struct fragments *f = fragments_new(collect, &r, &r.anomalies);

	for (uint32_t n = 0; n <= FRAGMENT_PIECES_MAX; n++)
		push(f, &(struct piece_row)MORE(n * 16, "abcdefgh"), n + 1);
	assert_int_equal(r.anomalies.count[ANOMALY_FRAGMENT_LIMIT], 1);
	assert_int_equal(r.count, 1);
	fragments_flush(f);
	assert_int_equal(r.count, 1);
	fragments_free(f);
}

static void test_bytes_limit(void **state)
{
	(void)state;
	static char bytes[60001];
	struct result r = {0};
	struct fragments *f = fragments_new(collect, &r, &r.anomalies);
	uint32_t fit = FRAGMENTS_BYTES_MAX / 60100;

	memset(bytes, 'x', sizeof bytes - 1);
	for (uint32_t id = 0; id < fit; id++)
		push(f, &(struct piece_row)MORE(0, bytes, .id = id), id + 1);
	assert_int_equal(r.anomalies.count[ANOMALY_FRAGMENT_LIMIT], 0);
	for (uint32_t id = fit; id < fit + 10; id++)
		push(f, &(struct piece_row)MORE(0, bytes, .id = id), id + 1);
	assert_in_range(r.anomalies.count[ANOMALY_FRAGMENT_LIMIT], 8, 10);
	assert_int_equal(r.anomalies.first[ANOMALY_FRAGMENT_LIMIT].record, 1);
	fragments_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_reference),
	    cmocka_unit_test(test_sets_limit),
	    cmocka_unit_test(test_pieces_limit),
	    cmocka_unit_test(test_bytes_limit),
	};
	return cmocka_run_group_tests_name("fragments", tests, NULL, NULL);
}

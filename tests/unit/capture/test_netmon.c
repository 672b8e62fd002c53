#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/limits.h"

#include "../../support/make_capture.h"
#include "../../support/reading.h"

#define HEADER_BYTES 128

struct file {
	struct making m;
	unsigned major, minor;
	uint32_t offsets[2 * READING_MAX];
	uint32_t count;
};

static struct file begin(unsigned major, unsigned minor)
{
	/* 14 November 2023, a Tuesday, 22:13:20.500 */
	static const unsigned start[] = {2023, 11, 2, 14, 22, 13, 20, 500};
	struct file f = {.major = major, .minor = minor};

	for (const char *p = major == 1 ? "RTSS" : "GMBU"; *p; p++)
		make_u8(&f.m, (unsigned char)*p);
	make_u8(&f.m, minor);
	make_u8(&f.m, major);
	make_u16(&f.m, 1);
	for (int i = 0; i < 8; i++)
		make_u16(&f.m, start[i]);
	f.m.len = HEADER_BYTES;
	return f;
}

static void add(struct file *f, uint32_t captured, uint32_t wire, unsigned network)
{
	f->offsets[f->count++] = (uint32_t)f->m.len;
	if (f->major == 1) {
		make_u32(&f->m, 250); /* milliseconds */
		make_u16(&f->m, wire);
		make_u16(&f->m, captured);
	} else {
		make_u64(&f->m, 250000); /* microseconds */
		make_u32(&f->m, wire);
		make_u32(&f->m, captured);
	}
	make_data(&f->m, captured);
	if (f->major == 1 || f->minor == 0)
		return;
	make_u16(&f->m, network);
	if (f->minor >= 2)
		make_u32(&f->m, 0xffffffff);
	if (f->minor >= 3) {
		make_u64(&f->m, UINT64_C(133444736000000001)); /* 2023-11-14T22:13:20 and 100 ns */
		make_u8(&f->m, 0);
	}
}

/* The frame table, and its place in the header. */
static void end(struct file *f)
{
	size_t table = f->m.len;

	for (uint32_t i = 0; i < f->count; i++)
		make_u32(&f->m, f->offsets[i]);
	size_t len = f->m.len;
	f->m.len = 24;
	make_u32(&f->m, (uint32_t)table);
	make_u32(&f->m, 4 * f->count);
	f->m.len = len;
}

static void test_versions(void **state)
{
	(void)state;
	static const unsigned versions[][2] = {{1, 1}, {2, 0}, {2, 1}, {2, 2}, {2, 3}};

	for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
		struct file f = begin(versions[i][0], versions[i][1]);

		add(&f, 5, 90, 1);
		add(&f, 8, 8, 1);
		end(&f);
		assert_true(netmon_recognise(&(struct reader_look){f.m.bytes, f.m.len, true}));
		struct reading g = reading_of(netmon_open, f.m.bytes, f.m.len);
		assert_string_equal(g.trouble.text, "");
		assert_int_equal(g.count, 2);
		assert_int_equal(g.frames[0].len, 5);
		assert_int_equal(g.frames[0].wire_len, 90);
		assert_int_equal(g.last_byte[1], 7);
		assert_int_equal(g.frames[1].ref.record, 2);
		assert_int_equal(g.frames[0].linktype, 1);
		assert_int_equal(g.frames[0].time_ns, versions[i][1] == 3
							  ? INT64_C(1700000000000000100)
							  : INT64_C(1700000000750000000));
	}
}

/* Only whole files end well; no prefix is read past its end. */
static void test_prefixes(void **state)
{
	(void)state;
	struct file f = begin(2, 3);

	add(&f, 5, 5, 1);
	add(&f, 6, 6, 1);
	end(&f);
	for (size_t len = 6; len < f.m.len; len++) {
		struct reading g = reading_of(netmon_open, f.m.bytes, len);

		assert_true(g.trouble.status != INPUT_COMPLETE);
		assert_int_equal(g.count, len < f.offsets[1]         ? len >= f.offsets[0] + 36
					  : len >= f.offsets[1] + 37 ? 2
								     : 1);
	}
}

static void test_networks(void **state)
{
	(void)state;
	static const struct {
		unsigned network;
		int linktype, first_byte;
	} rows[] = {{0, 1, 0}, {1, 1, 0}, {2, 6, 0}, {3, 10, 0}, {4, 100, 16}, {7, 101, 0},
	    {9, 101, 0}, {0xe071, 0x71, 0}, {0xe080, 105, 0},
	    {0xe083, READER_LINKTYPE_OTHER | 0xe083, 0}, {5, READER_LINKTYPE_OTHER | 5, 0},
	    {0xffe0, 290, 0}}; /* an event that is cut */

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct file f = begin(2, 1);

		add(&f, 40, 40, rows[i].network);
		end(&f);
		struct reading g = reading_of(netmon_open, f.m.bytes, f.m.len);
		assert_int_equal(g.count, 1);
		assert_int_equal(g.frames[0].linktype, rows[i].linktype);
		assert_int_equal(g.first_byte[0], rows[i].first_byte);
	}
}

/* Notes of the program are no frames, but have numbers. */
static void test_notes(void **state)
{
	(void)state;
	struct file f = begin(2, 1);

	add(&f, 5, 5, 0xffff);
	add(&f, 5, 5, 0xfffb);
	add(&f, 5, 5, 1);
	end(&f);
	struct reading g = reading_of(netmon_open, f.m.bytes, f.m.len);
	assert_int_equal(g.trouble.status, INPUT_COMPLETE);
	assert_int_equal(g.count, 1);
	assert_int_equal(g.frames[0].ref.record, 3);
}

/* An event of Windows: EVENT_HEADER and what follows it, one more byte, then its data. */
static void add_event(
    struct file *f, const char *provider, unsigned id, uint64_t keyword, const char *piece)
{
	size_t at = f->m.len, len = strlen(piece);

	add(f, (uint32_t)(88 + 1 + 12 + len), 101, 0xffe0);
	uint8_t *p = f->m.bytes + at + 16;
	memset(p, 0, 101 + len);
	memcpy(p + 24, provider, 16);
	p[40] = (uint8_t)id;
	p[41] = (uint8_t)(id >> 8);
	for (int i = 0; i < 8; i++)
		p[48 + i] = (uint8_t)(keyword >> 8 * i);
	p[86] = (uint8_t)(12 + len);
	p[89 + 8] = (uint8_t)len;
	memcpy(p + 89 + 12, piece, len);
}

#define PACKET_CAPTURE "\x6e\x00\xd6\x2e\x29\x47\x09\x46\xb4\x23\x3e\xe7\xbc\xd6\x78\xef"
#define PKTMON         "\xd9\x80\x4f\x4d\xbd\xc8\x73\x4d\xbb\x5b\x19\xc9\x04\x02\xc5\xac"

static void test_events(void **state)
{
	(void)state;
	struct file f = begin(2, 1);

	add_event(&f, PACKET_CAPTURE, 1001, 0xc0000001, "abc");   /* whole, Ethernet */
	add_event(&f, PACKET_CAPTURE, 1002, 0xc0000001, "note");  /* metadata */
	add_event(&f, PACKET_CAPTURE, 1001, 0x40000200, "de");    /* the first of three */
	add_event(&f, "another provider", 1001, 0xc0000001, "x"); /* in between */
	add_event(&f, PACKET_CAPTURE, 1001, 0x00000200, "fg");
	add_event(&f, PACKET_CAPTURE, 1001, 0x80000200, "hij");
	add_event(&f, PACKET_CAPTURE, 1003, 0xc0000001, "v"); /* of a virtual switch */
	add_event(&f, PKTMON, 160, 0, "p");
	add_event(&f, PACKET_CAPTURE, 1001, 0xc0010000, "wifi");
	end(&f);
	struct reading g = reading_of(netmon_open, f.m.bytes, f.m.len);
	static const struct {
		uint64_t record;
		int linktype;
		size_t len;
		char last;
	} rows[] = {{1, 1, 3, 'c'}, {6, 101, 7, 'j'}, {7, 290, 102, 'v'}, {8, 290, 102, 'p'},
	    {9, 105, 4, 'i'}};
	assert_int_equal(g.trouble.status, INPUT_COMPLETE);
	assert_int_equal(g.count, 5);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(g.frames[i].ref.record, rows[i].record);
		assert_int_equal(g.frames[i].linktype, rows[i].linktype);
		assert_int_equal(g.frames[i].len, rows[i].len);
		assert_true(g.frames[i].wire_len >= g.frames[i].len);
		assert_int_equal(g.last_byte[i], rows[i].last);
	}
	assert_int_equal(g.first_byte[1], 'd');
}

static void test_damage(void **state)
{
	(void)state;
	struct file f = begin(2, 1);

	add(&f, 5, 5, 1);
	end(&f);
	f.m.bytes[f.m.len - 1] ^= 1; /* another frame in the table */
	struct reading g = reading_of(netmon_open, f.m.bytes, f.m.len);
	assert_int_equal(g.count, 1);
	assert_int_equal(g.trouble.status, INPUT_DAMAGED);
	assert_non_null(strstr(g.trouble.text, "frame table"));

	f = begin(2, 1);
	add(&f, 5, 5, 1);
	end(&f);
	memset(f.m.bytes + HEADER_BYTES + 12, 0xff, 4);
	g = reading_of(netmon_open, f.m.bytes, f.m.len);
	assert_int_equal(g.count, 0);
	assert_int_equal(g.trouble.status, INPUT_DAMAGED);

	f = begin(2, 1);
	add(&f, 5, 5, 1); /* and no table */
	g = reading_of(netmon_open, f.m.bytes, f.m.len);
	assert_int_equal(g.trouble.status, INPUT_UNREADABLE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_versions),
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_networks),
	    cmocka_unit_test(test_notes),
	    cmocka_unit_test(test_events),
	    cmocka_unit_test(test_damage),
	};
	return cmocka_run_group_tests_name("netmon", tests, NULL, NULL);
}

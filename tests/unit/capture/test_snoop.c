#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/limits.h"

#include "../../support/make_capture.h"
#include "../../support/reading.h"

static struct making begin(uint32_t version, uint32_t link)
{
	struct making m = {.big_endian = true};

	for (const char *p = "snoop"; *p; p++)
		make_u8(&m, (unsigned char)*p);
	for (int i = 0; i < 3; i++)
		make_u8(&m, 0);
	make_u32(&m, version);
	make_u32(&m, link);
	return m;
}

static void add(struct making *m, uint32_t captured, uint32_t wire, uint32_t pad, uint32_t drops)
{
	make_u32(m, wire);
	make_u32(m, captured);
	make_u32(m, 24 + captured + pad);
	make_u32(m, drops);
	make_u32(m, 1700000000);
	make_u32(m, 123456);
	make_data(m, captured);
	for (uint32_t i = 0; i < pad; i++)
		make_u8(m, 0xee);
}

static void test_records(void **state)
{
	(void)state;
	struct making m = begin(2, 4);

	add(&m, 5, 90, 3, 0);
	add(&m, 8, 8, 0, 17);
	add(&m, 3, 3, 1, 17);
	struct reading g = reading_of(snoop_open, m.bytes, m.len);
	assert_true(snoop_recognise(&(struct reader_look){m.bytes, m.len, true}));
	assert_int_equal(g.trouble.status, INPUT_COMPLETE);
	assert_int_equal(g.count, 3);
	assert_int_equal(g.frames[0].len, 5);
	assert_int_equal(g.frames[0].wire_len, 90);
	assert_int_equal(g.last_byte[0], 4);
	assert_int_equal(g.last_byte[1], 7);
	assert_int_equal(g.frames[2].ref.record, 3);
	assert_int_equal(g.frames[0].linktype, 1);
	assert_int_equal(g.frames[0].time_ns, INT64_C(1700000000123456000));
	assert_int_equal(g.input.drops, 17);
	assert_string_equal(g.input.format, "snoop");
	/* the padding of the last record is missing */
	g = reading_of(snoop_open, m.bytes, m.len - 1);
	assert_int_equal(g.count, 3);
	assert_int_equal(g.trouble.status, INPUT_COMPLETE);
}

static void test_prefixes(void **state)
{
	(void)state;
	struct making m = begin(2, 4);

	add(&m, 5, 5, 0, 0);
	add(&m, 6, 6, 0, 0);
	for (size_t len = 8; len < m.len; len++) {
		struct reading g = reading_of(snoop_open, m.bytes, len);
		bool between = len == 16 || len == 16 + 29;

		assert_int_equal(g.count, len >= 16 + 29 ? 1 : 0);
		assert_int_equal(g.trouble.status, len < 16  ? INPUT_UNREADABLE
						   : between ? INPUT_COMPLETE
							     : INPUT_TRUNCATED);
	}
}

/* RFC 1761, and the numbers of Shomiti, told by the trailer of the first record. */
static void test_links(void **state)
{
	(void)state;
	static const struct {
		uint32_t link, pad;
		int linktype;
	} rows[] = {{0, 0, 1}, {4, 3, 1}, {2, 0, 6}, {8, 0, 10}, {9, 0, 0}, {14, 0, 0}, {12, 20, 1},
	    {11, 20, 6}, {99, 0, READER_LINKTYPE_OTHER | 99}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct making m = begin(2, rows[i].link);

		add(&m, 5, 5, rows[i].pad, 0);
		struct reading g = reading_of(snoop_open, m.bytes, m.len);
		assert_int_equal(g.count, 1);
		assert_int_equal(g.frames[0].linktype, rows[i].linktype);
	}
}

static void test_damage(void **state)
{
	(void)state;
	const uint32_t lengths[][2] = {{FRAME_BYTES_MAX + 1, 0x7fffffff}, {5, 28}, {5, 0},
	    {0xffffffff, 0xffffffff}, {5, 0xffffffff}};

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct making m = begin(2, 4);

		add(&m, 5, 5, 0, 0);
		make_u32(&m, 5);
		make_u32(&m, lengths[i][0]);
		make_u32(&m, lengths[i][1]);
		make_data(&m, 200);
		struct reading g = reading_of(snoop_open, m.bytes, m.len);
		assert_int_equal(g.count, 1);
		assert_int_equal(g.trouble.status, INPUT_DAMAGED);
	}
	struct making m = begin(2, 4);
	add(&m, 5, 5, 0, 0);
	m.len += 500;
	struct reading g = reading_of(snoop_open, m.bytes, m.len);
	assert_int_equal(g.count, 1);
	assert_non_null(strstr(g.trouble.text, "500 zero bytes"));
	for (uint32_t version = 0; version < 8; version++) {
		m = begin(version, 4);
		g = reading_of(snoop_open, m.bytes, m.len);
		assert_int_equal(g.trouble.status,
		    version >= 2 && version <= 5 ? INPUT_COMPLETE : INPUT_UNREADABLE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_records),
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_links),
	    cmocka_unit_test(test_damage),
	};
	return cmocka_run_group_tests_name("snoop", tests, NULL, NULL);
}

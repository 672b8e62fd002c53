#include "../../../src/capture/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/limits.h"

#include "../../support/guard.h"
#include "../../support/make_capture.h"

struct reading {
	struct input input;
	struct frame frames[8]; /* bytes not kept */
	uint8_t last_byte[8];
	int count;
	struct trouble trouble;
	size_t host_count;
	struct host_name hosts[4];
};

static struct reading read_bytes(const uint8_t *bytes, size_t len)
{
	const uint8_t *copy = guard_copy(bytes, len);
	struct stream s = {.window = (uint8_t *)copy, .end = len, .ended = true};
	struct reading g = {0};
	struct reader r = {.stream = &s, .input = &g.input};
	struct frame f = {0};

	if (pcapng_open(&r) == 0)
		while (r.next(&r, &f)) {
			assert_in_range(g.count, 0, 7);
			g.last_byte[g.count] = f.len ? f.bytes[f.len - 1] : 0;
			g.frames[g.count++] = f;
		}
	g.trouble = r.trouble;
	g.host_count = g.input.hosts.count;
	for (size_t i = 0; i < g.host_count && i < 4; i++)
		g.hosts[i] = *host_names_at(&g.input.hosts, i);
	host_names_fini(&g.input.hosts);
	if (r.close)
		r.close(&r);
	guard_free(copy, len);
	return g;
}

static void make_statistics(struct making *m, uint64_t ifdrop, uint64_t osdrop)
{
	size_t at = make_block(m, 5);

	make_u32(m, 0);
	make_u64(m, 0);
	make_u16(m, 5);
	make_u16(m, 8);
	make_u64(m, ifdrop);
	make_u16(m, 7);
	make_u16(m, 8);
	make_u64(m, osdrop);
	make_u32(m, 0);
	make_block_end(m, at);
}

/* One of every kind of block; `ends` are the offsets after each, `frames` the packets by then. */
static size_t every_kind(struct making *m, size_t ends[16], int frames[16])
{
	size_t n = 0, at;

	make_section(m);
	ends[n] = m->len, frames[n++] = 0;
	make_interface(m, 1, 0);
	ends[n] = m->len, frames[n++] = 0;
	make_interface(m, 101, 8);
	ends[n] = m->len, frames[n++] = 0;
	make_enhanced(m, 1, 1700000000000001, 7, 9);
	ends[n] = m->len, frames[n++] = 1;
	at = make_block(m, 4); /* names, passed over */
	make_data(m, 12);
	make_block_end(m, at);
	ends[n] = m->len, frames[n++] = 1;
	at = make_block(m, 3); /* simple */
	make_u32(m, 6);
	make_data(m, 6);
	make_block_end(m, at);
	ends[n] = m->len, frames[n++] = 2;
	at = make_block(m, 0xbad); /* custom: Wireshark gives it number 3 */
	make_u32(m, 1);
	make_block_end(m, at);
	ends[n] = m->len, frames[n++] = 2;
	at = make_block(m, 2); /* obsolete packet, 3 drops before it */
	make_u16(m, 0);
	make_u16(m, 3);
	make_u32(m, 0);
	make_u32(m, 5);
	make_u32(m, 2);
	make_u32(m, 1);
	make_data(m, 2);
	make_block_end(m, at);
	ends[n] = m->len, frames[n++] = 3;
	make_statistics(m, 10, 1);
	make_statistics(m, 20, 2);
	ends[n] = m->len, frames[n++] = 3;
	return n;
}

static void test_every_kind(void **state)
{
	(void)state;
	for (int big = 0; big < 2; big++) {
		struct making m = {.big_endian = big};
		size_t ends[16];
		int frames[16];

		every_kind(&m, ends, frames);
		struct reading g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.trouble.status, INPUT_COMPLETE);
		assert_int_equal(g.count, 3);
		assert_string_equal(g.input.format, "pcapng");
		assert_int_equal(g.input.linktype_count, 2);
		assert_int_equal(g.input.linktypes[1], 101);
		assert_int_equal(g.input.snaplen, 8);
		assert_int_equal(g.input.drops, 3 + 20 + 2);

		assert_int_equal(g.frames[0].ref.record, 1);
		assert_int_equal(g.frames[0].linktype, 101);
		assert_int_equal(g.frames[0].len, 7);
		assert_int_equal(g.frames[0].wire_len, 9);
		assert_int_equal(g.last_byte[0], 6);
		assert_int_equal(g.frames[0].time_ns, INT64_C(1700000000000001000));
		/* A simple packet has no time: that of the packet before it. */
		assert_int_equal(g.frames[1].time_ns, INT64_C(1700000000000001000));
		assert_int_equal(g.frames[1].linktype, 1);
		assert_int_equal(g.frames[1].len, 6);
		assert_int_equal(g.frames[2].ref.record, 4);
		assert_int_equal(g.frames[2].time_ns, 5000);
		assert_int_equal(g.frames[2].wire_len, 2);
	}
}

static void test_prefixes(void **state)
{
	(void)state;
	struct making m = {0};
	size_t ends[16];
	int frames[16];
	size_t n = every_kind(&m, ends, frames);

	for (size_t len = 4; len <= m.len; len++) {
		struct reading g = read_bytes(m.bytes, len);
		int whole = 0;
		bool between = len == m.len - 52; /* between the two statistics blocks */

		for (size_t i = 0; i < n && ends[i] <= len; i++) {
			whole = frames[i];
			between |= ends[i] == len;
		}
		assert_int_equal(g.count, whole);
		assert_int_equal(g.trouble.status, len < ends[1] ? INPUT_UNREADABLE
						   : between     ? INPUT_COMPLETE
								 : INPUT_TRUNCATED);
	}
}

static void test_sections(void **state)
{
	(void)state;
	struct making m = {0};

	make_section(&m);
	make_interface(&m, 1, 0);
	make_enhanced(&m, 0, 1, 4, 4);
	m.big_endian = true;
	make_section(&m);
	make_interface(&m, 113, 0);
	make_enhanced(&m, 0, 2, 4, 4);
	make_enhanced(&m, 1, 3, 4, 4); /* the first section's interfaces are gone */
	struct reading g = read_bytes(m.bytes, m.len);
	assert_int_equal(g.count, 2);
	assert_int_equal(g.frames[1].linktype, 113);
	assert_int_equal(g.frames[1].time_ns, 2000);
	assert_int_equal(g.frames[1].ref.record, 2);
	assert_int_equal(g.trouble.status, INPUT_DAMAGED);
	assert_non_null(strstr(g.trouble.text, "interface 1, but the section describes only 1"));
}

static const struct {
	unsigned tsresol;
	int64_t tsoffset_s;
	uint64_t ticks;
	int64_t time_ns;
} times[] = {
    {6, 0, 1700000000123456, INT64_C(1700000000123456000)},
    {9, 0, 1700000000123456789, INT64_C(1700000000123456789)},
    {0, 0, 1700000000, INT64_C(1700000000000000000)},
    {3, 100, 1500, INT64_C(101500000000)},
    {12, 0, 1999, 1},
    {127, 0, UINT64_MAX, 0},
    {0x80 | 10, 0, 1536, 1500000000},
    {0x80, 0, 3, 3000000000},
    {0xff, 0, UINT64_MAX, 0},
    {0xbf, 0, UINT64_MAX, 1999999999},
    {6, 0, UINT64_MAX, FRAME_TIME_MAX_NS},
    {0, INT64_MAX, UINT64_MAX, FRAME_TIME_MAX_NS},
    {6, INT64_MIN, 0, 0},
    {6, -1, 0, 0},
    {6, -1, 2000000, 1000000000},
};

static void test_times(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		struct making m = {.big_endian = i % 2};

		make_section(&m);
		size_t at = make_block(&m, 1);
		make_u16(&m, 1);
		make_u16(&m, 0);
		make_u32(&m, 0);
		make_u16(&m, 9);
		make_u16(&m, 1);
		make_u8(&m, times[i].tsresol);
		make_data(&m, 3);
		make_u16(&m, 14);
		make_u16(&m, 8);
		make_u64(&m, (uint64_t)times[i].tsoffset_s);
		make_block_end(&m, at); /* no end-of-options: allowed */
		make_enhanced(&m, 0, times[i].ticks, 0, 0);
		struct reading g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.count, 1);
		assert_int_equal(g.frames[0].time_ns, times[i].time_ns);
	}
}

/* Lengths that a good block of 44 bytes is given instead of its own. */
static void test_block_lengths(void **state)
{
	(void)state;
	const uint32_t lies[] = {0, 1, 8, 11, 12, 13, 28, 31, 40, 43, 45, 48, 0x1000001, 0x7ffffffc,
	    0xfffffffc, 0xffffffff};

	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++)
		for (int last = 0; last < 2; last++) {
			struct making m = {0}, lie = {0};

			make_section(&m);
			make_interface(&m, 1, 0);
			make_enhanced(&m, 0, 1, 4, 4);
			size_t at = m.len;
			make_enhanced(&m, 0, 1, 12, 12);
			make_u32(&lie, lies[i]);
			memcpy(m.bytes + (last ? m.len - 4 : at + 4), lie.bytes, 4);
			make_enhanced(&m, 0, 1, 4, 4);
			struct reading g = read_bytes(m.bytes, m.len);
			assert_int_equal(g.count, 1);
			assert_int_equal(g.trouble.status, INPUT_DAMAGED);
			assert_non_null(strstr(g.trouble.text, "after packet 1"));
		}
}

/* captured length -> whether a block with room for 4 bytes is read */
static void test_captured_lengths(void **state)
{
	(void)state;
	const struct {
		uint32_t captured;
		int count;
	} rows[] = {{0, 1}, {4, 1}, {5, 0}, {0x7fffffff, 0}, {0xffffffff, 0}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct making m = {0}, lie = {0};

		make_section(&m);
		make_interface(&m, 1, 0);
		size_t at = m.len;
		make_enhanced(&m, 0, 1, 4, 4);
		make_u32(&lie, rows[i].captured);
		memcpy(m.bytes + at + 20, lie.bytes, 4);
		struct reading g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.count, rows[i].count);
		assert_int_equal(g.trouble.status, rows[i].count ? INPUT_COMPLETE : INPUT_DAMAGED);
	}
}

/* Before the first interface all trouble means that nothing can be read. */
static void test_unreadable(void **state)
{
	(void)state;
	for (int i = 0; i < 5; i++) {
		struct making m = {0};

		make_section(&m);
		if (i == 0)
			m.bytes[8] ^= 1; /* byte order */
		else if (i == 1)
			m.bytes[12] = 2; /* version */
		else if (i == 2)
			make_enhanced(&m, 0, 1, 4, 4);
		else if (i == 3) {
			make_interface(&m, 1, 0);
			m.bytes[32] = 16; /* too short for its fields */
		}
		struct reading g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.count, 0);
		assert_int_equal(g.trouble.status, INPUT_UNREADABLE);
		assert_true(g.trouble.text[0] != '\0');
	}
}

static void test_option_past_block(void **state)
{
	(void)state;
	struct making m = {0};

	make_section(&m);
	make_interface(&m, 1, 0);
	size_t at = make_block(&m, 1);
	make_u64(&m, 1);
	make_u16(&m, 2);
	make_u16(&m, 5);
	make_data(&m, 4);
	make_block_end(&m, at);
	struct reading g = read_bytes(m.bytes, m.len);
	assert_int_equal(g.trouble.status, INPUT_DAMAGED);
	assert_non_null(strstr(g.trouble.text, "option"));
}

static void make_bytes(struct making *m, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		make_u8(m, (uint8_t)bytes[i]);
}

static void make_padded(struct making *m, unsigned code, const char *bytes, size_t len)
{
	make_u16(m, (uint16_t)code);
	make_u16(m, (uint16_t)len);
	make_bytes(m, bytes, len);
	make_bytes(m, "\0\0\0", -len & 3);
}

/* Two addresses, one of them twice, one record cut short, one of an unknown kind. */
static void test_names(void **state)
{
	struct making m = {0};
	(void)state;

	make_section(&m);
	make_interface(&m, 1, 0);
	size_t at = make_block(&m, 4);
	make_padded(&m, 1, "\12\0\0\2b.corp\0alias", 17);
	make_padded(&m, 1, "\12\0\0\1a\33.corp", 11);
	make_padded(&m, 1, "\12\0\0\2other", 10);
	make_padded(&m, 1, "\12\0", 2);
	make_padded(&m, 9, "whatever", 8);
	make_padded(&m, 2, "\xfd\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1six", 20);
	make_u32(&m, 0);
	make_block_end(&m, at);
	make_enhanced(&m, 0, 1, 4, 4);
	struct reading g = read_bytes(m.bytes, m.len);
	assert_int_equal(g.count, 1);
	assert_int_equal(g.host_count, 4);
	assert_string_equal(g.hosts[0].name, "a\\027.corp");
	assert_string_equal(g.hosts[1].name, "b.corp");
	assert_string_equal(g.hosts[2].name, "other");
	assert_string_equal(g.hosts[3].name, "six");
	assert_int_equal(g.hosts[0].source, HOST_SOURCE_CAPTURE);
}

static void test_comments(void **state)
{
	struct making m = {0};
	(void)state;

	make_section(&m);
	size_t at = make_block(&m, 1);
	make_u16(&m, 1);
	make_u16(&m, 0);
	make_u32(&m, 0);
	make_padded(&m, 1, "first\n", 6);
	make_u32(&m, 0);
	make_block_end(&m, at);
	at = make_block(&m, 6);
	make_u32(&m, 0);
	make_u64(&m, 0);
	make_u32(&m, 2);
	make_u32(&m, 2);
	make_bytes(&m, "ab\0\0", 4);
	make_padded(&m, 1, "second", 6);
	make_padded(&m, 2, "flag", 4);
	make_padded(&m, 1, "", 0);
	make_u32(&m, 0);
	make_block_end(&m, at);
	struct reading g = read_bytes(m.bytes, m.len);
	assert_int_equal(g.count, 1);
	assert_int_equal(g.input.comments, 3);
	assert_string_equal(g.input.comment, "first\\010");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_kind),
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_sections),
	    cmocka_unit_test(test_times),
	    cmocka_unit_test(test_block_lengths),
	    cmocka_unit_test(test_captured_lengths),
	    cmocka_unit_test(test_unreadable),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_comments),
	    cmocka_unit_test(test_option_past_block),
	};
	return cmocka_run_group_tests_name("pcapng", tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include <pcap.h>

#include "base/limits.h"

#include "../../support/make_capture.h"
#include "../../support/reading.h"

#define FILE_HEADER_BYTES 24

static struct reading read_bytes(const uint8_t *bytes, size_t len)
{
	return reading_of(classic_open, bytes, len);
}

/* Two records: 5 of 9 bytes, 0 of 0. */
static struct making two_records(
    uint32_t magic, bool big, unsigned major, unsigned minor, bool wire_first, bool modified)
{
	struct making m = {.big_endian = big};

	make_file_header(&m, magic, major, minor, 65535, 0x54000001);
	for (int i = 0; i < 2; i++) {
		uint32_t captured = i == 0 ? 5 : 0, wire = i == 0 ? 9 : 0;

		make_u32(&m, 4000000000);
		make_u32(&m, 7);
		make_u32(&m, wire_first ? wire : captured);
		make_u32(&m, wire_first ? captured : wire);
		if (modified)
			make_u64(&m, 0);
		make_data(&m, captured);
	}
	return m;
}

static const struct {
	uint32_t magic;
	unsigned major, minor;
	bool wire_first, modified;
	const char *format;
	int64_t fraction_ns;
} kinds[] = {
    {0xa1b2c3d4, 2, 4, false, false, "pcap", 7000},
    {0xa1b23c4d, 2, 4, false, false, "pcap-ns", 7},
    {0xa1b2cd34, 2, 4, false, true, "pcap", 7000},
    {0xa1b2c3d4, 2, 3, false, false, "pcap", 7000},
    {0xa1b2c3d4, 2, 3, true, false, "pcap", 7000},
    {0xa1b2c3d4, 2, 2, true, false, "pcap", 7000},
    {0xa1b2c3d4, 543, 0, true, false, "pcap", 7000},
};

/* Our oracle: libpcap sees the same lengths and bytes. Its seconds are signed, ours are not. */
static void compare_libpcap(const struct making *m, const struct reading *g)
{
	char why[PCAP_ERRBUF_SIZE];
	FILE *f = fmemopen((void *)m->bytes, m->len, "r");
	pcap_t *p = pcap_fopen_offline_with_tstamp_precision(f, PCAP_TSTAMP_PRECISION_NANO, why);
	struct pcap_pkthdr *h;
	const u_char *bytes;
	int n = 0;

	assert_non_null(p);
	for (; pcap_next_ex(p, &h, &bytes) == 1; n++) {
		assert_int_equal(h->caplen, g->frames[n].len);
		assert_int_equal(h->len, g->frames[n].wire_len);
		assert_int_equal(h->ts.tv_usec, g->frames[n].time_ns % 1000000000);
		assert_int_equal((uint32_t)h->ts.tv_sec, g->frames[n].time_ns / 1000000000);
		if (h->caplen > 0)
			assert_int_equal(bytes[h->caplen - 1], g->last_byte[n]);
	}
	assert_int_equal(n, g->count);
	pcap_close(p);
}

static void test_kinds(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		for (int big = 0; big < 2; big++) {
			struct making m = two_records(kinds[i].magic, big, kinds[i].major,
			    kinds[i].minor, kinds[i].wire_first, kinds[i].modified);
			struct reading g = read_bytes(m.bytes, m.len);

			assert_true(classic_recognise(&(struct reader_look){m.bytes, m.len, true}));
			assert_int_equal(g.trouble.status, INPUT_COMPLETE);
			assert_int_equal(g.count, 2);
			assert_string_equal(g.input.format, kinds[i].format);
			assert_int_equal(g.input.snaplen, 65535);
			assert_int_equal(g.input.linktype_count, 1);
			assert_int_equal(g.frames[0].linktype, 1);
			assert_int_equal(g.frames[1].ref.record, 2);
			assert_int_equal(g.frames[0].len, 5);
			assert_int_equal(g.frames[0].wire_len, 9);
			assert_int_equal(g.last_byte[0], 4);
			assert_int_equal(g.frames[0].time_ns,
			    INT64_C(4000000000000000000) + kinds[i].fraction_ns);
			compare_libpcap(&m, &g);
		}
}

/* Every prefix: the whole records before the cut, and whether the cut lies inside one. */
static void test_prefixes(void **state)
{
	(void)state;
	struct making m = two_records(0xa1b2c3d4, false, 2, 4, false, false);
	size_t ends[] = {FILE_HEADER_BYTES, FILE_HEADER_BYTES + 21, FILE_HEADER_BYTES + 37};

	assert_int_equal(m.len, ends[2]);
	for (size_t len = 4; len <= m.len; len++) {
		struct reading g = read_bytes(m.bytes, len);
		int whole = len >= ends[2] ? 2 : len >= ends[1] ? 1 : 0;
		bool between = len == ends[0] || len == ends[1] || len == ends[2];

		assert_int_equal(g.count, whole);
		assert_int_equal(g.trouble.status, len < ends[0] ? INPUT_UNREADABLE
						   : between     ? INPUT_COMPLETE
								 : INPUT_TRUNCATED);
		assert_int_equal(g.trouble.text[0] == '\0', between);
	}
}

static void test_damage(void **state)
{
	(void)state;
	const uint32_t absurd[] = {FRAME_BYTES_MAX + 1, 0x7fffffff, 0x80000000, 0xffffffff};

	for (size_t i = 0; i < sizeof absurd / sizeof *absurd; i++) {
		struct making m = two_records(0xa1b2c3d4, false, 2, 4, false, false);

		make_u64(&m, 0);
		make_u32(&m, absurd[i]);
		make_u32(&m, 60);
		make_data(&m, 100);
		struct reading g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.count, 2);
		assert_int_equal(g.trouble.status, INPUT_DAMAGED);
		assert_non_null(strstr(g.trouble.text, "after packet 2"));
	}
}

/* The header of another capture, of whatever resolution and byte order, ends this one. */
static void test_appended_capture(void **state)
{
	(void)state;
	const uint32_t magics[] = {0xa1b2c3d4, 0xa1b23c4d, 0xa1b2cd34, 0x1c0001ac, 0x1c0001ab};

	for (int i = 0; i < 20; i++) {
		struct making m = two_records(0xa1b2c3d4, i & 1, 2, 4, false, false);

		m.big_endian = i & 2;
		make_file_header(&m, magics[i / 4], 2, 4, 65535, 1);
		make_record(&m, 1, 1, 5, 5);
		struct reading g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.count, 2);
		assert_true(g.appended);
		assert_int_equal(g.trouble.status, INPUT_COMPLETE);
	}
	struct making m = two_records(0xa1b2c3d4, false, 2, 4, false, false);
	make_section(&m);
	struct reading g = read_bytes(m.bytes, m.len);
	assert_int_equal(g.count, 2);
	assert_true(g.appended);
}

/* What was never written is no packet of 1970. */
static void test_zeros(void **state)
{
	(void)state;
	const size_t counts[] = {16, 17, 100, 4000};

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct making m = two_records(0xa1b2c3d4, i & 1, 2, 4, false, false);

		m.len += counts[i];
		struct reading g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.count, 2);
		assert_int_equal(g.trouble.status, INPUT_DAMAGED);
		assert_non_null(strstr(g.trouble.text, "zero bytes at the end"));
		make_u8(&m, 1);
		g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.count, 2);
		assert_non_null(strstr(g.trouble.text, "in place of records"));
	}
}

/* Variants that share a magic differ in the length of the record header. */
static void test_record_headers(void **state)
{
	(void)state;
	static const struct {
		uint32_t magic;
		size_t more; /* bytes of the header after the lengths */
	} variants[] = {
	    {0xa1b2c3d4, 0}, {0xa1b2c3d4, 4}, {0xa1b2c3d4, 8}, {0xa1b2cd34, 8}, {0xa1b2cd34, 12}};

	for (size_t v = 0; v < 2 * sizeof variants / sizeof *variants; v++)
		for (int records = variants[v / 2].more == 4 ? 2 : 1; records <= 5; records++) {
			struct making m = {.big_endian = v & 1};
			size_t more = variants[v / 2].more;

			make_file_header(&m, variants[v / 2].magic, 2, 4, 65535, 1);
			for (int i = 0; i < records; i++) {
				make_u32(&m, 1700000000 + (unsigned)i);
				make_u32(&m, 999999);
				make_u32(&m, 60);
				make_u32(&m, 1500);
				make_u32(&m, 2);                              /* interface */
				make_u64(&m, v & 1 ? 0x0800000000000000 : 8); /* IPv4 */
				m.len -= 12 - more;
				make_data(&m, 60);
			}
			struct reading g = read_bytes(m.bytes, m.len);
			assert_int_equal(g.count, records);
			assert_int_equal(g.trouble.status, INPUT_COMPLETE);
			assert_int_equal(g.first_byte[records - 1], 0);
			assert_int_equal(g.last_byte[records - 1], 59);
			assert_int_equal(g.frames[0].time_ns, INT64_C(1700000000999999000));
		}
}

/* A plain capture that is cut anywhere but between records is incomplete, and no variant. */
static void test_cut_anywhere(void **state)
{
	(void)state;
	for (unsigned captured = 60; captured < 80; captured++) {
		struct making m = {.big_endian = captured & 1};

		make_file_header(&m, 0xa1b2c3d4, 2, 4, 65535, 1);
		for (int i = 0; i < 2; i++) {
			make_u32(&m, 1700000000);
			make_u32(&m, 1000);
			make_u32(&m, captured);
			make_u32(&m, captured);
			make_data(&m, captured);
			/* The addresses of a loopback frame could be more of a header. */
			memset(m.bytes + m.len - captured, 0, 12);
		}
		size_t record = 16 + captured;
		for (size_t len = 24 + record; len <= 24 + 2 * record; len++) {
			bool whole = (len - 24) % record == 0;
			struct reading g = read_bytes(m.bytes, len);

			assert_int_equal(g.count, (len - 24) / record);
			assert_int_equal(g.trouble.status == INPUT_COMPLETE, whole);
			assert_int_equal(g.first_byte[0], 0);
		}
	}
}

/* IXIA: four bytes more in the file header. */
static void test_ixia(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++) {
		struct making m = {.big_endian = i & 1};

		make_file_header(&m, i & 2 ? 0x1c0001ac : 0x1c0001ab, 2, 4, 65535, 1);
		struct reading g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.trouble.status, INPUT_UNREADABLE);
		make_u32(&m, 26);
		make_record(&m, 5, 7, 10, 10);
		g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.trouble.status, INPUT_COMPLETE);
		assert_int_equal(g.count, 1);
		assert_int_equal(g.frames[0].time_ns, INT64_C(5000000000) + (i & 2 ? 7 : 7000));
		assert_string_equal(g.input.format, "pcap-ixia");
	}
}

/* AIX: nanoseconds, and link types of its own; other files of that version are not its. */
static void test_aix(void **state)
{
	(void)state;
	static const int types[][2] = {{6, 1}, {9, 6}, {15, 10}, {24, 0}, {1, 1}};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct making m = {.big_endian = true};
		bool aix = types[i][0] != 1;

		make_file_header(&m, 0xa1b2c3d4, 2, 2, 65535, (uint32_t)types[i][0]);
		make_record(&m, 5, 7, 10, 10);
		struct reading g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.count, 1);
		assert_int_equal(g.frames[0].linktype, types[i][1]);
		assert_int_equal(g.frames[0].time_ns, INT64_C(5000000000) + (aix ? 7 : 7000));
	}
}

/* Length lies that leave the file readable: what is there is read, the wire length never below. */
static void test_lying_lengths(void **state)
{
	(void)state;
	struct making m = {0};

	make_file_header(&m, 0xa1b2c3d4, 2, 4, 3, 1);
	make_record(&m, 1, 0xffffffff, 10, 0);
	make_record(&m, 1, 0, 10, 0xffffffff);
	struct reading g = read_bytes(m.bytes, m.len);
	assert_int_equal(g.trouble.status, INPUT_COMPLETE);
	assert_int_equal(g.count, 2);
	assert_int_equal(g.frames[0].len, 10); /* more than the snap length of 3 */
	assert_int_equal(g.frames[0].wire_len, 10);
	assert_int_equal(g.frames[0].time_ns, INT64_C(4295967295000));
	assert_int_equal(g.frames[1].wire_len, 0xffffffff);
}

static void test_refused(void **state)
{
	(void)state;
	const unsigned versions[][2] = {{2, 5}, {3, 0}, {0, 0}, {543, 1}};

	for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
		struct making m = {0};

		make_file_header(&m, 0xa1b2c3d4, versions[i][0], versions[i][1], 0, 1);
		struct reading g = read_bytes(m.bytes, m.len);
		assert_int_equal(g.trouble.status, INPUT_UNREADABLE);
		assert_non_null(strstr(g.trouble.text, "version"));
	}
	assert_false(
	    classic_recognise(&(struct reader_look){(const uint8_t *)"\xa1\x2b\x3c\x4d", 4, true}));
	assert_false(
	    classic_recognise(&(struct reader_look){(const uint8_t *)"\0\0\0\0", 4, true}));
	assert_false(
	    classic_recognise(&(struct reader_look){(const uint8_t *)"\xa1\xb2\xc3", 3, true}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_kinds),
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_damage),
	    cmocka_unit_test(test_appended_capture),
	    cmocka_unit_test(test_zeros),
	    cmocka_unit_test(test_record_headers),
	    cmocka_unit_test(test_cut_anywhere),
	    cmocka_unit_test(test_ixia),
	    cmocka_unit_test(test_aix),
	    cmocka_unit_test(test_lying_lengths),
	    cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests_name("classic", tests, NULL, NULL);
}

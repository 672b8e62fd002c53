#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/make_capture.h"
#include "../../support/reading.h"

#define MORE 0x80

/* A record with its header, `extensions` extension headers, the bytes before the frame, the frame,
 * and padding to 8 bytes. Times are little-endian, lengths big-endian. */
static void add(struct making *m, unsigned type, unsigned extensions, unsigned before,
    unsigned captured, unsigned wire)
{
	unsigned len = 16 + 8 * extensions + before + captured;

	m->big_endian = false;
	make_u32(m, 0x80000000); /* half a second */
	make_u32(m, 1700000000);
	m->big_endian = true;
	make_u8(m, type | (extensions ? MORE : 0));
	make_u8(m, 4);
	make_u16(m, (len + 7) / 8 * 8);
	make_u16(m, 0);
	make_u16(m, wire);
	for (unsigned i = 1; i <= extensions; i++) {
		make_u8(m, i < extensions ? MORE | 3 : 3);
		make_data(m, 7);
	}
	for (unsigned i = 0; i < before; i++)
		make_u8(m, 0xee);
	make_data(m, captured);
	for (; len % 8 != 0; len++)
		make_u8(m, 0xdd);
}

static bool recognised(const struct making *m, size_t len, bool whole)
{
	const uint8_t *copy = guard_copy(m->bytes, len);
	bool yes = erf_recognise(&(struct reader_look){copy, len, whole});

	guard_free(copy, len);
	return yes;
}

static void test_records(void **state)
{
	(void)state;
	static const struct {
		unsigned type, before;
		int linktype;
	} rows[] = {{2, 2, 1}, {11, 2, 1}, {16, 2, 1}, {20, 2, 1}, {22, 0, 228}, {23, 0, 229},
	    {1, 0, 104}, {5, 4, 104}};

	for (size_t i = 0; i < 3 * sizeof rows / sizeof *rows; i++) {
		struct making m = {0};
		unsigned type = rows[i / 3].type;

		add(&m, type, (unsigned)(i % 3), rows[i / 3].before, 13, 90);
		add(&m, type, 0, rows[i / 3].before, 10, 10);
		assert_true(recognised(&m, m.len, true));
		struct reading g = reading_of(erf_open, m.bytes, m.len);
		assert_int_equal(g.trouble.status, INPUT_COMPLETE);
		assert_int_equal(g.count, 2);
		assert_int_equal(g.frames[0].linktype, rows[i / 3].linktype);
		assert_int_equal(g.first_byte[0], 0);
		assert_int_equal(g.frames[0].wire_len, 90);
		assert_true(g.frames[0].len >= 13 && g.frames[0].len < 13 + 8);
		assert_int_equal(g.frames[1].len, 10); /* not the padding */
		assert_int_equal(g.last_byte[1], 9);
		assert_int_equal(g.frames[0].time_ns, INT64_C(1700000000500000000));
	}
}

/* Other content stays a whole record; padding is none. */
static void test_other_types(void **state)
{
	(void)state;
	struct making m = {0};

	add(&m, 27, 0, 0, 8, 8);
	add(&m, 48, 0, 0, 8, 8);
	add(&m, 3, 0, 0, 52, 52);
	struct reading g = reading_of(erf_open, m.bytes, m.len);
	assert_int_equal(g.count, 2);
	assert_int_equal(g.frames[0].linktype, 197);
	assert_int_equal(g.frames[0].len, 24);
	assert_int_equal(g.frames[1].linktype, 197);
	assert_int_equal(g.frames[1].ref.record, 2);
}

static void test_prefixes(void **state)
{
	(void)state;
	struct making m = {0};

	for (int i = 0; i < 3; i++)
		add(&m, 2, (unsigned)i, 2, 14, 14);
	for (size_t len = 1; len <= m.len; len++) {
		struct reading g = reading_of(erf_open, m.bytes, len);

		(void)recognised(&m, len, true);
		(void)recognised(&m, len, false);
		assert_int_equal(g.count, (len >= 32) + (len >= 72) + (len >= 120));
		assert_int_equal(g.trouble.status,
		    len == 32 || len == 72 || len == 120 ? INPUT_COMPLETE : INPUT_TRUNCATED);
	}
}

/* No magic: anything else must not be taken for it. */
static void test_not_recognised(void **state)
{
	(void)state;
	struct making m = {0};

	add(&m, 2, 0, 2, 14, 14);
	assert_true(recognised(&m, m.len, true));
	assert_false(recognised(&m, m.len, false)); /* one record proves nothing */
	m.bytes[4] = m.bytes[7] = 0;                /* long before 1990 */
	assert_false(recognised(&m, m.len, true));
	m = (struct making){0};
	add(&m, 0, 0, 0, 14, 14);
	assert_false(recognised(&m, m.len, true));
	m = (struct making){0};
	add(&m, 2, 0, 2, 14, 14);
	add(&m, 2, 0, 2, 14, 14);
	m.bytes[32 + 7] += 10; /* the clock jumps by years */
	assert_false(recognised(&m, m.len, true));
	memset(m.bytes, 0, sizeof m.bytes);
	assert_false(recognised(&m, 4096, true));
	memset(m.bytes, ' ', sizeof m.bytes);
	assert_false(recognised(&m, 4096, true));
}

static void test_damage(void **state)
{
	(void)state;
	struct making m = {0};

	add(&m, 2, 0, 2, 14, 14);
	size_t at = m.len;
	add(&m, 2, 0, 2, 14, 14);
	m.bytes[at + 10] = 0;
	m.bytes[at + 11] = 15;
	struct reading g = reading_of(erf_open, m.bytes, m.len);
	assert_int_equal(g.count, 1);
	assert_int_equal(g.trouble.status, INPUT_DAMAGED);
	memset(m.bytes + at, 0, 100);
	g = reading_of(erf_open, m.bytes, at + 100);
	assert_int_equal(g.count, 1);
	assert_non_null(strstr(g.trouble.text, "100 zero bytes"));
	/* extension headers without an end */
	m = (struct making){0};
	add(&m, 2, 1, 2, 14, 14);
	memset(m.bytes + 16, MORE, m.len - 16);
	g = reading_of(erf_open, m.bytes, m.len);
	assert_int_equal(g.count, 1);
	assert_int_equal(g.frames[0].linktype, 197);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_records),
	    cmocka_unit_test(test_other_types),
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_not_recognised),
	    cmocka_unit_test(test_damage),
	};
	return cmocka_run_group_tests_name("erf", tests, NULL, NULL);
}

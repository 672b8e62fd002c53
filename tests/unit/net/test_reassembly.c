#include "../../../src/net/reassembly.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#include <string.h>

/* The pieces as text: '.' for bytes nobody has, '?' for those that the capture cut. */
static const struct piece_origin nobody;

static void draw(const struct reassembly *p, char *out, size_t cap)
{
	uint64_t len = 0;
	size_t count = 0, kept_len = 0;

	memset(out, '.', cap);
	for (const struct piece *piece = reassembly_first(p); count < p->count; piece++) {
		assert_true(piece->offset + piece->len < cap);
		assert_true(piece->kept_len <= piece->len);
		assert_true(count + 1 == p->count || piece->offset + piece->len <= piece[1].offset);
		memset(out + piece->offset, '?', piece->len);
		memcpy(out + piece->offset, piece->bytes, piece->kept_len);
		len += piece->len;
		kept_len += piece->kept_len;
		count++;
	}
	out[reassembly_end(p)] = '\0';
	assert_int_equal(p->len, len);
	assert_true(p->cost_bytes >= kept_len);
}

static const struct {
	struct {
		uint64_t offset;
		const char *bytes;
		size_t missing;
	} adds[4];
	const char *drawn;
	bool differs;
} rows[] = {
    {{{0, "abc", 0}, {3, "def", 0}}, "abcdef", false},
    {{{3, "def", 0}, {0, "abc", 0}}, "abcdef", false},
    {{{5, "f", 0}, {1, "b", 0}, {3, "d", 0}}, ".b.d.f", false},
    {{{0, "abc", 0}, {0, "abc", 0}}, "abc", false},
    {{{0, "abc", 0}, {0, "aXc", 0}}, "abc", true},
    {{{2, "cd", 0}, {0, "abcdef", 0}}, "abcdef", false},
    {{{2, "cd", 0}, {0, "ABCDEF", 0}}, "ABcdEF", true},
    {{{1, "b", 0}, {3, "d", 0}, {5, "f", 0}, {0, "abcdefg", 0}}, "abcdefg", false},
    {{{0, "abcd", 0}, {1, "bX", 0}}, "abcd", true},
    {{{0, "abcd", 0}, {2, "cdef", 0}}, "abcdef", false},
    {{{0, "ab", 2}, {4, "ef", 0}}, "ab??ef", false},
    {{{0, "ab", 2}, {0, "abcdef", 0}}, "ab??ef", false},
    {{{2, "cd", 0}, {0, "a", 5}}, "a?cd??", false},
    {{{2, "cd", 0}, {0, "abX", 3}}, "abcd??", true},
    {{{0, "", 0}}, "", false},
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct reassembly p = {0};
		bool differs = false;
		char drawn[32];

		for (size_t n = 0; n < 4 && rows[i].adds[n].bytes; n++) {
			const char *bytes = rows[i].adds[n].bytes;
			size_t kept_len = strlen(bytes);

			reassembly_add(&p, rows[i].adds[n].offset,
			    kept_len + rows[i].adds[n].missing, (const uint8_t *)bytes, kept_len,
			    nobody, &differs);
		}
		draw(&p, drawn, sizeof drawn);
		assert_string_equal(drawn, rows[i].drawn);
		assert_int_equal(differs, rows[i].differs);
		reassembly_fini(&p);
		assert_int_equal(p.count + p.cost_bytes + p.len, 0);
	}
}

/* Any order of any overlapping pieces of one text gives the text. */
static void test_any_order(void **state)
{
	(void)state;
	static const char text[] = "abcdefghijklmnopqrstuvwxyz";
	uint32_t seed = 1;

	for (int round = 0; round < 2000; round++) {
		struct reassembly p = {0};
		bool differs = false, seen[26] = {false};
		char drawn[32], expected[27];
		size_t end = 0;

		for (int n = 0; n < 12; n++) {
			seed = seed * 1664525 + 1013904223;
			size_t offset = (seed >> 8) % 26, len = (seed >> 20) % (27 - offset);

			reassembly_add(
			    &p, offset, len, (const uint8_t *)text + offset, len, nobody, &differs);
			memset(seen + offset, true, len);
			if (len > 0 && offset + len > end)
				end = offset + len;
		}
		for (size_t i = 0; i < end; i++)
			expected[i] = seen[i] ? text[i] : '.';
		expected[end] = '\0';
		draw(&p, drawn, sizeof drawn);
		assert_string_equal(drawn, expected);
		assert_false(differs);
		reassembly_fini(&p);
	}
}

/* Pieces that come at the end and go at the front need no more room than wait at a time. */
static void test_window(void **state)
{
	(void)state;
	struct reassembly p = {0};
	bool differs = false;

	for (uint64_t n = 0; n < 1000; n++) {
		uint8_t byte = (uint8_t)n;

		reassembly_add(&p, n * 2, 1, &byte, 1, nobody, &differs);
		if (n >= 10)
			reassembly_drop(&p);
		uint64_t oldest = n >= 10 ? n - 9 : 0;
		assert_int_equal(reassembly_first(&p)->offset, oldest * 2);
		assert_int_equal(reassembly_first(&p)->bytes[0], (uint8_t)oldest);
	}
	assert_int_equal(p.count, 10);
	assert_true(p.slot_count <= 32);
	reassembly_fini(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_any_order),
	    cmocka_unit_test(test_window),
	};
	return cmocka_run_group_tests_name("pieces", tests, NULL, NULL);
}

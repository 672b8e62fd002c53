#include "dns/name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"
#include "base/escape.h"

#define HEADER_BYTES 12

/* A message of 12 header bytes and these; the name starts at `at` and ends before `next`. */
static const struct {
	const char *bytes;
	size_t len, at, next;
	enum anomaly result;
	const char *text;
} wires[] = {
    {"\0", 1, 12, 13, ANOMALY_NONE, "."},
    {"\3WwW\7eXample\0", 13, 12, 25, ANOMALY_NONE, "WwW.eXample"},
    {"\1a\0\1b\xc0\x0c", 7, 15, 19, ANOMALY_NONE, "b.a"},
    {"\1a\0\xc0\x0c\1b\xc0\x0f", 9, 17, 21, ANOMALY_NONE, "b.a"},
    {"\1a\0\xc0\x0e", 5, 15, 17, ANOMALY_NONE, "."},
    {"\1a\xc0\x0c", 4, 12, 0, ANOMALY_NAME_POINTER_FORWARD, "a"},
    {"\xc0\x0c", 2, 12, 0, ANOMALY_NAME_POINTER_FORWARD, "."},
    {"\xc0\x0e\xc0\x0c", 4, 14, 0, ANOMALY_NAME_POINTER_FORWARD, "."},
    {"\xc0\xff", 2, 12, 0, ANOMALY_NAME_POINTER_FORWARD, "."},
    {"\1a\0\1b\xc0\x0f", 7, 15, 0, ANOMALY_NAME_POINTER_FORWARD, "b"},
    {"\1a\xc0\x00", 4, 12, 0, ANOMALY_NAME_POINTER_HEADER, "a"},
    {"\xc0\x0b", 2, 12, 0, ANOMALY_NAME_POINTER_HEADER, "."},
    {"\1a\x40", 3, 12, 0, ANOMALY_NAME_LABEL_TYPE, "a"},
    {"\1a\xbf", 3, 12, 0, ANOMALY_NAME_LABEL_TYPE, "a"},
    {"", 0, 12, 0, ANOMALY_DNS_ENDS_EARLY, "."},
    {"\1a\5bcde", 7, 12, 0, ANOMALY_DNS_ENDS_EARLY, "a"},
    {"\1a\xc0", 3, 12, 0, ANOMALY_DNS_ENDS_EARLY, "a"},
};

static size_t build(uint8_t *out, const void *bytes, size_t len)
{
	memset(out, 0, HEADER_BYTES);
	memcpy(out + HEADER_BYTES, bytes, len);
	return HEADER_BYTES + len;
}

static void assert_text(const struct dns_name *name, const char *text)
{
	char out[DNS_NAME_TEXT_MAX];

	escape_name(out, sizeof out, name->wire, name->len);
	assert_string_equal(out, text);
}

/* What every name promises, whatever the bytes were. */
static void assert_legal(const struct dns_name *name)
{
	unsigned at = 0, labels = 0;

	for (; name->wire[at] != 0; at += 1U + name->wire[at]) {
		assert_true(name->wire[at] <= DNS_LABEL_MAX);
		assert_int_equal(name->offset[labels++], at);
	}
	assert_int_equal(name->offset[labels], at);
	assert_int_equal(name->label_count, labels);
	assert_int_equal(name->len, at + 1);
	for (unsigned i = 0; i < name->len; i++) {
		uint8_t c = name->wire[i];

		assert_int_equal(name->fold[i], c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
}

static enum anomaly read_at(
    const uint8_t *bytes, size_t len, size_t at, struct dns_name *name, struct cursor *c)
{
	*c = cursor_of(bytes, len);
	c->pos = at;
	return dns_name_read(c, name);
}

static void test_wires(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wires / sizeof *wires; i++) {
		uint8_t whole[64];
		size_t len = build(whole, wires[i].bytes, wires[i].len);
		const uint8_t *bytes = guard_copy(whole, len);
		struct dns_name name;
		struct cursor c;

		assert_int_equal(read_at(bytes, len, wires[i].at, &name, &c), wires[i].result);
		assert_legal(&name);
		assert_text(&name, wires[i].text);
		assert_int_equal(c.bad, wires[i].result != ANOMALY_NONE);
		if (!c.bad)
			assert_int_equal(c.pos, wires[i].next);

		assert_int_equal(read_at(bytes, len, wires[i].at, NULL, &c), wires[i].result);
		assert_int_equal(c.bad, wires[i].result != ANOMALY_NONE);
		if (!c.bad)
			assert_int_equal(c.pos, wires[i].next);
		guard_free(bytes, len);
	}
}

static void test_prefixes(void **state)
{
	static const char message[] = "\3abc\7example\3com\0\4mail\xc0\x10";
	(void)state;
	for (size_t len = 18; len < sizeof message - 1; len++) {
		uint8_t whole[64];
		size_t total = build(whole, message, len);
		const uint8_t *bytes = guard_copy(whole, total);
		struct dns_name name;
		struct cursor c;

		assert_int_equal(
		    read_at(bytes, total, HEADER_BYTES + 17, &name, &c), ANOMALY_DNS_ENDS_EARLY);
		assert_legal(&name);
		guard_free(bytes, total);
	}
}

/* Names of n labels of one byte: 127 is the most that 255 bytes hold. */
static void test_label_limit(void **state)
{
	(void)state;
	for (unsigned n = 126; n <= 128; n++) {
		uint8_t whole[HEADER_BYTES + 2 * 128 + 1] = {0};
		struct dns_name name;
		struct cursor c;

		for (unsigned i = 0; i < n; i++)
			memcpy(whole + HEADER_BYTES + 2 * i, "\1A", 2);
		assert_int_equal(read_at(whole, sizeof whole, HEADER_BYTES, &name, &c),
		    n <= DNS_LABELS_MAX ? ANOMALY_NONE : ANOMALY_NAME_TOO_LONG);
		assert_legal(&name);
		assert_int_equal(name.label_count, n <= DNS_LABELS_MAX ? n : DNS_LABELS_MAX);
	}
}

/* Three labels of 63 and one of n: 61 makes 255 bytes with the root. */
static void test_length_limit(void **state)
{
	(void)state;
	for (unsigned n = 60; n <= 63; n++) {
		uint8_t whole[HEADER_BYTES + 3 * 64 + 64 + 1] = {0};
		struct dns_name name;
		struct cursor c;

		for (unsigned i = 0; i < 3; i++)
			whole[HEADER_BYTES + 64 * i] = 63;
		whole[HEADER_BYTES + 192] = (uint8_t)n;
		assert_int_equal(read_at(whole, sizeof whole, HEADER_BYTES, &name, &c),
		    n <= 61 ? ANOMALY_NONE : ANOMALY_NAME_TOO_LONG);
		assert_legal(&name);
		assert_int_equal(name.len, n <= 61 ? 194 + n : 193);
	}
}

/* Every byte value, at every place in the groups the fold works in. */
static void test_fold(void **state)
{
	(void)state;
	for (unsigned first = 0; first < 256; first++) {
		uint8_t whole[HEADER_BYTES + 64 + 1] = {0};
		struct dns_name name;
		struct cursor c;

		whole[HEADER_BYTES] = 63;
		for (unsigned i = 1; i < 64; i++)
			whole[HEADER_BYTES + i] = (uint8_t)(first + i);
		assert_int_equal(
		    read_at(whole, sizeof whole, HEADER_BYTES, &name, &c), ANOMALY_NONE);
		assert_legal(&name);
	}
}

/* A root name, then n pointers, each to the one before. */
/* Every byte at every place of a piece of any length, against one byte at a time. */
static void test_fold_of_a_part(void **state)
{
	uint8_t wire[20], fold[21];

	(void)state;
	for (size_t len = 0; len <= sizeof wire; len++)
		for (unsigned first = 0; first <= UINT8_MAX; first++) {
			for (size_t i = 0; i < len; i++)
				wire[i] = (uint8_t)(first + 37 * i);
			fold[len] = 0xee;
			dns_name_fold(fold, wire, len);
			for (size_t i = 0; i < len; i++) {
				bool upper = wire[i] >= 'A' && wire[i] <= 'Z';

				assert_int_equal(fold[i], upper ? wire[i] + 32 : wire[i]);
			}
			assert_int_equal(fold[len], 0xee);
		}
}

static void test_jump_limit(void **state)
{
	(void)state;
	for (unsigned n = DNS_JUMPS_MAX - 1; n <= DNS_JUMPS_MAX + 1; n++) {
		uint8_t whole[HEADER_BYTES + 1 + 2 * (DNS_JUMPS_MAX + 1)] = {0};
		size_t at = HEADER_BYTES, next = HEADER_BYTES + 1;
		enum anomaly want = n <= DNS_JUMPS_MAX ? ANOMALY_NONE : ANOMALY_NAME_POINTER_LIMIT;
		struct dns_name name;
		struct cursor c;

		for (unsigned i = 0; i < n; i++, at = next, next += 2) {
			whole[next] = (uint8_t)(0xc0 | at >> 8);
			whole[next + 1] = (uint8_t)at;
		}
		assert_int_equal(read_at(whole, sizeof whole, at, &name, &c), want);
		assert_int_equal(read_at(whole, sizeof whole, at, NULL, &c), want);
	}
}

static void test_budget(void **state)
{
	uint8_t whole[32];
	size_t len = build(whole, "\1a\1b\0\xc0\x0c", 7);
	(void)state;

	for (uint32_t granted = 0; granted < 6; granted++) {
		struct cursor c = cursor_of(whole, len);
		uint32_t left = granted;

		c.pos = HEADER_BYTES + 5;
		assert_int_equal(dns_name_read_within(&c, NULL, &left),
		    granted < 4 ? ANOMALY_NAME_POINTER_LIMIT : ANOMALY_NONE);
		assert_int_equal(left, granted < 4 ? 0 : granted - 4);
	}
}

static const struct {
	const char *text;
	const char *wire; /* NULL: not a name */
	size_t len;
} texts[] = {
    {".", "\0", 1},
    {"a", "\1a\0", 3},
    {"a.", "\1a\0", 3},
    {"A.b.", "\1A\1b\0", 5},
    {"a\\.b.c", "\3a.b\1c\0", 7},
    {"\\000\\255\\\\", "\3\0\377\\\0", 5},
    {"", NULL, 0},
    {"..", NULL, 0},
    {".a", NULL, 0},
    {"a..b", NULL, 0},
    {"a\\", NULL, 0},
    {"a\\25", NULL, 0},
    {"a\\256", NULL, 0},
    {"123456789012345678901234567890123456789012345678901234567890123", "?", 65},
    {"1234567890123456789012345678901234567890123456789012345678901234", NULL, 0},
};

static void test_parse(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct dns_name name;

		assert_int_equal(dns_name_parse(texts[i].text, &name), texts[i].wire ? 0 : -1);
		if (!texts[i].wire)
			continue;
		assert_legal(&name);
		assert_int_equal(name.len, texts[i].len);
		if (*texts[i].wire != '?')
			assert_memory_equal(name.wire, texts[i].wire, name.len);
	}
}

static void test_suffix(void **state)
{
	struct dns_name name;
	const uint8_t *fold;
	(void)state;

	assert_int_equal(dns_name_parse("A.Bc.D", &name), 0);
	assert_int_equal(dns_name_suffix(&name, 0, &fold), 1);
	assert_int_equal(*fold, 0);
	assert_int_equal(dns_name_suffix(&name, 2, &fold), 6);
	assert_memory_equal(fold, "\2bc\1d", 6);
	assert_int_equal(dns_name_suffix(&name, 3, &fold), name.len);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_wires),
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_label_limit),
	    cmocka_unit_test(test_length_limit),
	    cmocka_unit_test(test_fold),
	    cmocka_unit_test(test_fold_of_a_part),
	    cmocka_unit_test(test_jump_limit),
	    cmocka_unit_test(test_budget),
	    cmocka_unit_test(test_parse),
	    cmocka_unit_test(test_suffix),
	};
	return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}

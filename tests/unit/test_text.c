#include "dns/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "../support/guard.h"

static void test_mnemonics(void **state)
{
	char out[DNS_MNEMONIC_MAX];
	(void)state;

	assert_string_equal(dns_type_text(1, out), "A");
	assert_string_equal(dns_type_text(10, out), "NULL");
	assert_string_equal(dns_type_text(65, out), "HTTPS");
	assert_string_equal(dns_type_text(255, out), "ANY");
	assert_string_equal(dns_type_text(0, out), "TYPE0");
	assert_string_equal(dns_type_text(65399, out), "TYPE65399");
	assert_string_equal(dns_class_text(1, out), "IN");
	assert_string_equal(dns_class_text(0x8001, out), "IN");
	assert_string_equal(dns_class_text(2, out), "CLASS2");
	assert_string_equal(dns_class_text(0xffff, out), "CLASS65535");
	assert_string_equal(dns_rcode_text(3, out), "NXDOMAIN");
	assert_string_equal(dns_rcode_text(4095, out), "RCODE4095");
	assert_string_equal(dns_opcode_text(0x8580, out), "QUERY");
	assert_string_equal(dns_opcode_text(0x2800, out), "UPDATE");
	assert_string_equal(dns_opcode_text(0x1800, out), "OPCODE3");
}

/* Every number has a name that fits and, for types, leads back to the number. */
static void test_all_numbers(void **state)
{
	(void)state;
	for (unsigned n = 0; n <= UINT16_MAX; n++) {
		char out[DNS_MNEMONIC_MAX];

		assert_null(strstr(dns_class_text((uint16_t)n, out), ".."));
		assert_null(strstr(dns_rcode_text((uint16_t)n, out), ".."));
		assert_null(strstr(dns_type_text((uint16_t)n, out), ".."));
		assert_int_equal(dns_type_number(out), n);
	}
}

static void test_type_number(void **state)
{
	(void)state;
	assert_int_equal(dns_type_number("txt"), 16);
	assert_int_equal(dns_type_number("Aaaa"), 28);
	assert_int_equal(dns_type_number("any"), 255);
	assert_int_equal(dns_type_number("type65399"), 65399);
	assert_int_equal(dns_type_number("TYPE0"), 0);
	assert_int_equal(dns_type_number("TYPE65536"), -1);
	assert_int_equal(dns_type_number("TYPE99999999999999999999"), -1);
	assert_int_equal(dns_type_number("TYPE"), -1);
	assert_int_equal(dns_type_number("TYPE1x"), -1);
	assert_int_equal(dns_type_number(""), -1);
	assert_int_equal(dns_type_number("AA"), -1);
}

/* RDATA stands behind the header and the name example.com at 12. */
#define OWNER "\7example\3com\0"
static const struct {
	uint16_t type;
	const char *rdata;
	size_t len;
	const char *text;
} rows[] = {
    {DNS_TYPE_A, "\1\2\3\4", 4, "1.2.3.4"},
    {DNS_TYPE_A, "\1\2\3", 3, "\\# 3 010203"},
    {DNS_TYPE_A, "\1\2\3\4\5", 5, "\\# 5 0102030405"},
    {DNS_TYPE_A, "", 0, "\\# 0"},
    {DNS_TYPE_AAAA, "\x20\1\xd\xb8\0\0\0\0\0\0\0\0\0\0\0\1", 16, "2001:db8::1"},
    {DNS_TYPE_NS, "\2ns\xc0\x0c", 5, "ns.example.com."},
    {DNS_TYPE_CNAME, "\xc0\x0c", 2, "example.com."},
    {DNS_TYPE_CNAME, "\xc0\x0c\0", 3, "\\# 3 c00c00"},
    {DNS_TYPE_CNAME, "\xc0\xff", 2, "\\# 2 c0ff"},
    {DNS_TYPE_CNAME, "\4a\"\1\377\0", 6, "a\"\\001\\255."},
    {DNS_TYPE_PTR, "\1p\0", 3, "p."},
    {DNS_TYPE_SOA, "\1m\xc0\x0c\1r\xc0\x0c\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5", 28,
	"m.example.com. r.example.com. 1 2 3 4 5"},
    {DNS_TYPE_MX, "\0\x0a\2mx\xc0\x0c", 7, "10 mx.example.com."},
    {DNS_TYPE_MX, "\0\x0a", 2, "\\# 2 000a"},
    {DNS_TYPE_TXT, "\3a\"b\2\1\377\1\\", 9, "\"a\\\"b\" \"\\001\\255\" \"\\\\\""},
    {DNS_TYPE_TXT, "\0", 1, "\"\""},
    {DNS_TYPE_TXT, "\5abc", 4, "\\# 4 05616263"},
    {DNS_TYPE_TXT, "", 0, "\\# 0"},
    {DNS_TYPE_SRV, "\0\1\0\2\0\x35\1s\xc0\x0c", 10, "1 2 53 s.example.com."},
    {DNS_TYPE_NAPTR, "\0\1\0\2\1u\3E2U\0\0", 12, "1 2 \"u\" \"E2U\" \"\" ."},
    {DNS_TYPE_CAA, "\0\5issueca.x", 11, "0 issue \"ca.x\""},
    {DNS_TYPE_DNAME, "\1d\0", 3, "d."},
    {DNS_TYPE_DS, "\0\1\x08\2\xaa\xbb", 6, "1 8 2 aabb"},
    {DNS_TYPE_DNSKEY, "\1\0\3\x08\1\2\3", 7, "256 3 8 AQID"},
    {DNS_TYPE_HTTPS, "\0\1\0\0\1\0\3\2h2", 10, "1 . alpn=h2"},
    {DNS_TYPE_NULL, "\1\2", 2, "\\# 2 0102"},
    {DNS_TYPE_PRIVATE, "\xde\xad", 2, "\\# 2 dead"},
};

static struct dns_record record_at(const uint8_t *bytes, size_t from, size_t len, uint16_t type)
{
	struct cursor c = cursor_of(bytes, from + len);
	struct dns_record record = {.section = DNS_ANSWER, .type = type, .class = 1};

	c.pos = from;
	record.rdata = cursor_window(&c, len);
	return record;
}

static void assert_printable(const char *text)
{
	for (; *text != '\0'; text++)
		assert_true(*text >= ' ' && *text <= '~');
}

static void test_rdata(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint8_t whole[128] = {0};
		size_t from = 12 + sizeof OWNER - 1, len = from + rows[i].len;

		memcpy(whole + 12, OWNER, sizeof OWNER - 1);
		memcpy(whole + from, rows[i].rdata, rows[i].len);
		const uint8_t *bytes = guard_copy(whole, len);
		struct dns_record record = record_at(bytes, from, rows[i].len, rows[i].type);
		char out[256];

		size_t n = dns_rdata_text(&record, out, sizeof out);

		assert_string_equal(out, rows[i].text);
		assert_int_equal(n, strlen(out));
		guard_free(bytes, len);
	}
}

/* Every type at every prefix of every RDATA: printable, terminated, never more than its room. */
static void test_prefixes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		for (size_t len = 0; len <= rows[i].len; len++) {
			const uint8_t *bytes = guard_copy(rows[i].rdata, len);
			struct dns_record record = record_at(bytes, 0, len, rows[i].type);

			for (size_t cap = 1; cap < 24; cap++) {
				char *out = malloc(cap);
				size_t n = dns_rdata_text(&record, out, cap);

				assert_true(n < cap);
				assert_int_equal(strlen(out), n);
				assert_printable(out);
				free(out);
			}
			guard_free(bytes, len);
		}
	}
}

/* What costs ldns too much never reaches it. */
static void test_too_much_for_ldns(void **state)
{
	static uint8_t bytes[DNS_RDATA_TEXT_BYTES_MAX + 256];
	struct dns_record record;
	char out[64];
	(void)state;

	record = record_at(bytes, 0, DNS_RDATA_STRINGS_MAX, DNS_TYPE_TXT);
	dns_rdata_text(&record, out, sizeof out);
	assert_memory_equal(out, "\"\" \"\"", 5);
	record = record_at(bytes, 0, DNS_RDATA_STRINGS_MAX + 1, DNS_TYPE_TXT);
	dns_rdata_text(&record, out, sizeof out);
	assert_memory_equal(out, "\\# 257 00", 9);
	for (size_t at = 0; at < sizeof bytes; at += 256)
		bytes[at] = 255;
	record = record_at(bytes, 0, DNS_RDATA_TEXT_BYTES_MAX, DNS_TYPE_TXT);
	dns_rdata_text(&record, out, sizeof out);
	assert_memory_equal(out, "\"\\000", 5);
	record = record_at(bytes, 0, sizeof bytes, DNS_TYPE_TXT);
	dns_rdata_text(&record, out, sizeof out);
	assert_memory_equal(out, "\\# 2304 ff", 10);
	assert_string_equal(out + strlen(out) - 3, "...");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_mnemonics),
	    cmocka_unit_test(test_all_numbers),
	    cmocka_unit_test(test_type_number),
	    cmocka_unit_test(test_rdata),
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_too_much_for_ldns),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}

#include "dns/record_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/limits.h"

#include "../../support/guard.h"

#define BYTES(literal) literal, sizeof(literal) - 1
#define TEXT_MAX       (1024 * 1024)

/* RDATA behind the name WWW.example at offset 12, to which pointers may point. */
#define OWNER     "header of 12\3WWW\7example\0"
#define OWNER_LEN (sizeof OWNER - 1)

static const struct {
	uint16_t type;
	const char *rdata;
	size_t len;
	const char *text, *folded; /* NULL: the same */
	bool fits;
} rows[] = {
    {DNS_TYPE_A, BYTES("\xc0\0\2\1"), "192.0.2.1", NULL, true},
    {DNS_TYPE_A, BYTES("\xc0\0\2"), "\\# 3 c00002", NULL, false},
    {DNS_TYPE_A, BYTES("\xc0\0\2\1\1"), "\\# 5 c000020101", NULL, false},
    {DNS_TYPE_A, BYTES(""), "\\# 0", NULL, false},
    {DNS_TYPE_AAAA, BYTES("\x20\1\xd\xb8\0\0\0\0\0\0\0\0\0\0\0\1"), "2001:db8::1", NULL, true},
    {DNS_TYPE_CNAME, BYTES("\xc0\x0c"), "WWW.example", "www.example", true},
    {DNS_TYPE_NS, BYTES("\0"), ".", NULL, true},
    {DNS_TYPE_PTR, BYTES("\1.\3a\tb\0"), "\\..a\\009b", NULL, true},
    {DNS_TYPE_PTR, BYTES("\1.\3a\tb"), "\\# 6 012e03610962", NULL, false},
    {DNS_TYPE_MX, BYTES("\0\x0a\4Mail\xc0\x10"), "10 Mail.example", "10 mail.example", true},
    {DNS_TYPE_SRV, BYTES("\0\1\0\2\0\x35\xc0\x0c"), "1 2 53 WWW.example", "1 2 53 www.example",
	true},
    {DNS_TYPE_SOA, BYTES("\xc0\x0c\xc0\x10\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\xff\xff\xff\xff"),
	"WWW.example example 1 2 3 4 4294967295", "www.example example 1 2 3 4 4294967295", true},
    {DNS_TYPE_TXT, BYTES("\5hello"), "\"hello\"", NULL, true},
    {DNS_TYPE_TXT, BYTES("\3a b\0\5x\t\"\\\0"), "\"a b\" \"\" \"x\\009\\\"\\\\\\000\"", NULL, true},
    {DNS_TYPE_TXT, BYTES("\2\x7f\xff"), "\"\\127\\255\"", NULL, true},
    {DNS_TYPE_TXT, BYTES("\6hello"), "\\# 6 0668656c6c6f", NULL, false},
    {DNS_TYPE_NAPTR, BYTES("\0\1\0\2\1u\0\1!\0"), "1 2 \"u\" \"\" \"!\" .", NULL, true},
    {DNS_TYPE_CAA, BYTES("\0\5issueca.example"), "0 issue \"ca.example\"", NULL, true},
    {DNS_TYPE_NULL, BYTES("\1\2\xab"), "\\# 3 0102ab", NULL, true},
    {DNS_TYPE_PRIVATE, BYTES(""), "\\# 0", NULL, true},
};

/* The text of a record whose RDATA follows the owner and ends at an unreadable page. */
static void text_of(uint16_t type, const uint8_t *rdata, size_t len, bool folded, struct buffer *b)
{
	static uint8_t whole[OWNER_LEN + UINT16_MAX];
	struct dns_record record = {.section = DNS_ANSWER, .type = type, .class = 1};

	memcpy(whole, OWNER, OWNER_LEN);
	memcpy(whole + OWNER_LEN, rdata, len);
	const uint8_t *copy = guard_copy(whole, OWNER_LEN + len);
	record.rdata = cursor_of(copy, OWNER_LEN + len);
	cursor_skip(&record.rdata, OWNER_LEN);
	buffer_init(b, TEXT_MAX);
	record_text_put(b, &record, folded);
	assert_int_equal(buffer_push(b, "", 1), 0);
	guard_free(copy, OWNER_LEN + len);
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int folded = 0; folded < 2; folded++) {
			struct buffer b;

			text_of(
			    rows[i].type, (const uint8_t *)rows[i].rdata, rows[i].len, folded, &b);
			assert_string_equal((const char *)b.bytes,
			    folded && rows[i].folded ? rows[i].folded : rows[i].text);
			buffer_fini(&b);
		}
}

static void test_fits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint8_t whole[512] = OWNER;
		struct dns_record record = {.type = rows[i].type, .class = 1};

		memcpy(whole + OWNER_LEN, rows[i].rdata, rows[i].len);
		record.rdata = cursor_of(whole, OWNER_LEN + rows[i].len);
		cursor_skip(&record.rdata, OWNER_LEN);
		assert_int_equal(record_text_fits(&record), rows[i].fits);
	}
}

/* Any bytes give printable ASCII, whatever the type. */
static void test_any(void **state)
{
	static const uint16_t types[] = {DNS_TYPE_A, DNS_TYPE_CNAME, DNS_TYPE_TXT, DNS_TYPE_MX,
	    DNS_TYPE_SOA, DNS_TYPE_SRV, DNS_TYPE_NAPTR, DNS_TYPE_CAA, DNS_TYPE_DS, DNS_TYPE_DNSKEY,
	    DNS_TYPE_SVCB, DNS_TYPE_HTTPS, DNS_TYPE_NULL, DNS_TYPE_OPT};
	uint32_t random = 1;

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		for (int turn = 0; turn < 2000; turn++) {
			uint8_t rdata[64];
			struct buffer b;
			size_t len = (size_t)turn % sizeof rdata;

			for (size_t n = 0; n < len; n++) {
				random = random * 1664525 + 1013904223;
				rdata[n] = random >> 28 < 12 ? (uint8_t)(random >> 24 & 7)
							     : (uint8_t)(random >> 16);
			}
			text_of(types[i], rdata, len, turn & 1, &b);
			for (size_t n = 0; n + 1 < b.len; n++)
				assert_in_range(b.bytes[n], 0x20, 0x7e);
			buffer_fini(&b);
		}
}

/* Nothing is cut: 64 KiB of strings, and of a type without a text of its own. */
static void test_large(void **state)
{
	static uint8_t rdata[UINT16_MAX];
	struct buffer b;

	(void)state;
	for (size_t i = 0; i < sizeof rdata; i++)
		rdata[i] = i % 256 == 0 ? 255 : 1;
	rdata[sizeof rdata / 256 * 256] = (uint8_t)(sizeof rdata % 256 - 1);
	text_of(DNS_TYPE_TXT, rdata, sizeof rdata, false, &b);
	assert_int_equal(b.len, 1 + 256 * 3 - 1 + (sizeof rdata - 256) * 4);
	buffer_fini(&b);
	text_of(DNS_TYPE_CAA, rdata, sizeof rdata, false, &b);
	assert_int_equal(b.len, 1 + strlen("\\# 65535 ") + sizeof rdata * 2);
	buffer_fini(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_fits),
	    cmocka_unit_test(test_any),
	    cmocka_unit_test(test_large),
	};
	return cmocka_run_group_tests_name("record_text", tests, NULL, NULL);
}

#include "dns/proxy_header.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"

#define SIGNATURE      "\r\n\r\n\0\r\nQUIT\n"
#define BYTES(literal) literal, sizeof(literal) - 1
#define ENDS4          "\xc0\0\2\1\xc0\0\2\2\x12\x34\0\x35"
#define ENDS6 \
	"\x20\1\r\xb8\0\0\0\0\0\0\0\0\0\0\0\1\x20\1\r\xb8\0\0\0\0\0\0\0\0\0\0\0\2\x12\x34\0\x35"

/* `len` of the bytes are the header; more may follow. */
static const struct {
	const char *what;
	const char *bytes;
	size_t size;
	int len;
	const char *source; /* NULL = not known */
	unsigned port;
} rows[] = {
    {"a query", BYTES("\0\1\1\0\0\1\0\0\0\0\0\0"), 0, NULL, 0},
    {"IPv4", BYTES(SIGNATURE "\x21\x11\0\x0c" ENDS4 "rest"), 28, "192.0.2.1", 0x1234},
    {"IPv4 over UDP", BYTES(SIGNATURE "\x21\x12\0\x0c" ENDS4), 28, "192.0.2.1", 0x1234},
    {"IPv6", BYTES(SIGNATURE "\x21\x21\0\x24" ENDS6), 52, "2001:db8::1", 0x1234},
    {"extensions", BYTES(SIGNATURE "\x21\x11\0\x10" ENDS4 "\4\0\1xrest"), 32, "192.0.2.1", 0x1234},
    {"LOCAL", BYTES(SIGNATURE "\x20\x11\0\x0c" ENDS4), 28, NULL, 0},
    {"UNIX", BYTES(SIGNATURE "\x21\x31\0\x02xx"), 18, NULL, 0},
    {"no room for addresses", BYTES(SIGNATURE "\x21\x11\0\x0b" ENDS4), 27, NULL, 0},
    {"another version", BYTES(SIGNATURE "\x31\x11\0\x0c" ENDS4), 0, NULL, 0},
    {"absurd length", BYTES(SIGNATURE "\x21\x11\xff\xff" ENDS4), 0, NULL, 0},
    {"cut", BYTES(SIGNATURE "\x21\x11\0\x0c\xc0\0"), -1, NULL, 0},
    {"version 1", BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 4660 53\r\nrest"), 40, "192.0.2.1", 4660},
    {"version 1, IPv6", BYTES("PROXY TCP6 2001:db8::1 2001:db8::2 4660 53\r\n"), 44, "2001:db8::1",
	4660},
    {"version 1, unknown", BYTES("PROXY UNKNOWN\r\n"), 15, NULL, 0},
    {"version 1, family and address differ", BYTES("PROXY TCP6 192.0.2.1 192.0.2.2 1 2\r\n"), 36,
	NULL, 0},
    {"version 1, port too large", BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 99999 2\r\n"), 40, NULL, 0},
    {"version 1, no CR", BYTES("PROXY UNKNOWN\n"), 0, NULL, 0},
    {"version 1, cut", BYTES("PROXY TCP4 192."), -1, NULL, 0},
    {"nothing", BYTES(""), 0, NULL, 0},
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[ADDRESS_TEXT_MAX];
		struct proxy_source source;
		const uint8_t *copy = guard_copy(rows[i].bytes, rows[i].size);
		int len = proxy_header_read(copy, rows[i].size, &source);

		if (len != rows[i].len || source.known != (rows[i].source != NULL))
			print_error("%s:\n", rows[i].what);
		assert_int_equal(len, rows[i].len);
		assert_int_equal(source.known, rows[i].source != NULL);
		if (source.known) {
			assert_string_equal(address_text(&source.address, text), rows[i].source);
			assert_int_equal(source.port, rows[i].port);
		}
		guard_free(copy, rows[i].size);
	}
}

/* Less of a header is no other header, only too little. */
static void test_prefixes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t n = 1; rows[i].len > 0 && n < (size_t)rows[i].len; n++) {
			struct proxy_source source;
			const uint8_t *copy = guard_copy(rows[i].bytes, n);

			assert_int_equal(proxy_header_read(copy, n, &source), -1);
			guard_free(copy, n);
		}
}

/* A line without an end is given up at the longest that the protocol allows. */
static void test_endless_line(void **state)
{
	(void)state;
	char line[200] = "PROXY ";
	struct proxy_source source;

	memset(line + 6, 'x', sizeof line - 6);
	assert_int_equal(proxy_header_read((const uint8_t *)line, 106, &source), -1);
	assert_int_equal(proxy_header_read((const uint8_t *)line, 107, &source), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_endless_line),
	};
	return cmocka_run_group_tests_name("proxy_header", tests, NULL, NULL);
}

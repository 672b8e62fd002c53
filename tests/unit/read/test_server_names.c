#include "read/server_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"

#define BYTES(literal) literal, sizeof(literal) - 1
/* Response, opcode, counts of answers, authority and additional records. */
#define HEAD(op, an, ns, ar) "\1\2" op "\0\0\1\0" an "\0" ns "\0" ar
#define QUESTION             "\1q\7example\0\0\1\0\1"
#define NS(target)           "\xc0\x0e\0\2\0\1\0\0\0\x3c\0\5" target "\xc0\x0e"
#define GLUE(owner)          owner "\xc0\x0e\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\1"
#define GLUE6(owner)         owner "\xc0\x0e\0\x1c\0\1\0\0\0\x3c\0\x10\xc0\0\2\1\0\0\0\0\0\0\0\0\0\0\0\0"

static const struct {
	const char *what;
	const char *bytes;
	size_t len;
	const char *name; /* of 192.0.2.1 */
} rows[] = {
    {"a referral", BYTES(HEAD("\x81", "\0", "\1", "\1") QUESTION NS("\2ns") GLUE("\2NS")),
	"ns.example"},
    {"an answer", BYTES(HEAD("\x81", "\1", "\0", "\1") QUESTION NS("\2ns") GLUE("\2ns")),
	"ns.example"},
    {"the first of two",
	BYTES(HEAD("\x81", "\0", "\2", "\2") QUESTION NS("\2ns") NS("\2nt") GLUE("\2nt")
		GLUE("\2ns")),
	"nt.example"},
    {"an address of something else",
	BYTES(HEAD("\x81", "\0", "\1", "\1") QUESTION NS("\2ns") GLUE("\2nt")), NULL},
    {"no NS record", BYTES(HEAD("\x81", "\0", "\0", "\1") QUESTION GLUE("\2ns")), NULL},
    {"an update", BYTES(HEAD("\xa8", "\0", "\1", "\1") QUESTION NS("\2ns") GLUE("\2ns")), NULL},
    {"an IPv6 address", BYTES(HEAD("\x81", "\0", "\1", "\1") QUESTION NS("\2ns") GLUE6("\2ns")),
	NULL},
    {"a name that needs escapes",
	BYTES(HEAD("\x81", "\0", "\1", "\1") QUESTION NS("\2n\t") GLUE("\2n\t")), NULL},
};

static void test_rows(void **state)
{
	const struct address address = address_v4((const uint8_t[]){192, 0, 2, 1});

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t len = 0; len <= rows[i].len; len++) {
			const uint8_t *copy = guard_copy(rows[i].bytes, len);
			struct host_names names = {.count = 0};
			struct dns_msg msg;

			dns_msg_read(copy, len, rows[i].len, &msg, NULL, (struct source_ref){0});
			if (msg.has_header)
				server_names_learn(&names, copy, len, &msg);
			const char *name = host_names_from(&names, &address, HOST_SOURCE_NS);
			if (len == rows[i].len && rows[i].name) {
				assert_non_null(name);
				assert_string_equal(name, rows[i].name);
			} else if (len == rows[i].len) {
				assert_null(name);
			}
			host_names_fini(&names);
			guard_free(copy, len);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	};
	return cmocka_run_group_tests_name("server_names", tests, NULL, NULL);
}

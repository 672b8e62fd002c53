#include "base/address.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <string.h>

/* In ascending order. */
static const struct {
	uint8_t family;
	uint8_t bytes[16];
	const char *text; /* RFC 5952 */
} rows[] = {
    {0, {0}, "-"},
    {4, {0, 0, 0, 0}, "0.0.0.0"},
    {4, {10, 1, 20, 23}, "10.1.20.23"},
    {4, {255, 255, 255, 255}, "255.255.255.255"},
    {6, {0}, "::"},
    {6, {[15] = 1}, "::1"},
    {6, {[10] = 0xff, [11] = 0xff, [12] = 192, [14] = 2, [15] = 1}, "::ffff:192.0.2.1"},
    {6, {0x20, 0x01, 0x0d, 0xb8, [7] = 1, [15] = 1}, "2001:db8:0:1::1"},
    {6, {0x20, 0x01, 0x0d, 0xb8, 0xab, 0xcd, [15] = 1}, "2001:db8:abcd::1"},
    {6,
	{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	    0xff},
	"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

static struct address address_of(size_t i)
{
	if (rows[i].family == 4)
		return address_v4(rows[i].bytes);
	if (rows[i].family == 6)
		return address_v6(rows[i].bytes);
	return (struct address){0};
}

static void test_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROW_COUNT; i++) {
		struct address a = address_of(i);
		char text[ADDRESS_TEXT_MAX];

		assert_ptr_equal(address_text(&a, text), text);
		assert_string_equal(text, rows[i].text);
	}
}

/* As inet_ntop writes it, for addresses with many runs of zeros and small groups. */
static void test_text_v6(void **state)
{
	static const uint16_t groups[] = {0, 0, 0, 0, 1, 0xf, 0x10, 0xabc, 0x1234, 0xffff};
	uint64_t random = 1;

	(void)state;
	for (int n = 0; n < 300000; n++) {
		char text[ADDRESS_TEXT_MAX], wanted[ADDRESS_TEXT_MAX];
		uint8_t bytes[16];

		for (int i = 0; i < 8; i++) {
			random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
			unsigned group = groups[(random >> 33) % (sizeof groups / sizeof *groups)];
			bytes[2 * i] = (uint8_t)(group >> 8);
			bytes[2 * i + 1] = (uint8_t)group;
		}
		struct address a = address_v6(bytes);
		assert_non_null(inet_ntop(AF_INET6, bytes, wanted, sizeof wanted));
		assert_string_equal(address_text(&a, text), wanted);
	}
}

static void test_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROW_COUNT; i++) {
		for (size_t j = 0; j < ROW_COUNT; j++) {
			struct address a = address_of(i), b = address_of(j);
			int order = address_compare(&a, &b);

			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
	}
}

/* First and last address of what no packet carries across the internet, and their neighbours. */
static void test_local(void **state)
{
	(void)state;
	static const struct {
		uint8_t family, bytes[16];
		bool local;
	} hosts[] = {
	    {0, {0}, true},
	    {4, {0, 0, 0, 0}, true},
	    {4, {9, 255, 255, 255}, false},
	    {4, {10, 0, 0, 0}, true},
	    {4, {11, 0, 0, 0}, false},
	    {4, {100, 63, 255, 255}, false},
	    {4, {100, 64, 0, 0}, true},
	    {4, {100, 127, 255, 255}, true},
	    {4, {100, 128, 0, 0}, false},
	    {4, {127, 0, 0, 1}, true},
	    {4, {169, 254, 0, 1}, true},
	    {4, {172, 15, 0, 1}, false},
	    {4, {172, 16, 0, 1}, true},
	    {4, {172, 31, 255, 1}, true},
	    {4, {172, 32, 0, 1}, false},
	    {4, {192, 167, 0, 1}, false},
	    {4, {192, 168, 0, 1}, true},
	    {4, {198, 51, 100, 1}, false},
	    {4, {223, 255, 255, 255}, false},
	    {4, {224, 0, 0, 251}, true},
	    {4, {255, 255, 255, 255}, true},
	    {6, {0}, true},
	    {6, {[15] = 1}, true},
	    {6, {0x20, 0x01, 0x0d, 0xb8}, false},
	    {6, {0xfb, 0xff}, false},
	    {6, {0xfc, 0x00}, true},
	    {6, {0xfd, 0xff}, true},
	    {6, {0xfe, 0x7f}, false},
	    {6, {0xfe, 0x80}, true},
	    {6, {0xfe, 0xbf}, true},
	    {6, {0xfe, 0xc0}, false},
	    {6, {0xff, 0x02}, true},
	};

	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		struct address a = {.family = hosts[i].family};

		memcpy(a.bytes, hosts[i].bytes, sizeof a.bytes);
		assert_int_equal(address_is_local(&a), hosts[i].local);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_text_v6),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_local),
	};
	return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}

#include "capture/bpf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/limits.h"

#include "../../support/guard.h"

/* Ethernet, IPv4, UDP from port 1024 to 53, no payload. */
static const uint8_t ethernet[] = {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 0x45, 0, 0, 28, 0, 1,
    0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 4, 0, 0, 53, 0, 8, 0, 0};

static int match(struct bpf *f, int linktype, const uint8_t *bytes, size_t len)
{
	const uint8_t *copy = guard_copy(bytes, len);
	struct frame frame = {.linktype = linktype, .bytes = copy, .len = len, .wire_len = len};
	int result = bpf_match(f, &frame);

	guard_free(copy, len);
	return result;
}

static const struct {
	const char *expression;
	int ethernet, raw; /* link types 1 and 101 */
} rows[] = {
    {"udp port 53", 1, 1},
    {"udp port 54", 0, 0},
    {"src host 10.0.0.1", 1, 1},
    {"ether src 02:00:00:00:00:01", 1, -1},
};

static void test_match(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err err;
		struct bpf *f = bpf_new(rows[i].expression, &err);

		assert_non_null(f);
		assert_int_equal(match(f, 1, ethernet, sizeof ethernet), rows[i].ethernet);
		assert_int_equal(match(f, 101, ethernet + 14, sizeof ethernet - 14), rows[i].raw);
		assert_int_equal(match(f, 1, ethernet, sizeof ethernet), rows[i].ethernet);
		bpf_free(f);
	}
}

static void test_prefixes(void **state)
{
	(void)state;
	struct bpf *f = bpf_new("udp port 53", NULL);

	for (size_t len = 0; len <= sizeof ethernet; len++)
		assert_int_equal(match(f, 1, ethernet, len), len >= 38);
	bpf_free(f);
}

static void test_refused(void **state)
{
	(void)state;
	struct err err;

	assert_null(bpf_new("udp prt 53", &err));
	assert_non_null(strstr(err.text, "udp prt 53"));
	assert_non_null(strstr(err.text, "syntax error"));
}

static void test_linktype_limit(void **state)
{
	(void)state;
	struct bpf *f = bpf_new("len > 0", NULL);

	for (int i = 1; i < FILTER_LINKTYPES_MAX; i++)
		assert_int_not_equal(match(f, 60000 + i, ethernet, sizeof ethernet), 0);
	assert_int_equal(match(f, 101, ethernet, sizeof ethernet), -1);
	assert_int_equal(match(f, 1, ethernet, sizeof ethernet), 1);
	bpf_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_match),
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_linktype_limit),
	};
	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}

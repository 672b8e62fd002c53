#include "../../../src/capture/netmon_event.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"

#define PROVIDER "\x6e\x00\xd6\x2e\x29\x47\x09\x46\xb4\x23\x3e\xe7\xbc\xd6\x78\xef"
#define DATA_AT  88

static void make(uint8_t *bytes, unsigned data_len, unsigned piece_len)
{
	memset(bytes, 0, DATA_AT + data_len);
	memcpy(bytes + 24, PROVIDER, 16);
	bytes[40] = 1001 & 0xff;
	bytes[41] = 1001 >> 8;
	bytes[51] = 0xc0;
	bytes[86] = (uint8_t)data_len;
	bytes[87] = (uint8_t)(data_len >> 8);
	bytes[DATA_AT + 8] = (uint8_t)piece_len;
	bytes[DATA_AT + 9] = (uint8_t)(piece_len >> 8);
}

/* Every prefix is refused, and nothing is read behind it. */
static void test_prefixes(void **state)
{
	(void)state;
	uint8_t bytes[DATA_AT + 20];

	make(bytes, 20, 8);
	for (size_t len = 0; len <= sizeof bytes; len++) {
		const uint8_t *copy = guard_copy(bytes, len);
		struct netmon_event e = netmon_event_read(copy, len);

		assert_int_equal(
		    e.kind, len == sizeof bytes ? NETMON_EVENT_PACKET : NETMON_EVENT_UNREAD);
		guard_free(copy, len);
	}
	struct netmon_event e = netmon_event_read(bytes, sizeof bytes);
	assert_ptr_equal(e.bytes, bytes + DATA_AT + 12);
	assert_int_equal(e.len, 8);
	assert_true(e.first && e.last);
}

static void test_lengths(void **state)
{
	(void)state;
	static const struct {
		unsigned data_len, piece_len;
		enum netmon_event_kind kind;
	} rows[] = {{12, 0, NETMON_EVENT_PACKET}, {20, 9, NETMON_EVENT_UNREAD},
	    {20, 0xffff, NETMON_EVENT_UNREAD}, {11, 0, NETMON_EVENT_UNREAD},
	    {0, 0, NETMON_EVENT_UNREAD}};
	uint8_t bytes[DATA_AT + 20];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		memset(bytes, 0, sizeof bytes);
		make(bytes, rows[i].data_len < 12 ? 12 : rows[i].data_len, rows[i].piece_len);
		bytes[86] = (uint8_t)rows[i].data_len;
		assert_int_equal(
		    netmon_event_read(bytes, DATA_AT + rows[i].data_len).kind, rows[i].kind);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

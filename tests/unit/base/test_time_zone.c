#include "base/time_zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

#define HOUR 3600

/* A version 2 file: offset 0, then one hour from summer, and 0 again from winter. */
static size_t put_zone(uint8_t *p, int64_t summer, int64_t winter)
{
	uint8_t *from = p;

	for (int block = 0; block < 2; block++) {
		unsigned times = block ? 2 : 0, size = block ? 8 : 4;

		memset(p, 0, 44);
		memcpy(p, "TZif2", 5);
		p[35] = (uint8_t)times;
		p[39] = 2;
		p[43] = 4;
		p += 44;
		for (unsigned i = 0; i < times; i++)
			for (unsigned k = 0; k < size; k++)
				*p++ = (uint8_t)((i ? winter : summer) >> (56 - 8 * k));
		if (times) {
			*p++ = 1;
			*p++ = 0;
		}
		memcpy(p, "\0\0\0\0\0\0\0\0\x0e\x10\1\0", 12);
		memcpy(p + 12, "ABC", 4);
		p += 16;
	}
	return (size_t)(p - from);
}

static void fixed(void **state)
{
	static const struct {
		const char *text;
		int offset; /* 1 = refused */
	} rows[] = {{"UTC", 0}, {"+09:00", 9 * HOUR}, {"-0330", -3 * HOUR - 1800},
	    {"+05", 5 * HOUR}, {"9", 1}, {"+9", 1}, {"+15:00", 1}, {"../../etc/passwd", 1},
	    {"/etc/passwd", 1}, {"No/Such", 1}, {"", 1}, {"+09:00x", 1}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct time_zone z = {.given = false};

		int status = time_zone_init(&z, rows[i].text);
		assert_int_equal(status, rows[i].offset == 1 ? -1 : 0);
		if (status == 0)
			assert_int_equal(time_zone_utc(&z, 1000000), 1000000 - rows[i].offset);
		time_zone_fini(&z);
	}
}

/* An hour that is left out and one that comes twice. */
static void changes(void **state)
{
	const int64_t day = 86400, summer = 10 * day, winter = 20 * day;
	struct time_zone z = {.given = false};
	uint8_t bytes[512];
	size_t len = put_zone(bytes, summer, winter);

	(void)state;
	assert_int_equal(time_zone_read(&z, bytes, len), 0);
	assert_int_equal(time_zone_utc(&z, 5 * day), 5 * day);
	assert_int_equal(time_zone_utc(&z, summer - 1), summer - 1);
	assert_int_equal(time_zone_utc(&z, summer + 1800), summer + 1800); /* left out */
	assert_int_equal(time_zone_utc(&z, summer + HOUR), summer);
	assert_int_equal(time_zone_utc(&z, 15 * day), 15 * day - HOUR);
	assert_int_equal(time_zone_utc(&z, winter + 1800), winter - 1800); /* twice: the first */
	assert_int_equal(time_zone_utc(&z, winter + HOUR), winter + HOUR);
	time_zone_fini(&z);
	for (size_t n = 0; n < len; n++) {
		time_zone_read(&z, bytes, n);
		time_zone_fini(&z);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(fixed),
	    cmocka_unit_test(changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

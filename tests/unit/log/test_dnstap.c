#include "../../../src/log/dnstap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../support/log_text.h"

static const char start[] = "\0\0\0\0\0\0\0\x22\0\0\0\2\0\0\0\1\0\0\0\x16protobuf:dnstap.Dnstap";
static const char stop[] = "\0\0\0\0\0\0\0\4\0\0\0\3";
static const char query[] = "\0\7\1\0\0\1\0\0\0\0\0\0\1a\7example\0\0\x10\0\1";

static char *put(char *p, const void *bytes, size_t len)
{
	memcpy(p, bytes, len);
	return p + len;
}

/* A record of that message type; the time is 1,000 s and `ns`. Returns its end. */
static char *put_record(char *p, int type, uint32_t ns, bool framed)
{
	char message[256], *m = message;
	bool response = type % 2 == 0;

	*m++ = 1 << 3;
	*m++ = (char)type;
	m = put(m, "\x18\1\x22\4\x0a\0\0\7\x2a\4\x0a\0\0\x35\x30\xbf\x1f\x38\x35", 19);
	m = put(m, response ? "\x60\xe8\7\x6d" : "\x40\xe8\7\x4d", 4);
	for (int i = 0; i < 4; i++)
		*m++ = (char)(ns >> 8 * i);
	*m++ = response ? 0x72 : 0x52;
	*m++ = sizeof query - 1;
	m = put(m, query, sizeof query - 1);
	if (response)
		m[-(int)(sizeof query - 1) + 2] = (char)0x81;
	size_t len = (size_t)(m - message);
	if (framed)
		p = put(p, (char[]){0, 0, 0, (char)(len + 4)}, 4);
	*p++ = 0x72;
	*p++ = (char)len;
	p = put(p, message, len);
	return put(p, "\x78\1", 2);
}

static void streams(void **state)
{
	char bytes[1024], *p = put(bytes, start, sizeof start - 1);

	(void)state;
	p = put_record(p, 5, 500000000, true);
	p = put_record(p, 6, 1000000000, true);
	p = put_record(p, 3, 0, true);
	p = put_record(p, 1, 0, true);
	p = put_record(p, 15, 0, true);
	p = put(p, stop, sizeof stop - 1);
	log_text_expect_bytes("dnstap", bytes, (size_t)(p - bytes),
	    "dns\n  Q 10.0.0.7:4031 > 10.0.0.53:53 a.example TXT 1970-01-01T00:16:40.500000Z R\n"
	    "dns\n  R 10.0.0.53:53 > 10.0.0.7:4031 a.example TXT NOERROR 0/0 "
	    "1970-01-01T00:16:40.999999Z -\n"
	    "excluded\nexcluded\nlog-fields\n");
}

/* DNSCrypt over UDP and DoQ are no TCP; a port that is no number is no port. */
static void kinds(void **state)
{
	static const struct {
		const char *from, *to;
		const char *seen;
	} rows[] = {
	    {"\x18\1", "\x18\4", "Q/tcp "},
	    {"\x18\1", "\x18\5", "Q "},
	    {"\x18\1", "\x18\6", "Q/tcp "},
	    {"\x18\1", "\x18\7", "Q "},
	    {"\x22\4", "\x32\4", NULL},
	};
	char bytes[512], expected[256];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *p = put(bytes, start, sizeof start - 1);
		char *end = put_record(p, 5, 0, true);

		memcpy(memmem(p, (size_t)(end - p), rows[i].from, 2), rows[i].to, 2);
		snprintf(expected, sizeof expected,
		    "dns\n  %s10.0.0.7:4031 > 10.0.0.53:53 a.example TXT "
		    "1970-01-01T00:16:40.000000Z R\n",
		    rows[i].seen ? rows[i].seen : "");
		log_text_expect_bytes("dnstap", bytes, (size_t)(end - bytes),
		    rows[i].seen ? expected : "log-fields\n");
	}
}

/* Without messages of clients those of an authoritative server are read. */
static void authoritative(void **state)
{
	char bytes[1024], *p = put(bytes, start, sizeof start - 1);

	(void)state;
	p = put_record(p, 1, 0, true);
	p = put_record(p, 3, 0, true);
	log_text_expect_bytes("dnstap", bytes, (size_t)(p - bytes),
	    "dns\n  Q 10.0.0.7:4031 > 10.0.0.53:53 a.example TXT 1970-01-01T00:16:40.000000Z "
	    "R\nexcluded\n");
}

static void bare(void **state)
{
	char bytes[512], *p = put_record(bytes, 5, 0, false);

	(void)state;
	log_text_expect_bytes("dnstap", bytes, (size_t)(p - bytes),
	    "dns\n  Q 10.0.0.7:4031 > 10.0.0.53:53 a.example TXT 1970-01-01T00:16:40.000000Z R\n");
}

static void damaged(void **state)
{
	static const char other[] = "\0\0\0\0\0\0\0\x0d\0\0\0\2\0\0\0\1\0\0\0\1x";
	char bytes[512], *p = put(bytes, start, sizeof start - 1);

	(void)state;
	log_text_expect_bytes("dnstap", other, sizeof other - 1,
	    "not a log: Frame Streams of another content type than protobuf:dnstap.Dnstap\n");
	char *cut = put_record(p, 5, 0, true);
	log_text_expect_bytes(
	    "dnstap", bytes, (size_t)(cut - bytes) - 1, "ends inside a frame of 62 bytes\n");
	put(p, "\x7f\0\0\0", 4);
	log_text_expect_bytes("dnstap", bytes, (size_t)(p - bytes) + 4,
	    "a frame of 2130706432 bytes: no dnstap record is so long\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(streams),
	    cmocka_unit_test(kinds),
	    cmocka_unit_test(authoritative),
	    cmocka_unit_test(bare),
	    cmocka_unit_test(damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

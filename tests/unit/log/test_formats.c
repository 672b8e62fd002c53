#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "../../support/log_text.h"
#include "base/limits.h"

/* One good line of each format of text, with "@" where the name stands. */
static const struct {
	const char *format, *line;
} rows[] = {
    {"zeek", "#fields\tts\tid.orig_h\tid.resp_h\tquery\n1.0\t10.0.0.1\t10.0.0.53\t@\n"},
    {"zeek", "{\"ts\":1.0,\"id.orig_h\":\"10.0.0.1\",\"id.resp_h\":\"10.0.0.53\",\"trans_id\":1,"
	     "\"query\":\"@\",\"qtype\":1}\n"},
    {"suricata", "{\"timestamp\":\"2021-06-06T15:59:46Z\",\"event_type\":\"dns\",\"src_ip\":"
		 "\"10.0.0.7\",\"dest_ip\":\"10.0.0.53\",\"dns\":{\"type\":\"query\",\"id\":7,"
		 "\"rrname\":\"@\",\"rrtype\":\"A\"}}\n"},
    {"bind", "17-Feb-2018 23:06:56.326 client 10.0.0.1#1 (@): query: @ IN A + (10.0.0.53)\n"},
    {"windows-debug",
	"4/21/2017 7:52:03 AM 06B0 PACKET  0000 UDP Rcv 10.2.0.1 6590   Q [0001   D   "
	"NOERROR] A      .@.\n"},
    {"unbound", "[1710234000] unbound[811:0] query: 10.0.0.7 @. TXT IN\n"},
    {"dnsmasq", "Mar 12 09:00:00 dnsmasq[410]: query[A] @ from 10.0.0.7\n"},
    {"windows-etw",
	"{\"EventID\":256,\"TimeCreated\":\"2024-03-12T09:00:00Z\",\"Source\":\"10.0.0.7\","
	"\"PacketData\":\"0x000701000000000000000000\",\"Note\":\"@\"}\n"},
    {"route53",
	"{\"query_timestamp\":\"2024-03-12T09:00:00Z\",\"query_name\":\"@.\",\"query_type\":"
	"\"A\",\"srcaddr\":\"10.0.0.7\"}\n"},
    {"coredns",
	"2024-03-12T09:00:02Z [INFO] 10.0.0.7:4031 - 7 \"TXT IN @. udp 40 false 512\" NOERROR "
	"qr 90 1.5s\n"},
    {"umbrella", "\"2024-03-12 09:00:00\",\"O\",\"O\",\"10.0.0.7\",\"\",\"Allowed\",\"1 (A)\","
		 "\"NOERROR\",\"@\",\"\"\n"},
    {"sysmon",
	"{\"EventID\":22,\"Computer\":\"PC-7\",\"UtcTime\":\"2024-03-12 09:00:00\",\"QueryName\":"
	"\"@\",\"QueryStatus\":\"0\"}\n"},
    {"adguard", "{\"T\":\"2024-03-12T09:00:00Z\",\"QH\":\"@\",\"QT\":\"A\",\"QC\":\"IN\",\"IP\":"
		"\"10.0.0.7\"}\n"},
};

#define ROWS (sizeof rows / sizeof *rows)

/* The line with a name in the place of "@", on the heap. */
static char *with_name(const char *line, const char *name, size_t name_len, size_t *len)
{
	char *text = malloc(strlen(line) + 3 * name_len + 1), *p = text;

	for (; *line; line++) {
		if (*line != '@') {
			*p++ = *line;
			continue;
		}
		memcpy(p, name, name_len);
		p += name_len;
	}
	*len = (size_t)(p - text);
	return text;
}

static unsigned count(const char *text, const char *word)
{
	unsigned n = 0;

	for (; (text = strstr(text, word)) != NULL; text++)
		n++;
	return n;
}

/* Each format is told from all the others, and two of them in one input are refused by name. */
static void told_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		size_t len, other_len;
		char *text = with_name(rows[i].line, "a.example", 9, &len);
		char *seen = log_text_read(NULL, text, len, NULL);

		if (count(seen, "dns\n") == 0)
			fail_msg("%s: %s", rows[i].format, seen);
		free(seen);
		for (size_t k = 0; k < ROWS; k++) {
			char *other = with_name(rows[k].line, "a.example", 9, &other_len);
			char *both = malloc(len + other_len);

			memcpy(both, text, len);
			memcpy(both + len, other, other_len);
			seen = log_text_read(NULL, both, len + other_len, NULL);
			bool same = strcmp(rows[i].format, rows[k].format) == 0;
			if (!same &&
			    (!strstr(seen, "two kinds of logs") || !strstr(seen, rows[i].format) ||
				!strstr(seen, rows[k].format)))
				fail_msg("%s and %s: %s", rows[i].format, rows[k].format, seen);
			free(seen);
			/* Named, its lines are read and the others passed over. */
			seen = log_text_read(rows[i].format, both, len + other_len, NULL);
			assert_true(count(seen, "dns\n") >= 1);
			free(seen);
			free(both);
			free(other);
		}
		free(text);
	}
}

/* Hostile names: too long, empty labels, NUL, control characters, other formats' words, quotes.
 * None crashes, each line has one class, and the good line behind it is read. */
static void hostile(void **state)
{
	static char huge[100000];
	const struct {
		const char *name;
		size_t len;
	} names[] = {
	    {huge, sizeof huge},
	    {huge, 64},
	    {huge, 254},
	    {"", 0},
	    {"..", 2},
	    {"a\0b", 3},
	    {"\x01\x1b[31m", 6},
	    {" from 10.0.0.1 is NXDOMAIN query: ", 34},
	    {"\\", 1},
	    {"\\999", 4},
	    {"\",\"x\":\"", 7},
	    {"\xff\xfe\x80", 3},
	    {"%s%n", 4},
	    {"\t\t", 2},
	    {"(63)", 4},
	};

	(void)state;
	memset(huge, 'x', sizeof huge);
	for (size_t i = 0; i < ROWS; i++)
		for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
			size_t len, good_len;
			char *bad = with_name(rows[i].line, names[k].name, names[k].len, &len);
			char *good = with_name(rows[i].line, "a.example", 9, &good_len);
			char *text = malloc(len + good_len);

			memcpy(text, bad, len);
			memcpy(text + len, good, good_len);
			char *seen = log_text_read(rows[i].format, text, len + good_len, NULL);
			if (strstr(seen, "not a log") ? k != 5 && k != 6 && k != 11
						      : count(seen, "dns\n") == 0)
				fail_msg("%s, name %zu: %s", rows[i].format, k, seen);
			free(seen);
			free(text);
			free(good);
			free(bad);
		}
}

/* CR LF, no LF at the end, a byte order mark, a line of 1 MiB and more between. */
static void layouts(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		size_t len, at = 3;
		char *line = with_name(rows[i].line, "a.example", 9, &len);
		char *text = malloc(3 * len + LOG_LINE_BYTES_MAX + 100);

		memcpy(text, "\xef\xbb\xbf", 3);
		for (size_t k = 0; k < len; k++) {
			if (line[k] == '\n')
				text[at++] = '\r';
			text[at++] = line[k];
		}
		memset(text + at, '{', LOG_LINE_BYTES_MAX + 50);
		at += LOG_LINE_BYTES_MAX + 50;
		text[at++] = '\n';
		memcpy(text + at, line, len - 1);
		at += len - 1;
		char *seen = log_text_read(NULL, text, at, NULL);
		if (count(seen, "dns\n") != 2 || count(seen, "log-line-long\n") != 1)
			fail_msg("%s: %s", rows[i].format, seen);
		free(seen);
		free(text);
		free(line);
	}
}

static void not_logs(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *seen;
	} others[] = {
	    {"", 0, "not a log\n"},
	    {"hello\nworld\n", 12, "not a log\n"},
	    {"\xff\xfe"
	     "a\0b\0",
		6,
		"not a log: text in UTF-16, which is not read: convert it with iconv -f UTF-16 -t "
		"UTF-8\n"},
	    {"\0\0\0\0\0\0\0\0", 8, "not a log\n"},
	    {"{\"a\":1}\n", 8, "not a log\n"},
	    {"#fields\tts\tuid\n", 15, "not a log\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		char *seen = log_text_read(NULL, others[i].bytes, others[i].len, NULL);

		assert_string_equal(seen, others[i].seen);
		free(seen);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(told_apart),
	    cmocka_unit_test(hostile),
	    cmocka_unit_test(layouts),
	    cmocka_unit_test(not_logs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

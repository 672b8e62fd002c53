#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* Flags, destination, memory address of the client; a name with escapes; TCP. */
static void current(void **state)
{
	(void)state;
	log_text_expect("bind",
	    "17-Feb-2018 23:06:56.326 queries: info: client 172.26.0.1#12345 (test.example): quer"
	    "y: test.example IN A +E(0)K (172.26.0.3)\n"
	    "30-Jun-2018 15:50:00.999 queries: info: client @0x7f64 192.168.10.48#60061 (a\\.b"
	    "\\032c.example): view in: query: a\\.b\\032c.example IN TXT -T (192.168.2.2#5300)\n"
	    "2024-03-12T09:00:00.250Z client ::1#53 (.): query: . IN NS +\n"
	    "30-Jun-2018 15:50:00.999 queries: info: client @0x7f64 192.168.10.48#60061 (x): quer"
	    "y failed (REFUSED)\n",
	    "dns\n"
	    "  Q 172.26.0.1:12345 > 172.26.0.3 test.example A 2018-02-17T23:06:56.326000Z ZIR\n"
	    "dns\n"
	    "  Q/tcp 192.168.10.48:60061 > 192.168.2.2 a\\.b\\032c.example TXT 2018-06-30T15:50:0"
	    "0.999000Z ZIR\n"
	    "dns\n"
	    "  Q ::1:53 > - . NS 2024-03-12T09:00:00.250000Z SZIR\n"
	    "other\n");
}

/* No name before "query", no destination, syslog around it, no year. */
static void old(void **state)
{
	(void)state;
	log_text_expect("bind",
	    "Feb 25 11:09:43 ns1 named[811]: client 10.0.0.7#4031: query: www.example IN A +\n"
	    "Feb 25 11:09:43.651 queries: client 10.0.0.7#4031: query: www.example IN TYPE65399 +"
	    "\n",
	    "dns\n"
	    "  Q 10.0.0.7:4031 > - www.example A 1972-02-25T11:09:43.000000Z SZIR\n"
	    "dns\n"
	    "  Q 10.0.0.7:4031 > - www.example TYPE65399 1972-02-25T11:09:43.651000Z SZIR\n");
}

/* Infoblox with records; the response log of 9.21 with counts; EfficientIP. */
static void responses(void **state)
{
	(void)state;
	log_text_expect("bind",
	    "07-Apr-2013 20:16:49.083 client 10.120.20.198#57398: UDP: query: a2.example IN A res"
	    "ponse: NOERROR +AED a2.example. 28800 IN A 192.0.2.2;\n"
	    "07-Apr-2013 20:16:50.083 client 10.120.20.198#57399: UDP: query: a3.example IN A res"
	    "ponse: NXDOMAIN +A\n"
	    "07-Apr-2013 20:16:51.083 responses: info: client @0x7f 10.0.0.7#4031 (a.example): re"
	    "sponse: a.example IN A NOERROR 1 0 1 +E(0) (10.0.0.53)\n"
	    "07-Apr-2013 20:16:52.083 client 10.0.0.7#4031 (b.example): query: b.example IN A + ("
	    "10.0.0.53)\n",
	    "dns\n"
	    "  R - > 10.120.20.198:57398 a2.example A NOERROR 1/4 2013-04-07T20:16:49.083000Z SZI"
	    "\n"
	    "dns\n"
	    "  R - > 10.120.20.198:57399 a3.example A NXDOMAIN 0/0 2013-04-07T20:16:50.083000Z SZ"
	    "I\n"
	    "dns\n"
	    "  R 10.0.0.53 > 10.0.0.7:4031 a.example A NOERROR 0/0 2013-04-07T20:16:51.083000Z ZI"
	    "AT\n"
	    "dns\n"
	    "  Q 10.0.0.7:4031 > 10.0.0.53 b.example A 2013-04-07T20:16:52.083000Z ZI\n");
}

static void bad(void **state)
{
	(void)state;
	log_text_expect("bind",
	    "17-Feb-2018 23:06:56.326 client 10.0.0.1#1 (a): query: a IN A + (10.0.0.53)\n"
	    "client 10.0.0.1#1 (a): query: a IN A + (10.0.0.53)\n"
	    "17-Feb-2018 23:06:56.326 client 10.0.0.1#1 (a): query: a..b IN A + (10.0.0.53)\n"
	    "31-Feb-2018 23:06:56.326 client 10.0.0.1#1 (a): query: a IN A + (10.0.0.53)\n"
	    "17-Feb-2018 23:06:56.326 client 123.456.789.112#1 (a): query: a IN A + (10.0.0.53)\n",
	    "dns\n"
	    "  Q 10.0.0.1:1 > 10.0.0.53 a A 2018-02-17T23:06:56.326000Z ZIR\n"
	    "dns log-time\n"
	    "  Q 10.0.0.1:1 > 10.0.0.53 a A 2018-02-17T23:06:56.326000Z ZIR\n"
	    "log-name\n"
	    "log-time\n"
	    "log-address\n");
}

/* `print-time no`: lines before the first time have that one; without any it is not known. */
static void untimed(void **state)
{
	(void)state;
	log_text_expect("bind",
	    "client @0x7f91b8005490 127.0.0.1#62536 (www.example.com): query: www.example.com IN "
	    "AAAA +E(0)K (127.0.0.1)\n"
	    "queries: info: client ::1#62537 (www.example.net): query: www.example.net IN AAAA +E("
	    "0)K (::1)\n",
	    "dns log-time\n"
	    "  Q 127.0.0.1:62536 > 127.0.0.1 www.example.com AAAA 1970-01-01T00:00:00.000000Z "
	    "ZIRW\n"
	    "dns log-time\n"
	    "  Q ::1:62537 > ::1 www.example.net AAAA 1970-01-01T00:00:00.000000Z ZIRW\n");
	log_text_expect("bind",
	    "client 10.0.0.1#1 (a): query: a IN A + (10.0.0.53)\n"
	    "17-Feb-2018 23:06:56.326 client 10.0.0.1#2 (a): query: a IN A + (10.0.0.53)\n",
	    "dns log-time\n"
	    "  Q 10.0.0.1:1 > 10.0.0.53 a A 2018-02-17T23:06:56.326000Z ZIR\n"
	    "dns\n"
	    "  Q 10.0.0.1:2 > 10.0.0.53 a A 2018-02-17T23:06:56.326000Z ZIR\n");
}

/* CR alone at the end of lines, and NULs that a crash left. */
static void odd_lines(void **state)
{
	static const char nuls[] =
	    "17-Feb-2018 23:06:56.326 client 10.0.0.1#1 (a): query: a IN A + (10.0.0.53)\n"
	    "\0\0\0\00017-Feb-2018 23:06:57.326 client 10.0.0.1#1 (a): query: b IN A + "
	    "(10.0.0.53)\n"
	    "\0\0";

	(void)state;
	log_text_expect("bind",
	    "17-Feb-2018 23:06:56.326 client 10.0.0.1#1 (a): query: a IN A + (10.0.0.53)\r"
	    "17-Feb-2018 23:06:57.326 client 10.0.0.1#1 (a): query: b IN A + (10.0.0.53)\r",
	    "dns\n"
	    "  Q 10.0.0.1:1 > 10.0.0.53 a A 2018-02-17T23:06:56.326000Z ZIR\n"
	    "dns\n"
	    "  Q 10.0.0.1:1 > 10.0.0.53 b A 2018-02-17T23:06:57.326000Z ZIR\n");
	log_text_expect_bytes("bind", nuls, sizeof nuls - 1,
	    "dns\n"
	    "  Q 10.0.0.1:1 > 10.0.0.53 a A 2018-02-17T23:06:56.326000Z ZIR\n"
	    "dns\n"
	    "  Q 10.0.0.1:1 > 10.0.0.53 b A 2018-02-17T23:06:57.326000Z ZIR\n"
	    "other\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(current),
	    cmocka_unit_test(old),
	    cmocka_unit_test(responses),
	    cmocka_unit_test(bad),
	    cmocka_unit_test(untimed),
	    cmocka_unit_test(odd_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

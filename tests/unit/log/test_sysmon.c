#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* Flat, as Winlogbeat writes it, and errors of the client itself. */
static void events(void **state)
{
	(void)state;
	log_text_expect("sysmon",
	    "{\"EventID\":22,\"Computer\":\"PC-7.corp.example\",\"UtcTime\":\"2024-03-12 09:00:00"
	    ".123\",\"QueryName\":\"a.example\",\"QueryStatus\":\"0\",\"QueryResults\":\"type:  5"
	    " b.example;::ffff:192.0.2.1;\"}\n"
	    "{\"winlog\":{\"event_id\":22,\"computer_name\":\"PC-8\",\"event_data\":{\"UtcTime\":"
	    "\"2024-03-12 09:00:00.123\",\"QueryName\":\"n.example\",\"QueryStatus\":\"9003\",\"Q"
	    "ueryResults\":\"-\"}}}\n"
	    "{\"EventID\":22,\"Computer\":\"PC-7\",\"UtcTime\":\"2024-03-12 09:00:00.123\",\"Quer"
	    "yName\":\"t.example\",\"QueryStatus\":\"1460\",\"QueryResults\":\"-\"}\n"
	    "{\"EventID\":1,\"Computer\":\"PC-7\",\"UtcTime\":\"2024-03-12 09:00:00.123\",\"Query"
	    "Name\":\"t.example\"}\n"
	    "{\"EventID\":22,\"Computer\":\"\",\"UtcTime\":\"2024-03-12 09:00:00.123\",\"QueryNam"
	    "e\":\"t.example\"}\n",
	    "dns\n"
	    "  Q pc-7 > - a.example TYPE0 2024-03-12T09:00:00.123000Z SZIFQXP\n"
	    "  R - > pc-7 a.example TYPE0 NOERROR 2/15 2024-03-12T09:00:00.123000Z SZIFTQXP\n"
	    "dns\n"
	    "  Q pc-8 > - n.example TYPE0 2024-03-12T09:00:00.123000Z SZIFQXP\n"
	    "  R - > pc-8 n.example TYPE0 NXDOMAIN 0/0 2024-03-12T09:00:00.123000Z SZIFTQXP\n"
	    "dns\n"
	    "  Q pc-7 > - t.example TYPE0 2024-03-12T09:00:00.123000Z SZIFQXP\n"
	    "other\n"
	    "log-address\n");
}

#define EVENT(time, name, status, results)                                                         \
	"<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "  \
	"Name='Microsoft-Windows-Sysmon'/><EventID>22</EventID><TimeCreated SystemTime='2024-03-1" \
	"2T10:00:00.0000000Z'/><Computer>PC-7.corp.example</Computer></System><EventData><Data Na" \
	"me='UtcTime'>" time "</Data><Data Name='QueryName'>" name                                 \
	"</Data><Data Name='QueryStatus'>" status "</Data><Data Name='QueryResults'>" results      \
	"</Data></EventData></Event>"

/* As wevtutil prints them, one a line, and as the event viewer saves them, all in one. */
static void xml(void **state)
{
	static const char seen[] =
	    "dns\n"
	    "  Q pc-7 > - a.example TYPE0 2024-03-12T09:00:00.123000Z SZIFQXP\n"
	    "  R - > pc-7 a.example TYPE0 NOERROR 1/4 2024-03-12T09:00:00.123000Z SZIFTQXP\n"
	    "dns\n"
	    "  Q pc-7 > - a&b.example TYPE0 2024-03-12T09:00:01.123000Z SZIFQXP\n"
	    "  R - > pc-7 a&b.example TYPE0 NXDOMAIN 0/0 2024-03-12T09:00:01.123000Z SZIFTQXP\n";
	char expected[1024];

	(void)state;
	log_text_expect("sysmon",
	    EVENT("2024-03-12 09:00:00.123", "a.example", "0", "::ffff:192.0.2.1;") "\r\n" EVENT(
		"2024-03-12 09:00:01.123", "a&amp;b.example", "9003", "-") "\r\n",
	    seen);
	snprintf(expected, sizeof expected, "%scontinuation\n", seen);
	log_text_expect("sysmon",
	    "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<Events>" EVENT(
		"2024-03-12 09:00:00.123", "a.example", "0", "::ffff:192.0.2.1;")
		EVENT("2024-03-12 09:00:01.123", "a&#38;b.example", "9003", "-") "</Events>\n",
	    expected);
}

/* Objects over several lines, alone and in a list. */
static void indented(void **state)
{
	static const char seen[] =
	    "dns\n"
	    "  Q pc-7 > - a.example TYPE0 2024-03-12T09:00:00.123000Z SZIFQXP\n"
	    "dns\n"
	    "  Q pc-7 > - b.example TYPE0 2024-03-12T09:00:00.123000Z SZIFQXP\n";

	(void)state;
	log_text_expect("sysmon",
	    "{\n  \"EventID\": 22,\n  \"EventData\": {\n    \"UtcTime\": \"2024-03-12 09:00:00.123"
	    "\",\n    \"QueryName\": \"a.example\"\n  },\n  \"Computer\": \"PC-7\"\n}\n"
	    "{\n  \"Computer\": \"PC-7\", \"UtcTime\": \"2024-03-12 09:00:00.123\", \"QueryName\": "
	    "\""
	    "b.example\"}\n",
	    seen);
	log_text_expect("sysmon",
	    "[{\"Computer\":\"PC-7\",\"UtcTime\":\"2024-03-12 09:00:00.123\",\"QueryName\":\"a.exam"
	    "ple\"},\n{\"Computer\":\"PC-7\",\"UtcTime\":\"2024-03-12 09:00:00.123\",\"QueryName\":"
	    "\"b.example\"}]\n",
	    seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(events),
	    cmocka_unit_test(xml),
	    cmocka_unit_test(indented),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

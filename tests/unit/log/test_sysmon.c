#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(events),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

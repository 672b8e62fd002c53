#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* Ten and thirteen columns, blanks after commas, doubled quotes, no internal address. */
static void rows(void **state)
{
	(void)state;
	log_text_expect("umbrella",
	    "\"Timestamp\",\"Most Granular Identity\",\"Identities\",\"InternalIp\",\"ExternalIp"
	    "\",\"Action\",\"Query Type\",\"Response Code\",\"Domain\",\"Categories\"\n"
	    "\"2024-03-12 09:00:00\",\"Office\",\"Office\",\"10.0.0.7\",\"198.51.100.7\",\"Allowe"
	    "d\",\"16 (TXT)\",\"NOERROR\",\"a.example.\",\"Chat\"\n"
	    "\"2024-03-12 09:00:00\", \"PC-\"\"7\"\"\", \"PC\", \"\", \"198.51.100.7\", \"Blocked"
	    "\", \"1 (A)\", \"NXDOMAIN\", \"b.example.\", \"x\", \"y\", \"z\", \"\"\n"
	    "\"2024-03-12 09:00:00\",\"Office\",\"Office\",\"10.0.0.7\",\"198.51.100.7\",\"Allowe"
	    "d\",\"Other\",\"NOERROR\",\"c.example.\",\"Chat\"\n",
	    "continuation\n"
	    "dns\n"
	    "  Q 10.0.0.7 > - a.example TXT 2024-03-12T09:00:00.000000Z SZIFXP\n"
	    "  R - > 10.0.0.7 a.example TXT NOERROR 0/0 2024-03-12T09:00:00.000000Z SZIFATXP\n"
	    "dns\n"
	    "  Q pc-7~da42 > - b.example A 2024-03-12T09:00:00.000000Z SZIFXP\n"
	    "  R - > pc-7~da42 b.example A NXDOMAIN 0/0 2024-03-12T09:00:00.000000Z SZIFATXP\n"
	    "dns\n"
	    "  Q 10.0.0.7 > - c.example TYPE0 2024-03-12T09:00:00.000000Z SZIFQXP\n"
	    "  R - > 10.0.0.7 c.example TYPE0 NOERROR 0/0 2024-03-12T09:00:00.000000Z SZIFATQXP\n");
}

/* A line end inside quotes belongs to the row; a row that is cut does not take the next one. */
static void line_ends(void **state)
{
	(void)state;
	log_text_expect("umbrella",
	    "\"2024-03-12 09:00:01\",\"PC,\n7\",\"a\",\"10.0.0.7\",\"\",\"Allowed\",\"1 "
	    "(A)\",\"-\",\"a.ex"
	    "ample.\",\"\"\n"
	    "\n"
	    "\"2024-03-12 09:00:02\",\"PC, \n"
	    "\"2024-03-12 09:00:03\",\"PC\",\"a\",\"10.0.0.7\",\"\",\"Allowed\",\"1 "
	    "(A)\",\"-\",\"b.exam"
	    "ple.\",\"\"\n",
	    "dns\n"
	    "  Q 10.0.0.7 > - a.example A 2024-03-12T09:00:01.000000Z SZIFXP\n"
	    "continuation\n"
	    "other\n"
	    "log-fields\n"
	    "dns\n"
	    "  Q 10.0.0.7 > - b.example A 2024-03-12T09:00:03.000000Z SZIFXP\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows),
	    cmocka_unit_test(line_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* Numbers as strings; answers, none, and no response code. */
static void rows(void **state)
{
	(void)state;
	log_text_expect("route53",
	    "{\"version\":\"1.1\",\"query_timestamp\":\"2024-03-12T09:00:00Z\",\"query_name\":\"a"
	    ".example.\",\"query_type\":\"TXT\",\"query_class\":\"IN\",\"rcode\":\"NOERROR\",\"an"
	    "swers\":[{\"Rdata\":\"\\\"hi\\\"\",\"Type\":\"TXT\",\"Class\":\"IN\"}],\"srcaddr\":"
	    "\"10.0.0.7\",\"srcport\":\"4031\",\"transport\":\"UDP\"}\n"
	    "{\"query_timestamp\":\"2024-03-12T09:00:00Z\",\"query_name\":\"b.example.\",\"query_"
	    "type\":\"A\",\"rcode\":\"NXDOMAIN\",\"answers\":[],\"srcaddr\":\"10.0.0.7\",\"srcpor"
	    "t\":\"4031\",\"transport\":\"TCP\"}\n"
	    "{\"query_timestamp\":\"2024-03-12T09:00:00Z\",\"query_name\":\"c.example.\",\"query_"
	    "type\":\"A\",\"srcaddr\":\"nobody\"}\n",
	    "dns\n"
	    "  Q 10.0.0.7:4031 > - a.example TXT 2024-03-12T09:00:00.000000Z SZIF\n"
	    "  R - > 10.0.0.7:4031 a.example TXT NOERROR 1/3 2024-03-12T09:00:00.000000Z SZIFT\n"
	    "dns\n"
	    "  Q/tcp 10.0.0.7:4031 > - b.example A 2024-03-12T09:00:00.000000Z SZIF\n"
	    "  R/tcp - > 10.0.0.7:4031 b.example A NXDOMAIN 0/0 2024-03-12T09:00:00.000000Z SZIFT"
	    "\n"
	    "log-address\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

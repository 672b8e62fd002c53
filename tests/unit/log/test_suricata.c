#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* Version 2, version 3, and version 1 with one event per record; ends told by the port. */
static void versions(void **state)
{
	(void)state;
	log_text_expect("suricata",
	    "{\"timestamp\":\"2021-06-06T15:59:46.457984+0200\",\"event_type\":\"dns\",\"src_ip"
	    "\":\"10.0.0.7\",\"src_port\":4031,\"dest_ip\":\"10.0.0.53\",\"dest_port\":53,\"proto"
	    "\":\"UDP\",\"dns\":{\"type\":\"query\",\"id\":7,\"rrname\":\"a.example\",\"rrtype\":"
	    "\"TXT\"}}\n"
	    "{\"timestamp\":\"2021-06-06T15:59:46.557984+0200\",\"event_type\":\"dns\",\"src_ip"
	    "\":\"10.0.0.7\",\"src_port\":4031,\"dest_ip\":\"10.0.0.53\",\"dest_port\":53,\"proto"
	    "\":\"UDP\",\"dns\":{\"version\":2,\"type\":\"answer\",\"id\":7,\"flags\":\"8180\","
	    "\"rrname\":\"a.example\",\"rrtype\":\"TXT\",\"rcode\":\"NOERROR\",\"answers\":[{\"rr"
	    "name\":\"a.example\",\"rrtype\":\"TXT\",\"ttl\":9,\"rdata\":\"hello\"}]}}\n"
	    "{\"timestamp\":\"2021-06-06T15:59:47.457984+0200\",\"event_type\":\"dns\",\"src_ip"
	    "\":\"10.0.0.53\",\"src_port\":53,\"dest_ip\":\"10.0.0.7\",\"dest_port\":4031,\"proto"
	    "\":\"TCP\",\"dns\":{\"version\":3,\"type\":\"response\",\"id\":8,\"flags\":\"8183\","
	    "\"rcode\":\"NXDOMAIN\",\"queries\":[{\"rrname\":\"b.example\",\"rrtype\":\"A\"}]}}\n"
	    "{\"timestamp\":\"2021-06-06T15:59:48.457984+0200\",\"flow_id\":5,\"event_type\":\"dn"
	    "s\",\"src_ip\":\"10.0.0.53\",\"src_port\":53,\"dest_ip\":\"10.0.0.7\",\"dest_port\":"
	    "4031,\"proto\":\"UDP\",\"dns\":{\"type\":\"answer\",\"id\":9,\"flags\":\"8180\",\"rr"
	    "name\":\"c.example\",\"rrtype\":\"A\",\"rcode\":\"NOERROR\",\"ttl\":5,\"rdata\":\"19"
	    "2.0.2.1\"}}\n"
	    "{\"timestamp\":\"2021-06-06T15:59:48.457984+0200\",\"flow_id\":5,\"event_type\":\"dn"
	    "s\",\"src_ip\":\"10.0.0.53\",\"src_port\":53,\"dest_ip\":\"10.0.0.7\",\"dest_port\":"
	    "4031,\"proto\":\"UDP\",\"dns\":{\"type\":\"answer\",\"id\":9,\"flags\":\"8180\",\"rr"
	    "name\":\"c.example\",\"rrtype\":\"A\",\"rcode\":\"NOERROR\",\"ttl\":5,\"rdata\":\"19"
	    "2.0.2.2\"}}\n"
	    "{\"timestamp\":\"2021-06-06T15:59:46.457984+0200\",\"event_type\":\"alert\",\"src_ip"
	    "\":\"10.0.0.7\"}\n",
	    "dns\n"
	    "  Q 10.0.0.7:4031 > 10.0.0.53:53 a.example TXT 2021-06-06T13:59:46.457984Z ZFR\n"
	    "dns\n"
	    "  R 10.0.0.53:53 > 10.0.0.7:4031 a.example TXT NOERROR 1/6 2021-06-06T13:59:46.55798"
	    "4Z Z\n"
	    "dns\n"
	    "  R/tcp 10.0.0.53:53 > 10.0.0.7:4031 b.example A NXDOMAIN 0/0 2021-06-06T13:59:47.45"
	    "7984Z Z\n"
	    "dns\n"
	    "  R 10.0.0.53:53 > 10.0.0.7:4031 c.example A NOERROR 0/0 2021-06-06T13:59:48.457984Z"
	    " ZAT\n"
	    "continuation\n"
	    "other\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(versions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

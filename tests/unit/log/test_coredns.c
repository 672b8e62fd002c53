#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* Inside the lines of container runtimes; without any time. */
static void envelopes(void **state)
{
	(void)state;
	log_text_expect("coredns",
	    "2024-03-12T09:00:02.500000000Z stdout F [INFO] 10.0.0.7:4031 - 7 \"TXT IN a.example."
	    " udp 40 false 512\" NOERROR qr,rd,ra 90 1.5s\n"
	    "{\"log\":\"[INFO] [2001:db8::7]:4031 - 8 \\\"A IN b.example. tcp 40 true 1232\\\" NX"
	    "DOMAIN qr,aa,rd 90 0.5s\\n\",\"stream\":\"stdout\",\"time\":\"2024-03-12T09:00:02.5Z"
	    "\"}\n"
	    "[INFO] 10.0.0.7:4031 - 7 \"TXT IN a.example. udp 40 false 512\" NOERROR qr,rd,ra 90 "
	    "1.5s\n"
	    "[INFO] plugin/reload: Running configuration\n",
	    "dns\n"
	    "  Q 10.0.0.7:4031 > - a.example TXT 2024-03-12T09:00:01.000000Z S\n"
	    "  R - > 10.0.0.7:4031 a.example TXT NOERROR 0/0 2024-03-12T09:00:02.500000Z SAT\n"
	    "dns\n"
	    "  Q/tcp 2001:db8::7:4031 > - b.example A 2024-03-12T09:00:02.000000Z S\n"
	    "  R/tcp - > 2001:db8::7:4031 b.example A NXDOMAIN 0/0 2024-03-12T09:00:02.500000Z SA"
	    "T\n"
	    "dns log-time\n"
	    "  Q 10.0.0.7:4031 > - a.example TXT 2024-03-12T09:00:02.000000Z S\n"
	    "  R - > 10.0.0.7:4031 a.example TXT NOERROR 0/0 2024-03-12T09:00:02.000000Z SAT\n"
	    "other\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(envelopes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

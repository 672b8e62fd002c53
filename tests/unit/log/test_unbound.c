#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* Queries and replies; a name with characters that are not exact; the address of the server. */
static void both(void **state)
{
	(void)state;
	log_text_expect("unbound",
	    "[1710234000] unbound[811:0] query: 10.0.0.7 a?b.example. TXT IN\n"
	    "[1710234001] unbound[811:0] reply: 10.0.0.7 a?b.example. TXT IN NOERROR 0.000000 1 4"
	    "5\n"
	    "[1710234002] unbound[811:0] info: 10.0.0.7 b.example. A IN NXDOMAIN 0.013 0 99 on tc"
	    "p 10.0.0.53 53\n"
	    "[1710234002] unbound[811:0] info: 10.0.0.8 c.example. A IN\n"
	    "[1710234002] unbound[811:0] info: server stats for thread 0: 12 queries\n"
	    "[1710234002] unbound[811:0] reply: 10.0.0.7 - - - FORMERR - - -\n"
	    "[1710234002] unbound[811:0] reply: 10.0.0.7 a.example. A IN\n",
	    "dns\n"
	    "  Q 10.0.0.7 > - a?b.example TXT 2024-03-12T09:00:00.000000Z SZIFNRXP\n"
	    "dns\n"
	    "  R - > 10.0.0.7 a?b.example TXT NOERROR 0/0 2024-03-12T09:00:01.000000Z SIFATNXP\n"
	    "dns\n"
	    "  R/tcp 10.0.0.53 > 10.0.0.7 b.example A NXDOMAIN 0/0 2024-03-12T09:00:02.000000Z IF"
	    "ATP\n"
	    "dns\n"
	    "  Q 10.0.0.8 > - c.example A 2024-03-12T09:00:02.000000Z SZIFXP\n"
	    "other\n"
	    "other\n"
	    "log-fields\n");
}

static void syslog(void **state)
{
	(void)state;
	log_text_expect("unbound",
	    "Mar 12 09:00:00 fw unbound[811]: [811:0] info: 10.0.0.7 b.example. A IN\n"
	    "<30>1 2024-03-12T09:00:00+01:00 fw unbound 811 - - [811:0] query: 10.0.0.7 c.example"
	    ". AAAA IN\n",
	    "dns\n"
	    "  Q 10.0.0.7 > - b.example A 1972-03-12T09:00:00.000000Z SZIFRXP\n"
	    "dns\n"
	    "  Q 10.0.0.7 > - c.example AAAA 2024-03-12T08:00:00.000000Z SZIFRXP\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(both),
	    cmocka_unit_test(syslog),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* American and other dates, both forms of names, labels with parentheses, empty flags. */
static void dialects(void **state)
{
	(void)state;
	log_text_expect("windows-debug",
	    "DNS Server log file creation at 4/21/2017 7:52:00 AM\n"
	    "4/21/2017 7:52:03 AM 06B0 PACKET  00000000028657F0 UDP Snd 10.2.0.1        6590 R Q "
	    "[8081   DR  NOERROR] A      (7)example(3)com(0)\n"
	    "4/15/2014 12:16:00 AM 0710 PACKET  0000000028FB94C0 UDP  Rcv 10.2.0.1    8857   Q [0"
	    "001       NOERROR] TXT      .ns1.example.\n"
	    "22.12.2021 21:46:04 0E1C PACKET  0000017DEDFE28D0 TCP Rcv 10.20.0.6       966f   Q ["
	    "0001   D   NXDOMAIN] A      (7)lo(3)in(4)live(3)com(0)\n"
	    "2021-12-22 21:46:04 0E1C PACKET  0000017DEDE1F920 UDP Snd 8.8.4.4         624d   Q ["
	    "0001   D   NOERROR] A      (5)login(4)live(3)com(0)\n"
	    "\n"
	    "UDP question info at 0000017DEDE1F920\n"
	    "  Socket = 508\n"
	    "4/21/2017 7:52:03 AM 06B0 EVENT   The DNS server has started.\n"
	    "4/21/2017 7:52:03 AM 06B0 PACKET  00000000028657F0 UDP Rcv 10.2.0.1        6590   Q "
	    "[0001   D   NOERROR] A      (9)example(3)com(0)\n",
	    "other\n"
	    "dns\n"
	    "  R - > 10.2.0.1 example.com A NOERROR 0/0 2017-04-21T07:52:03.000000Z SZATP\n"
	    "dns\n"
	    "  Q 10.2.0.1 > - ns1.example TXT 2014-04-15T00:16:00.000000Z SZP\n"
	    "dns\n"
	    "  Q/tcp 10.20.0.6 > - lo(3)in.live.com A 2021-12-22T21:46:04.000000Z SZP\n"
	    "excluded\n"
	    "continuation\n"
	    "continuation\n"
	    "continuation\n"
	    "other\n"
	    "log-name\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(dialects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

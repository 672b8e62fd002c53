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

#define DETAILS(rcode, answers)                                        \
	"UDP response info at 0000017DEDFE28D0\r\n"                    \
	"  Socket = 908\r\n"                                           \
	"  Remote addr 10.20.0.6, port 54321\r\n"                      \
	"  Msg length = 0x0060 (96)\r\n"                               \
	"    QUESTION SECTION:\r\n"                                    \
	"    Name      \"(5)login(4)live(3)com(0)\"\r\n"               \
	"      QTYPE   TXT (16)\r\n"                                   \
	"    ANSWER SECTION:\r\n" answers "    AUTHORITY SECTION:\r\n" \
	"      empty\r\n"                                              \
	"    ADDITIONAL SECTION:\r\n"                                  \
	"      empty\r\n"                                              \
	"\r\n"
#define RECORD(type, data)                                     \
	"    Offset = 0x0020, RR count = 0\r\n"                \
	"    Name      \"[C00C](5)login(4)live(3)com(0)\"\r\n" \
	"      TYPE   " type "\r\n"                            \
	"      CLASS  1\r\n"                                   \
	"      TTL    235\r\n"                                 \
	"      DLEN   18\r\n"                                  \
	"      DATA   " data "\r\n"
#define SENT \
	"22/12/2021 21:46:04 0E1C PACKET  01 UDP Snd 10.20.0.6 966f R Q [8081   DR  NOERROR] TXT "

/* With details: the port and the answers, unless a record cannot be read. */
static void details(void **state)
{
	(void)state;
	log_text_expect("windows-debug",
	    SENT "(5)login(4)live(3)com(0)\r\n" DETAILS("NOERROR",
		RECORD("CNAME  (5)", "(5)login(3)msa[C017](3)com(0)") RECORD("A  (1)", "192.0.2.8")
		    RECORD("TXT  (16)", "(5)hello(3)you")),
	    "dns\n"
	    "  R - > 10.20.0.6:54321 login.live.com TXT NOERROR 3/29 2021-12-22T21:46:04.000000Z "
	    "SZ\n"
	    "continuation\ncontinuation\ncontinuation\ncontinuation\ncontinuation\n"
	    "continuation\ncontinuation\ncontinuation\ncontinuation\ncontinuation\n"
	    "continuation\ncontinuation\ncontinuation\ncontinuation\ncontinuation\n"
	    "continuation\ncontinuation\ncontinuation\ncontinuation\ncontinuation\n"
	    "continuation\ncontinuation\ncontinuation\ncontinuation\ncontinuation\n"
	    "continuation\ncontinuation\ncontinuation\ncontinuation\ncontinuation\n"
	    "continuation\ncontinuation\ncontinuation\ncontinuation\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(dialects),
	    cmocka_unit_test(details),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

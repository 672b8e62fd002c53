#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* Without "extra" replies name no client. A name may hold " from " and blanks. */
static void plain(void **state)
{
	(void)state;
	log_text_expect("dnsmasq",
	    "Mar 12 09:00:00 dnsmasq[410]: query[A] www.example from 10.0.0.7\n"
	    "Mar 12 09:00:00 dnsmasq[410]: forwarded www.example to 192.0.2.53\n"
	    "Mar 12 09:00:00 dnsmasq[410]: reply www.example is 192.0.2.1\n"
	    "Mar 12 09:00:01 dnsmasq[410]: query[type=65399] x from 10.9.9.9.t.example from 127.0"
	    ".0.1\n"
	    "Mar 12 09:00:01 dnsmasq[410]: query[A] <name unprintable> from 127.0.0.1\n"
	    "Mar 12 09:00:01 dnsmasq-dhcp[410]: DHCPACK(eth0) 10.0.0.7\n"
	    "Mar 12 09:00:01 host dnsmasq[410]: query[AAAA] b.example from fe80::1%eth0\n",
	    "dns\n"
	    "  Q 10.0.0.7 > - www.example A 1972-03-12T09:00:00.000000Z SZIFRXP\n"
	    "continuation\n"
	    "continuation\n"
	    "dns\n"
	    "  Q 127.0.0.1 > - x\\032from\\03210.9.9.9.t.example TYPE65399 1972-03-12T09:00:01.00"
	    "0000Z SZIFRXP\n"
	    "log-name\n"
	    "other\n"
	    "dns\n"
	    "  Q fe80::1 > - b.example AAAA 1972-03-12T09:00:01.000000Z SZIFRXP\n");
}

/* Joined by serial number; an alias is not the end of the answer. */
static void extra(void **state)
{
	(void)state;
	log_text_expect("dnsmasq",
	    "Mar 12 09:00:00 dnsmasq[410]: 7 10.0.0.7/4031 query[A] www.example from 10.0.0.7\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 7 10.0.0.7/4031 reply www.example is <CNAME>\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 7 10.0.0.7/4031 reply cdn.example is 192.0.2.1\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 7 10.0.0.7/4031 reply cdn.example is 192.0.2.2\n"
	    "Mar 12 09:00:00 dnsmasq[410]: TCP 8 10.0.0.7/4032 query[A] no.example from 10.0.0.7"
	    "\n"
	    "Mar 12 09:00:00 dnsmasq[410]: TCP 8 10.0.0.7/4032 cached no.example is NXDOMAIN\n",
	    "dns\n"
	    "  Q 10.0.0.7:4031 > - www.example A 1972-03-12T09:00:00.000000Z SZIFRX\n"
	    "continuation\n"
	    "dns\n"
	    "  R - > 10.0.0.7:4031 www.example A NOERROR 1/4 1972-03-12T09:00:00.000000Z SZIFTX\n"
	    "continuation\n"
	    "dns\n"
	    "  Q/tcp 10.0.0.7:4032 > - no.example A 1972-03-12T09:00:00.000000Z SZIF\n"
	    "dns\n"
	    "  R/tcp - > 10.0.0.7:4032 no.example A NXDOMAIN 0/0 1972-03-12T09:00:00.000000Z SZIF"
	    "T\n");
}

/* An alias that was asked for is the answer; before "no data" it is one of unknown size. */
static void aliases(void **state)
{
	(void)state;
	log_text_expect("dnsmasq",
	    "Mar 12 09:00:00 dnsmasq[410]: 7 10.0.0.7/4031 query[CNAME] a.example from 10.0.0.7\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 7 10.0.0.7/4031 reply a.example is <CNAME>\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 8 10.0.0.7/4032 query[A] b.example from 10.0.0.7\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 8 10.0.0.7/4032 reply b.example is <CNAME>\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 8 10.0.0.7/4032 reply data.example is NODATA-IPv4\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 9 10.0.0.7/4033 query[A] c.example from 10.0.0.7\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 9 10.0.0.7/4033 reply c.example is NODATA-IPv4\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 10 10.0.0.7/4034 query[TXT] d.example from 10.0.0.7\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 10 10.0.0.7/4034 reply d.example is <CNAME>\n"
	    "Mar 12 09:00:00 dnsmasq[410]: 10 10.0.0.7/4034 reply e.example is NXDOMAIN\n",
	    "dns\n"
	    "  Q 10.0.0.7:4031 > - a.example CNAME 1972-03-12T09:00:00.000000Z SZIFRX\n"
	    "dns\n"
	    "  R - > 10.0.0.7:4031 a.example CNAME NOERROR 0/0 1972-03-12T09:00:00.000000Z "
	    "SZIFATX\n"
	    "dns\n"
	    "  Q 10.0.0.7:4032 > - b.example A 1972-03-12T09:00:00.000000Z SZIFX\n"
	    "continuation\n"
	    "dns\n"
	    "  R - > 10.0.0.7:4032 b.example A NOERROR 0/0 1972-03-12T09:00:00.000000Z SZIFATX\n"
	    "dns\n"
	    "  Q 10.0.0.7:4033 > - c.example A 1972-03-12T09:00:00.000000Z SZIFX\n"
	    "dns\n"
	    "  R - > 10.0.0.7:4033 c.example A NOERROR 0/0 1972-03-12T09:00:00.000000Z SZIFTX\n"
	    "dns\n"
	    "  Q 10.0.0.7:4034 > - d.example TXT 1972-03-12T09:00:00.000000Z SZIFX\n"
	    "continuation\n"
	    "dns\n"
	    "  R - > 10.0.0.7:4034 d.example TXT NXDOMAIN 0/0 1972-03-12T09:00:00.000000Z "
	    "SZIFATX\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(plain),
	    cmocka_unit_test(extra),
	    cmocka_unit_test(aliases),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

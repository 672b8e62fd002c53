#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

/* Queries and responses of clients; those with other servers are another side; packets that are
 * none. */
static void events(void **state)
{
	(void)state;
	log_text_expect("windows-etw",
	    "{\"EventID\":256,\"TimeCreated\":\"2024-03-12T09:00:00.5Z\",\"TCP\":0,\"InterfaceIP"
	    "\":\"10.0.0.53\",\"Source\":\"10.0.0.7\",\"Port\":4031,\"PacketData\":\"0x0007010000"
	    "01000000000000016107657861 6d706c650000100001\"}\n"
	    "{\"EventID\":256,\"TimeCreated\":\"2024-03-12T09:00:00.5Z\",\"TCP\":0,\"InterfaceIP"
	    "\":\"10.0.0.53\",\"Source\":\"10.0.0.7\",\"Port\":4031,\"PacketData\":\"0x0007010000"
	    "010000000000000161076578616d706c650000100001\"}\n"
	    "{\"EventID\":257,\"TimeCreated\":\"2024-03-12T09:00:01.5Z\",\"TCP\":\"1\",\"Interfac"
	    "eIP\":\"10.0.0.53\",\"Destination\":\"10.0.0.7\",\"Port\":\"4031\",\"PacketData\":"
	    "\"0x0007818000010000000000000161076578616d706c650000100001\"}\n"
	    "{\"EventID\":260,\"TimeCreated\":\"2024-03-12T09:00:01.5Z\",\"InterfaceIP\":\"10.0.0"
	    ".53\",\"Destination\":\"192.0.2.1\",\"PacketData\":\"0x00070100000100000000000001610"
	    "76578616d706c650000100001\"}\n"
	    "{\"EventID\":259,\"TimeCreated\":\"2024-03-12T09:00:01.5Z\"}\n"
	    "{\"Id\":256,\"TimeCreated\":\"\\/Date(1710234000500)\\/"
	    "\",\"InterfaceIP\":\"10.0.0.53\",\""
	    "Source\":\"10.0.0.7\",\"PacketData\":"
	    "\"0x0007010000010000000000000161076578616d706c65000"
	    "0100001\"}\n",
	    "log-fields\n"
	    "dns\n"
	    "  Q 10.0.0.7:4031 > 10.0.0.53 a.example TXT 2024-03-12T09:00:00.500000Z R\n"
	    "dns\n"
	    "  R/tcp 10.0.0.53 > 10.0.0.7:4031 a.example TXT NOERROR 0/0 2024-03-12T09:00:01.5000"
	    "00Z -\n"
	    "excluded\n"
	    "other\n"
	    "dns\n"
	    "  Q 10.0.0.7 > 10.0.0.53 a.example TXT 2024-03-12T09:00:00.500000Z P\n");
	/* As XML, of wevtutil or tracerpt. */
	log_text_expect("windows-etw",
	    "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provid"
	    "er Name=\"Microsoft-Windows-DNSServer\"/><EventID>256</EventID><TimeCreated "
	    "SystemTime="
	    "\"2024-03-12T09:00:00.500Z\"/></System><EventData><Data Name=\"TCP\">0</Data><Data Nam"
	    "e=\"InterfaceIP\">10.0.0.53</Data><Data Name=\"Source\">10.0.0.7</Data><Data Name=\"Po"
	    "rt\">4031</Data><Data "
	    "Name=\"PacketData\">0x0007010000010000000000000161076578616d706c6"
	    "50000100001</Data></EventData></Event>\n",
	    "dns\n"
	    "  Q 10.0.0.7:4031 > 10.0.0.53 a.example TXT 2024-03-12T09:00:00.500000Z R\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(events),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Test rows for packet_decode: a frame in hex and the expected result. Each frame ends at a guard
 * page and is also tried at every prefix length, both truncated by the capture and truncated on the
 * wire.
 */
#ifndef DNSFERRET_TESTS_PACKET_ROWS_H
#define DNSFERRET_TESTS_PACKET_ROWS_H

#include <stddef.h>

#include "net/packet.h"

/* Building blocks. The datagram is UDP 10.0.0.1:40000 > 10.0.0.53:53 (or 2001:db8::1 > ::53). */
#define MACS              "020000000002 020000000001 "
#define V4(len, protocol) "4500" len "00070000 40" protocol "0000 0a000001 0a000035 "
#define V6(len, next)                                              \
	"60000000" len next "40 20010db8000000000000000000000001 " \
	"20010db8000000000000000000000035 "
#define UDP     "9c400035000c0000 abadcafe"
#define V4_UDP  V4("0020", "11") UDP
#define V6_UDP  V6("000c", "11") UDP
#define PAYLOAD "abadcafe"
/* LLC/SNAP around IPv4; an Ethernet frame; UDP from port 50505 over IPv4, 28 bytes before `len`. */
#define SNAP4               "aaaa03 000000 0800 " V4_UDP
#define FRAME               MACS "0800" V4_UDP
#define UDP_TO(port, len)   "c549" port len "0000 "
#define UDP_FROM(port, len) port "c549" len "0000 "

#define LINK_ETHERNET 1
#define LINK_RAW      101

struct packet_row {
	const char *what;
	int linktype;
	const char *frame; /* hex digits; spaces between them are ignored */
	enum packet_kind kind;
	enum anomaly reason;
	const char *payload;
	enum tunnel tunnel; /* what is inside and not followed; mostly left out */
};

/* Converts hex digits to bytes; returns their number, at most cap. */
size_t hex_bytes(const char *text, uint8_t *out, size_t cap);

void packet_rows_check(const struct packet_row *rows, size_t count);

#endif

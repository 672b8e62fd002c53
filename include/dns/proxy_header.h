/*
 * The PROXY protocol (haproxy.org/download/3.0/doc/proxy-protocol.txt), versions 1 and 2: a load
 * balancer in front of a DNS server writes whom it speaks for, once in front of a TCP stream, or in
 * each UDP datagram. A plain value, no allocation.
 */
#ifndef DNSFERRET_DNS_PROXY_HEADER_H
#define DNSFERRET_DNS_PROXY_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/address.h"

struct proxy_source {
	bool known; /* false: no header, or one without addresses (LOCAL, UNKNOWN, UNIX) */
	struct address address;
	uint16_t port;
};

/* Length of the header at the front of the bytes; 0 = there is none; -1 = more bytes are needed to
 * tell. Fills *source if the length is above 0. */
int proxy_header_read(const uint8_t *bytes, size_t len, struct proxy_source *source);

#endif

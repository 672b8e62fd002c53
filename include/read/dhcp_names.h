/*
 * What DHCP messages say about hosts: the name that a client gives itself (RFC 2132 3.14, RFC 4702,
 * RFC 4704), with the address that it has, asks for, or is given, and its hardware address. A
 * message that ends early says what was read before. No allocation but in the lists.
 */
#ifndef DNSFERRET_READ_DHCP_NAMES_H
#define DNSFERRET_READ_DHCP_NAMES_H

#include "base/host_names.h"

/* A message between ports 67 and 68 (RFC 2131 2): requests and acknowledgements. */
void dhcp_names_read(struct host_names *names, struct host_names *macs, const uint8_t *bytes,
    size_t len, struct source_ref where);

/* A message between ports 546 and 547 (RFC 8415 8), from `src` to `dst`; relayed ones are not read.
 */
void dhcp6_names_read(struct host_names *names, struct host_names *macs, const uint8_t *bytes,
    size_t len, const struct address *src, const struct address *dst, struct source_ref where);

#endif

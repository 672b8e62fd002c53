/*
 * Names in messages that are built like DNS: mDNS (RFC 6762), LLMNR (RFC 4795), NetBIOS names (RFC
 * 1002), and PTR answers of DNS. Of the first three only what a host says about its own address
 * counts. The first HOST_RECORDS_MAX records are looked at. No allocation but in the lists.
 */
#ifndef DNSFERRET_READ_LOCAL_NAMES_H
#define DNSFERRET_READ_LOCAL_NAMES_H

#include "base/host_names.h"
#include "dns/message.h"

/* A message of `len` bytes from `src`; `source` is MDNS, LLMNR or NBNS. A status response of NBNS
 * has a MAC address too. */
void local_names_read(struct host_names *names, struct host_names *macs, enum host_source source,
    const uint8_t *bytes, size_t len, const struct address *src, struct source_ref where);

/* A response that answers a query for a reverse name: names for addresses of the site of `client`
 * and for local ones. `msg` was read from the same bytes. */
void local_names_read_ptr(struct host_names *names, const uint8_t *bytes, size_t len,
    const struct dns_msg *msg, const struct address *client, struct source_ref where);

/* The address of a name below in-addr.arpa (RFC 1035 3.5) or ip6.arpa (RFC 3596 2.5). Returns false
 * if it is not one. */
bool local_names_address(const struct dns_name *name, struct address *address);

/* First-level decoding (RFC 1001 14.1) of a label of 32 characters: 15 bytes without the blanks at
 * their end, and the type of the name. Returns the length, 0 if it is not such a name. */
size_t local_names_netbios(const uint8_t *label, size_t len, uint8_t name[15], unsigned *type);

#endif

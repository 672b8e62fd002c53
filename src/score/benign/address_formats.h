/*
 * Name formats made of addresses and numbers: reversed IPv4 and IPv6 addresses, addresses inside a
 * label, lists of addresses, telephone numbers. Each returns whether the labels have the format and
 * notes what it explains. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_BENIGN_ADDRESS_FORMATS_H
#define DNSFERRET_SCORE_BENIGN_ADDRESS_FORMATS_H

#include "format_parts.h"

bool address_format_reversed_ipv4(struct format_parts *p);
bool address_format_reversed_ipv6(struct format_parts *p);

/* The same left of in-addr.arpa and ip6.arpa: whole networks too (RFC 1035 3.5, RFC 2317, RFC 3596
 * 2.5). */
bool address_format_zone_ipv4(struct format_parts *p);
bool address_format_zone_ipv6(struct format_parts *p);

/* At least two addresses, separated by comma, semicolon, bar or space. */
bool address_format_list(struct format_parts *p);

/* "ip-10-0-0-1", "c-192-0-2-96-dyn". */
bool address_format_in_label(struct format_parts *p);

/* True for a label that is an address with hyphens, and nothing else. */
bool address_format_is_dashed(struct label l);

/* Single digits left of e164.arpa (RFC 6116 3.2). */
bool address_format_telephone(struct format_parts *p);

#endif

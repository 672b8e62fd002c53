/*
 * The fields of RDATA, one table row a type (RFC 1035 3.3, 3.4 and the RFC of each later type):
 * enough to say whether RDATA is what its type promises and to take compression out of it.
 * No allocation. Cost is bounded by the bytes and by the steps the caller grants.
 */
#ifndef DNSFERRET_DNS_RDATA_H
#define DNSFERRET_DNS_RDATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cursor.h"
#include "base/limits.h"

/* RDATA with every name written out, so that it stands without its message. */
struct dns_rdata_plain {
	size_t len;
	uint8_t bytes[DNS_RDATA_TEXT_BYTES_MAX];
};

/* True when the window holds exactly the fields of its type, or the type is not known. Names inside
 * take steps from `steps_left` as in dns_name_read_within. */
bool dns_rdata_fits(uint16_t type, struct cursor rdata, uint32_t *steps_left);

/* Writes RDATA out plain. False when the type is not known, the RDATA does not fit it, or it is
 * more than ldns should get: DNS_RDATA_TEXT_BYTES_MAX, DNS_RDATA_STRINGS_MAX. */
bool dns_rdata_expand(uint16_t type, struct cursor rdata, struct dns_rdata_plain *plain);

#endif

/*
 * The fields of RDATA, one table row per type (RFC 1035 3.3, 3.4 and the RFC of each later type):
 * enough to validate RDATA against its type and to remove name compression. No allocation. Cost is
 * bounded by the number of bytes and by the caller's step budget.
 */
#ifndef DNSFERRET_DNS_RDATA_H
#define DNSFERRET_DNS_RDATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/address.h"
#include "base/cursor.h"
#include "base/limits.h"

/* RDATA with all names uncompressed, so that it is independent of its message. */
struct dns_rdata_plain {
	size_t len;
	uint8_t bytes[DNS_RDATA_TEXT_BYTES_MAX];
};

/* True if the window holds exactly the fields of its type, or if the type is unknown. Names in it
 * consume `steps_left` as in dns_name_read_within. */
bool dns_rdata_fits(uint16_t type, struct cursor rdata, uint32_t *steps_left);

/* The address in the RDATA of an A or AAAA record (RFC 1035 3.4.1, RFC 3596 2.2); false for other
 * types, and if it has another length. */
bool dns_rdata_address(uint16_t type, struct cursor rdata, struct address *address);

/* Writes RDATA uncompressed to *plain. Returns false if the type is unknown, the RDATA does not
 * match it, or it is too large for ldns: DNS_RDATA_TEXT_BYTES_MAX, DNS_RDATA_STRINGS_MAX. */
bool dns_rdata_expand(uint16_t type, struct cursor rdata, struct dns_rdata_plain *plain);

#endif

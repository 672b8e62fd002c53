/*
 * Human-readable text: names of types, classes, rcodes and opcodes, and the RDATA of records shown
 * as evidence. The only part that includes <ldns/ldns.h>. ldns gets one record at a time, rebuilt
 * by us with exact RDATA of at most 2 KiB and a type on a short list; never a captured message. All
 * results are printable ASCII.
 */
#ifndef DNSFERRET_DNS_TEXT_H
#define DNSFERRET_DNS_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "dns/message.h"

/* Buffer size for any of these names, including the NUL. */
#define DNS_MNEMONIC_MAX 24

/* "TXT", "TYPE65399". Each of these returns out. */
const char *dns_type_text(uint16_t type, char out[DNS_MNEMONIC_MAX]);
const char *dns_class_text(uint16_t class, char out[DNS_MNEMONIC_MAX]);
const char *dns_rcode_text(uint16_t rcode, char out[DNS_MNEMONIC_MAX]);
const char *dns_opcode_text(uint16_t flags, char out[DNS_MNEMONIC_MAX]);

/* Type number of a mnemonic ("txt", "TYPE65399"); -1 if unknown. */
int dns_type_number(const char *text);

/* RDATA in presentation form, truncated to cap with "..."; RFC 3597 form (\# length hex) for types
 * not on the list and for RDATA that ldns rejects. Returns the length. */
size_t dns_rdata_text(const struct dns_record *record, char *out, size_t cap);

/* Version of ldns. */
const char *dns_text_library_version(void);

#endif

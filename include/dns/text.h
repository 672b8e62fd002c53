/*
 * Text for people: type, class, rcode and opcode names, and RDATA of the records shown as evidence.
 * The only part that includes <ldns/ldns.h>. ldns sees one record at a time, rebuilt by us with
 * exact RDATA, at most 2 KiB, of a type on a short list; never a captured message. All results are
 * printable ASCII.
 */
#ifndef DNSFERRET_DNS_TEXT_H
#define DNSFERRET_DNS_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "dns/message.h"

/* Room for any of the names with its NUL. */
#define DNS_MNEMONIC_MAX 24

/* "TXT", "TYPE65399"; returns out. */
const char *dns_type_text(uint16_t type, char out[DNS_MNEMONIC_MAX]);
const char *dns_class_text(uint16_t class, char out[DNS_MNEMONIC_MAX]);
const char *dns_rcode_text(uint16_t rcode, char out[DNS_MNEMONIC_MAX]);
const char *dns_opcode_text(uint16_t flags, char out[DNS_MNEMONIC_MAX]);

/* Type number of a mnemonic ("txt", "TYPE65399"), or -1. */
int dns_type_number(const char *text);

/* RDATA in presentation form, cut to cap; RFC 3597 form (\# length hex) for types not on the list
 * or RDATA that ldns refuses. Returns the length. */
size_t dns_rdata_text(const struct dns_record *record, char *out, size_t cap);

/* Version of ldns. */
const char *dns_text_library_version(void);

#endif

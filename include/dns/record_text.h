/*
 * The RDATA of a captured record as text, in the presentation form of its type (RFC 1035 5.1 and
 * the RFC of each later type; RFC 3597 5 for the others), for output of every answer. Printable
 * ASCII without truncation: at most some four characters per byte of the expanded RDATA. Pure
 * functions.
 */
#ifndef DNSFERRET_DNS_RECORD_TEXT_H
#define DNSFERRET_DNS_RECORD_TEXT_H

#include <stdbool.h>

#include "base/buffer.h"
#include "dns/message.h"

/* Appends the text: addresses as in RFC 5952, names without the final dot ("." = the root), strings
 * in double quotes with a blank between them. RDATA that does not match its type is written in hex
 * (\# LENGTH HEX). `folded`: names in lower case (RFC 4343), so that equal records give equal
 * texts. What exceeds the maximum of the buffer is left out. */
void record_text_put(struct buffer *b, const struct dns_record *record, bool folded);

/* False if the RDATA does not match its type. */
bool record_text_fits(const struct dns_record *record);

#endif

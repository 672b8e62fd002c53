/*
 * What the data of an answer looks like: the grammar of a service, encoded text, code. Marks of one
 * record, to be OR-ed over a message. Pure; looks at the first 255 bytes at most.
 */
#ifndef DNSFERRET_DNS_ANSWER_H
#define DNSFERRET_DNS_ANSWER_H

#include <stdint.h>

#include "base/cursor.h"

enum answer_flag {
	ANSWER_SERVICE =
	    1, /* SPF (RFC 7208), DKIM (6376), DMARC (7489), MTA-STS (8461), key=value tokens */
	ANSWER_ENCODED = 2, /* 24 and more characters of one run of base64 or hex */
	ANSWER_CODE = 4,    /* a script, or the magic of gzip, zip, PE or ELF, plain or in base64 */
};

/* Marks of a record's RDATA: TXT (its first string) and types without a name in front; 0 for
 * others. */
unsigned answer_flags(uint16_t type, struct cursor rdata);

#endif

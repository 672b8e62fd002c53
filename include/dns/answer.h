/*
 * Classifies the data of an answer: known service syntax, encoded text, code. The flags of one
 * record; OR them for a whole message. A pure function that looks at the first 255 bytes at most.
 */
#ifndef DNSFERRET_DNS_ANSWER_H
#define DNSFERRET_DNS_ANSWER_H

#include <stdint.h>

#include "base/cursor.h"

enum answer_flag {
	ANSWER_SERVICE =
	    1, /* SPF (RFC 7208), DKIM (6376), DMARC (7489), MTA-STS (8461), key=value tokens */
	ANSWER_ENCODED = 2, /* a run of 24 or more base64 or hex characters */
	ANSWER_CODE = 4,    /* a script, or the magic of gzip, zip, PE or ELF, plain or in base64 */
};

/* The flags of a record's RDATA. Looks at TXT and SPF (first string), NULL and type 65399; 0 for
 * all other types. */
unsigned answer_flags(uint16_t type, struct cursor rdata);

#endif

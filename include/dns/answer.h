/*
 * Classifies the data of an answer: known service syntax, encoded text, code, an address that is
 * none. The flags of one record; OR them for a whole message. A pure function that looks at the
 * first 255 bytes at most.
 */
#ifndef DNSFERRET_DNS_ANSWER_H
#define DNSFERRET_DNS_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/cursor.h"

enum answer_flag {
	ANSWER_SERVICE =
	    1, /* SPF (RFC 7208), DKIM (6376), DMARC (7489), MTA-STS (8461), key=value tokens */
	ANSWER_ENCODED = 2, /* a run of 24 or more base64 or hex characters, or a token of 16 */
	ANSWER_CODE = 4,    /* a script, a command, or the magic of gzip, zip, PE or ELF, plain or
			       encoded (base64, base32, hex; UTF-16 too) */
	ANSWER_NULL_ADDRESS = 8, /* 0.0.0.0 (RFC 1122 3.2.1.3) or :: (RFC 4291 2.5.2): a name that
				    is blocked or whose server is parked; of a message: all its
				    addresses are */
	ANSWER_TEXT = 16,        /* encoded text that decodes to at least 16 readable characters */
	ANSWER_FLAGS_END = 32,
};

/* True if the answers of a message, with these flags, are those of a service and nothing more. */
static inline bool answer_is_service(unsigned flags)
{
	return (flags & ANSWER_SERVICE) && !(flags & (ANSWER_CODE | ANSWER_TEXT));
}

/* The flags of a record's RDATA. Looks at TXT and SPF (first string), NULL and type 65399, and at
 * A and AAAA; 0 for all other types. */
unsigned answer_flags(uint16_t type, struct cursor rdata);

#endif

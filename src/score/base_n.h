/*
 * Text in names back to bytes: hex (RFC 4648 8), base32 (6), base32hex (7), base64 and base64url
 * (4, 5), and whether the result says something. Values; no allocation.
 */
#ifndef DNSFERRET_SCORE_BASE_N_H
#define DNSFERRET_SCORE_BASE_N_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"

struct decoded {
	uint8_t bytes[DNS_NAME_WIRE_MAX];
	size_t len;
	const char *codec; /* "hex" */
	const char *magic; /* "gzip"; NULL: readable text */
};

/* An even number of hexadecimal digits that stand for at least 6 letters, digits, dots or hyphens:
 * a host name in hex, say. By chance one of 5,000 labels of that length is. */
bool base_n_is_hex_word(const uint8_t *text, size_t len);

/* Tries every codec and alignment on at most DNS_NAME_WIRE_MAX bytes of text, up to the first
 * byte that the codec does not know. True when the result begins like a known format or is
 * readable. */
bool base_n_readable(const uint8_t *text, size_t len, struct decoded *d);

#endif

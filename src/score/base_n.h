/*
 * Decodes text in names: hex (RFC 4648 8), base32 (6), base32hex (7), base64 and base64url (4, 5),
 * and checks whether the result is meaningful. Plain values; no allocation.
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

/* True for an even number of hex digits that decode to at least 6 letters, digits, dots or hyphens,
 * e.g. a hex-encoded host name. One in 5,000 random labels of that length passes. */
bool base_n_is_hex_word(const uint8_t *text, size_t len);

/* Tries every codec and alignment on at most DNS_NAME_WIRE_MAX bytes of text, up to the first byte
 * outside the codec's alphabet. True if the result starts with a known file signature or is
 * readable text. */
bool base_n_readable(const uint8_t *text, size_t len, struct decoded *d);

#endif

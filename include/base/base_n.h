/*
 * Decodes text: hex (RFC 4648 8), base32 (6), base32hex (7), base64 and base64url (4, 5), and
 * checks whether the result is meaningful. Plain values; no allocation.
 */
#ifndef DNSFERRET_BASE_BASE_N_H
#define DNSFERRET_BASE_BASE_N_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longest text that is decoded, in characters: a name or a character string (RFC 1035 3.3). */
#define BASE_N_TEXT_MAX 255

enum base_n {
	BASE_N_HEX,
	BASE_N_32,
	BASE_N_32HEX,
	BASE_N_64,
	BASE_N_64URL,
	BASE_N_COUNT,
};

struct decoded {
	uint8_t bytes[BASE_N_TEXT_MAX];
	size_t len;
	const char *codec; /* "hex" */
	const char *magic; /* of base_n_readable: "gzip"; NULL: readable text */
};

/* Finds the first run of at least run_min (> 0) digits of the codec at or behind *at, moves *at to
 * its beginning and returns its length; 0 if there is none. Padding is no digit. */
size_t base_n_next_run(
    enum base_n codec, const uint8_t *text, size_t len, size_t run_min, size_t *at);

/* Number of offsets at which the data of a codec may begin inside its digits, if something else is
 * written in front of it. */
size_t base_n_alignments(enum base_n codec);

/* Decodes at most BASE_N_TEXT_MAX characters, up to the first that is no digit; leaves d->magic. */
void base_n_decode(enum base_n codec, const uint8_t *text, size_t len, struct decoded *d);

/* The file signature that the bytes begin with, e.g. "gzip", or NULL. */
const char *base_n_magic(const struct decoded *d);

/* A printable ASCII character or white space. */
bool base_n_is_printable(uint8_t c);

/* Number of bytes that are not printable; the same if every other byte may be zero, as in UTF-16LE.
 */
size_t base_n_strange(const struct decoded *d);
size_t base_n_strange_wide(const struct decoded *d);

/* Reduces UTF-16LE text in which nearly all upper bytes are zero to its lower bytes; leaves
 * anything else as it is. */
void base_n_narrow(struct decoded *d);

/* True for at least 16 bytes, nine tenths of them printable. */
bool base_n_is_text(const uint8_t *bytes, size_t len);

/* True for an even number of hex digits that decode to at least 6 letters, digits, dots or hyphens,
 * e.g. a hex-encoded host name. One in 5,000 random labels of that length passes. */
bool base_n_is_hex_word(const uint8_t *text, size_t len);

/* Tries every codec and alignment on at most BASE_N_TEXT_MAX characters, up to the first that is no
 * digit of the codec. True if the result starts with a known file signature or is readable text. */
bool base_n_readable(const uint8_t *text, size_t len, struct decoded *d);

#endif

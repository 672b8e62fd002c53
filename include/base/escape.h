/*
 * Converts any bytes to printable ASCII. Captured names and strings become text only here. RFC 1035
 * 5.1: \DDD for bytes outside 0x21..0x7e, a backslash before '\' and before '.' inside a label.
 * Reversible unless truncated. Allocates nothing; always NUL-terminates within `cap`.
 */
#ifndef DNSFERRET_BASE_ESCAPE_H
#define DNSFERRET_BASE_ESCAPE_H

#include <stddef.h>
#include <stdint.h>

/* Presentation form of an uncompressed wire name, without the final dot ("." for the root). Writes
 * at most `cap` bytes including the NUL; truncated output ends in "...". Returns the length of the
 * text. DNS_NAME_TEXT_MAX bytes are always enough. */
size_t escape_name(char *out, size_t cap, const uint8_t *wire, size_t wire_len);

/* Copies printable ASCII (including spaces), doubles '\' and writes every other byte as \DDD.
 * Truncates and returns like escape_name. */
size_t escape_text(char *out, size_t cap, const uint8_t *bytes, size_t len);

#endif

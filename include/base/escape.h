/*
 * Any bytes to printable ASCII: the one place where captured names and strings become text.
 * RFC 1035 5.1: \DDD for bytes outside 0x21..0x7e, a backslash before '.' inside a label and '\'.
 * Reversible. No allocation; the result is always NUL-terminated and never overruns.
 */
#ifndef DNSFERRET_BASE_ESCAPE_H
#define DNSFERRET_BASE_ESCAPE_H

#include <stddef.h>
#include <stdint.h>

/* Presentation form of an uncompressed wire name, without the final dot ("." for the root). At most
 * `cap` bytes with the NUL; a name cut for want of room ends in "...". Returns the text's length.
 * DNS_NAME_TEXT_MAX bytes always suffice. */
size_t escape_name(char *out, size_t cap, const uint8_t *wire, size_t wire_len);

/* Printable ASCII (blank included) as it is, '\' doubled, every other byte \DDD. Returns length.
 */
size_t escape_text(char *out, size_t cap, const uint8_t *bytes, size_t len);

#endif

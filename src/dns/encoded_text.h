/*
 * What hex, base32 or base64 in an answer decodes to: a script, a command, readable text, or
 * nothing that can be told from a key. UTF-16LE is read as text, because PowerShell's
 * -EncodedCommand is written so. Pure; no allocation. Most answers cost one pass per codec: a run
 * is only decoded in full if bytes in its middle are readable.
 */
#ifndef DNSFERRET_DNS_ENCODED_TEXT_H
#define DNSFERRET_DNS_ENCODED_TEXT_H

#include <stddef.h>
#include <stdint.h>

enum encoded_text {
	ENCODED_TEXT_NONE,
	ENCODED_TEXT_READABLE, /* at least 16 characters of text */
	ENCODED_TEXT_CODE,     /* words of a script or a command in text, or a file signature */
};

/* The strongest finding over all runs of digits in the text, of which at most BASE_N_TEXT_MAX
 * characters are looked at. Of 700,000 random strings less than ten are taken for text. */
enum encoded_text encoded_text_of(const uint8_t *text, size_t len);

#endif

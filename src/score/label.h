/*
 * Splits a payload into labels and classifies single labels: the building blocks of patterns
 * (pattern.h) and name formats (name_formats.def). Values that borrow the payload; the text is
 * already lower case.
 */
#ifndef DNSFERRET_SCORE_LABEL_H
#define DNSFERRET_SCORE_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "payload.h"

struct label {
	const uint8_t *text;
	size_t len;
};

struct labels {
	struct label at[DNS_LABELS_MAX];
	unsigned count;
};

/* Returns false if a byte of a label is itself a dot: then the text does not show where labels
 * end. */
bool label_split(struct labels *labels, const struct payload *p);

bool label_is(struct label l, const char *text);
bool label_starts(struct label l, const char *prefix);

/* Classes: "b" base32 a-z 2-7, "d" digits, "h" hexadecimal, "l" letters, "n" letters and digits,
 * "a" letters, digits, "-" and "_". */
bool label_char_in(char class, uint8_t c);
bool label_all_in(struct label l, char class);

/* A decimal number up to 255 without a leading zero. */
bool label_is_byte(struct label l);

/* One hexadecimal digit. */
bool label_is_nibble(struct label l);

/* 8-4-4-4-12 hexadecimal digits (RFC 9562 4). */
bool label_is_guid(struct label l);

/* A top-level domain of the Public Suffix List, or any word of one script ("xn--"). */
bool label_is_tld(struct label l);

#endif

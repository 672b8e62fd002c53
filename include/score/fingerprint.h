/*
 * Tool signatures on the wire, rows of fingerprints.def: exact ones (only this tool does it) and
 * shapes (other software could). Matched against a channel's sampled names and counters. Pure; no
 * allocation.
 */
#ifndef DNSFERRET_SCORE_FINGERPRINT_H
#define DNSFERRET_SCORE_FINGERPRINT_H

#include <stdbool.h>
#include <stddef.h>

#include "score/facts.h"

#define FINGERPRINT_WHY_MAX 120

struct fingerprint_hit {
	const char *tool;              /* "iodine" */
	bool exact;                    /* an exact signature, not only the shape */
	char why[FINGERPRINT_WHY_MAX]; /* what matched, printable ASCII */
};

/* The best hit (exact before shape); returns false if nothing matches. */
bool fingerprint_match(const struct channel *channel, struct fingerprint_hit *hit);

/* The patterns of all signatures, prepared to be looked for in many channels. */
struct fingerprint_patterns *fingerprint_patterns_new(void);
void fingerprint_patterns_free(struct fingerprint_patterns *patterns);

/* False if a channel with this single name cannot match any signature, whatever types it queries:
 * saves the search when the same name comes again. */
bool fingerprint_possible(
    const struct channel *channel, const struct fingerprint_patterns *patterns);

/* Describes how the payloads are encoded: "hex, full labels of 60, 34 to 230 characters, constant
 * columns 5-10"; and what the earliest payload that decodes to readable text contains: "...;
 * decoded from base64: \"GET / HTTP/1.1\"". Printable ASCII, truncated to `cap`; about 200 bytes
 * suffice. Returns false if there is nothing to say. */
bool fingerprint_encoding(const struct channel *channel, char *out, size_t cap);

#endif

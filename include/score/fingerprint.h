/*
 * Marks that tools leave on the wire, as rows of fingerprints.def: exact marks (only this tool does
 * it) and shapes (others could). Read from a channel's sampled names and counters. Pure; no
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
	bool exact;                    /* an exact mark, not only the shape */
	char why[FINGERPRINT_WHY_MAX]; /* what was seen, printable ASCII */
};

/* The best hit (exact before shape); false when there is none. */
bool fingerprint_match(const struct channel *channel, struct fingerprint_hit *hit);

/* How the payloads are encoded, for people: "hex, 60 characters a label, constant columns 7-10",
 * "base32 lower case", ...; and when the first payload decodes to something readable, the text.
 * Returns false when nothing can be said. */
bool fingerprint_encoding(const struct channel *channel, char *out, size_t cap);

#endif

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

/* False when names of one name alone show none, whatever they ask for: saves the search where the
 * same name comes again. */
bool fingerprint_possible(const struct channel *channel);

/* How the payloads are encoded, for people: "hex, full labels of 60, 34 to 230 characters, constant
 * columns 5-10"; and what the earliest payload that decodes to something readable says:
 * "...; decoded from base64: \"GET / HTTP/1.1\"". Printable ASCII, cut to `cap`; some 200 bytes
 * suffice. Returns false when nothing can be said. */
bool fingerprint_encoding(const struct channel *channel, char *out, size_t cap);

#endif

/*
 * Services that look like tunnels: a row of known.def is a suffix AND the shape of the names AND
 * the types asked for (AND small answers). A row that matches whole caps the score and is always
 * shown; the same suffix with another shape matches nothing. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_KNOWN_H
#define DNSFERRET_SCORE_KNOWN_H

#include <stddef.h>

#include "score/facts.h"

struct known_service {
	const char *name;          /* "ESET LiveGrid" */
	const char *suffix;        /* "e5.sk": the channel's names end in it */
	const char *shape;         /* of the labels left of the suffix; see known.c */
	const char *types;         /* blank-separated mnemonics: "TXT", "A TXT" */
	unsigned answer_bytes_max; /* mean answer octets a response */
	const char *why;           /* what the look-ups are for */
	const char *source;        /* public document that describes them */
};

/* The row that explains nearly all of a channel's sampled names and types, or NULL. */
const struct known_service *known_match(const struct channel *channel);

/* The table; *count rows. */
const struct known_service *known_table(size_t *count);

#endif

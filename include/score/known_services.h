/*
 * Services that look like tunnels: a row of known.def is a suffix AND the shape of the names AND
 * the types asked for AND small answers. A row that matches whole explains the channel and is
 * always shown; the same suffix with another shape matches nothing. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_KNOWN_SERVICES_H
#define DNSFERRET_SCORE_KNOWN_SERVICES_H

#include <stdbool.h>
#include <stddef.h>

#include "score/facts.h"

enum service_category {
	KNOWN_SECURITY,    /* reputation look-ups of security products */
	KNOWN_BLOCKLIST,   /* lists asked over DNS about addresses, hosts and hashes */
	KNOWN_MEASUREMENT, /* names made up to measure the DNS or to see one's own resolver */
	KNOWN_TELEMETRY,   /* identifiers that software sends home */
	KNOWN_TEST_SINK,   /* call-back names of security tests: real data may be in them */
};

struct known_service {
	enum service_category category;
	const char *name;   /* "ESET LiveGrid" */
	const char *suffix; /* "e5.sk": the channel's names end in it */
	const char *shape;  /* of the labels left of the suffix: src/score/benign/name_pattern.h */
	const char *types;  /* blank-separated mnemonics: "TXT", "A TXT"; "*" = any type */
	unsigned answer_bytes_max; /* mean answer bytes a response */
	const char *why;           /* what the look-ups are for */
	const char *source;        /* public document that describes them */
};

/* The row that explains nearly all (95 %) of a channel's sampled names and of its messages, or
 * NULL. */
const struct known_service *known_services_match(const struct channel *channel);

/* Whether a matching row speaks for a benign cause: not so for a test sink, which is only named. */
bool known_services_is_benign(const struct known_service *service);

/* "security look-up", "blocklist", ... */
const char *known_services_category_name(enum service_category category);

/* The table; *count rows. */
const struct known_service *known_services_table(size_t *count);

#endif

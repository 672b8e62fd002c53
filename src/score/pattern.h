/*
 * The pattern language for names: tool signatures (fingerprints.def) and known services
 * (known_services.def) are written in it. Patterns are matched as text, but for what
 * they can start with: no allocation, no backtracking; cost is labels times elements.
 *
 *   pattern     = alternative *( "|" alternative )
 *   alternative = [ "^" ] element *( "." element )   one element per label, left to right
 *   element     = *part                              one label
 *               / "*" *part                          zero or more such labels; "*" alone: any
 * labels part        = "[" set "]" [ "{" n [ "," m ] "}" ]  characters such as "a-z0-9_"; once by
 * default / "(" text *( "/" text ) ")"         one of these texts, the first that matches / "#" the
 * rest is a number up to 255 / "@"                                the rest is a top-level domain /
 * character                          itself
 *
 * Characters and texts match either case, sets match as written. Parts are greedy and do not
 * backtrack. An alternative has at most 15 elements (asserted).
 */
#ifndef DNSFERRET_SCORE_PATTERN_H
#define DNSFERRET_SCORE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "stats/sample.h"

/* A set of byte values. */
struct pattern_bytes {
	uint64_t bits[4];
};

static inline bool pattern_bytes_has(const struct pattern_bytes *bytes, uint8_t c)
{
	return bytes->bits[c >> 6] >> (c & 63) & 1;
}

/* A pattern that is looked for in many names. Borrows the text. */
struct pattern {
	const char *text;
	struct pattern_bytes first, later; /* what the first label, and any other one, of a match
					      can begin with */
	unsigned label_len;                /* the first label of a match is at least as long */
};

void pattern_init(struct pattern *p, const char *text);

/* A name in the form patterns are matched against. */
struct pattern_name {
	uint8_t text[DNS_NAME_WIRE_MAX]; /* as sent; a dot inside a label is 0 */
	uint8_t len;
	uint8_t label_count, base_labels;
	uint8_t start[DNS_LABELS_MAX + 1]; /* start of each label; [label_count] = len */
};

void pattern_name_of(const struct sample_name *sighting, struct pattern_name *name);

/* A label (without its dot) and its length; empty after the last one. */
const uint8_t *pattern_label(const struct pattern_name *name, unsigned i, size_t *len);

/* Looks for the pattern at any label, or only at the first if it starts with "^". The name may go
 * on after it, even within a label unless the pattern ends in a dot. *at is where the match
 * starts. */
bool pattern_find(const struct pattern *pattern, const struct pattern_name *name, size_t *at);

/* True if the pattern describes the whole name, from its first label to its last ("^" is not
 * written). */
bool pattern_matches(const char *pattern, const struct pattern_name *name);

/* True if all bytes are in a set written like "a-z0-9" (case-sensitive). */
bool pattern_all_in(const uint8_t *text, size_t len, const char *set);

#endif

/*
 * Patterns over the labels of a name, written as text (fingerprints.def). A name is its labels,
 * each followed by a dot. A pattern has literals (letters match either case), sets "[a-z0-9]" with
 * an optional "{n}" or "{n,m}", "|" between alternatives, and "^" to anchor at the first label;
 * otherwise it may start at any label. Sets are greedy and do not backtrack.
 */
#ifndef DNSFERRET_SCORE_SIGNATURES_PATTERN_H
#define DNSFERRET_SCORE_SIGNATURES_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "stats/sample.h"

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

/* True if the pattern matches; *at is where the match starts. */
bool pattern_find(const char *pattern, const struct pattern_name *name, size_t *at);

/* True if all bytes are in a set written like "a-z0-9" (case-sensitive). */
bool pattern_all_in(const uint8_t *text, size_t len, const char *set);

#endif

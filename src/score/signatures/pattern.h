/*
 * Patterns over the labels of a name, written as text (fingerprints.def). A name is its labels,
 * each followed by a dot. A pattern is literals (ASCII letters in any case), sets "[a-z0-9]" with
 * an optional "{n}" or "{n,m}" behind, "|" between alternatives and "^" in front of what must stand
 * at the left end; else it may begin at any label. Sets take all they can and give nothing back.
 */
#ifndef DNSFERRET_SCORE_SIGNATURES_PATTERN_H
#define DNSFERRET_SCORE_SIGNATURES_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "stats/sample.h"

/* A name as patterns see it. */
struct pattern_name {
	uint8_t text[DNS_NAME_WIRE_MAX]; /* as sent; a dot inside a label is 0 */
	uint8_t len;
	uint8_t label_count, base_labels;
	uint8_t start[DNS_LABELS_MAX + 1]; /* of each label; [label_count] = len */
};

void pattern_name_of(const struct sample_name *sighting, struct pattern_name *name);

/* A label (not its dot) and its length; empty behind the last one. */
const uint8_t *pattern_label(const struct pattern_name *name, unsigned i, size_t *len);

/* True when the pattern fits; *at is where it begins. */
bool pattern_find(const char *pattern, const struct pattern_name *name, size_t *at);

/* True when all bytes are in a set written like "a-z0-9" (bytes as they are). */
bool pattern_all_in(const uint8_t *text, size_t len, const char *set);

#endif

/*
 * What a name format leaves unexplained. Labels that look like words explain themselves; of the
 * others a name may have few and short ones, which are kept, so that the channel can add up how
 * much they carry. Plain values; no allocation.
 */
#ifndef DNSFERRET_SCORE_BENIGN_LEFTOVER_H
#define DNSFERRET_SCORE_BENIGN_LEFTOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "../label.h"

/* A label longer than this is data; a name has at most LEFTOVER_MAX of the shorter ones. */
#define LEFTOVER_LEN 8
#define LEFTOVER_MAX 2

struct leftover {
	uint8_t count, len[LEFTOVER_MAX];
	uint8_t text[LEFTOVER_MAX][LEFTOVER_LEN];
};

/* True if text costs less than `bits` per character under the hostname model. */
bool leftover_is_wordy(const uint8_t *text, size_t len, double bits);

/* True for a label that looks like a word: cheap under the hostname model, and no longer than words
 * are. An underscore in front of it does not count. */
bool leftover_is_word(struct label l);

/* Adds a label unless it is a word. False if it is too long, or one too many. */
bool leftover_add(struct leftover *left, struct label l);

#endif

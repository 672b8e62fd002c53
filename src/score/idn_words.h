/*
 * Whether internationalized labels ("xn--", base/idn.h) are words or data. One label cannot show
 * it: random text after the prefix decodes to letters of one script in up to 30 % of cases, and
 * data can be written in Han characters on purpose. Many can: nearly all are letters of one script,
 * and some characters are more frequent than others, as in every language, or the same neighbours
 * come again, as in every vocabulary. A plain value of 42 kB;
 * no allocation. Cost: base/idn.h per label.
 */
#ifndef SCORE_IDN_WORDS_H
#define SCORE_IDN_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IDN_WORDS_LABELS 1024
#define IDN_WORDS_CODES  4096
#define IDN_WORDS_PAIRS  8192

struct idn_words {
	/* different labels, and those that are words of one script */
	unsigned label_count, word_count;
	/* code points of the words */
	unsigned code_total, code_distinct;
	unsigned pair_total;                  /* neighbours within a word */
	uint64_t pairs[IDN_WORDS_PAIRS / 64]; /* one bit per pair, by hash */
	uint64_t labels[IDN_WORDS_LABELS];    /* hashes; 0 = free */
	struct {
		uint32_t code, count; /* count 0 = free */
	} codes[IDN_WORDS_CODES];
};

/* All zero is empty. Adds the labels of a text (lower case, joined with '.') that begin with
 * "xn--"; each label counts once. Returns their number. When a table is three quarters full,
 * further labels are ignored. */
unsigned idn_words_add(struct idn_words *words, const uint8_t *text, size_t len);

/* True if the labels are words; also if there is none. */
bool idn_words_natural(const struct idn_words *words);

#endif

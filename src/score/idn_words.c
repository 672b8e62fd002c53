#include "idn_words.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/idn.h"
#include "label_cost.h"

/* All but 2 of 1,733 labels in use are words of one script; of random labels 20 to 30 %. */
#define WORD_PERCENT_MIN 90
/* Entropy of the code points over log2 of their number: words of 13 languages reach at most 0.976
 * for 300 code points and 0.96 for 600 (Chinese; others less), random text 0.975 to 1 whatever its
 * alphabet. Fewer code points carry no data to speak of. */
#define CODES_MIN 300
#define RATIO_MAX 0.975
/* A small vocabulary can be as even as random text, but its pairs of neighbours come again: of the
 * different pairs that random text would have, words have less than this share. */
#define PAIR_SHARE 0.75

/* False if the label was added before, or if there is no room. */
static bool is_new(struct idn_words *w, const uint8_t *label, size_t len)
{
	uint64_t hash = hash_fixed(label, len) | 1;
	size_t at = hash >> 32 & (IDN_WORDS_LABELS - 1);

	while (w->labels[at] != 0 && w->labels[at] != hash)
		at = (at + 1) & (IDN_WORDS_LABELS - 1);
	if (w->labels[at] == hash || 4 * w->label_count >= 3 * IDN_WORDS_LABELS ||
	    4 * w->code_distinct >= 3 * IDN_WORDS_CODES)
		return false;
	w->labels[at] = hash;
	return true;
}

static void add_code(struct idn_words *w, uint32_t code)
{
	size_t at = (code * UINT32_C(0x9e3779b1)) >> 20 & (IDN_WORDS_CODES - 1);

	while (w->codes[at].count > 0 && w->codes[at].code != code)
		at = (at + 1) & (IDN_WORDS_CODES - 1);
	w->code_distinct += w->codes[at].count == 0;
	w->codes[at].code = code;
	w->codes[at].count++;
	w->code_total++;
}

static void add_pair(struct idn_words *w, uint32_t first, uint32_t second)
{
	uint64_t mixed = ((uint64_t)first << 32 | second) * UINT64_C(0x9e3779b97f4a7c15);
	size_t at = mixed >> 51 & (IDN_WORDS_PAIRS - 1);

	w->pairs[at / 64] |= UINT64_C(1) << at % 64;
	w->pair_total++;
}

static void add_label(struct idn_words *w, const uint8_t *label, size_t len)
{
	struct idn_label idn;

	if (!is_new(w, label, len))
		return;
	idn_label_read(&idn, label, len);
	w->label_count++;
	if (idn.status != IDN_WORD)
		return;
	w->word_count++;
	for (unsigned i = 0; i < idn.count; i++) {
		add_code(w, idn.code[i]);
		if (i > 0)
			add_pair(w, idn.code[i - 1], idn.code[i]);
	}
}

unsigned idn_words_add(struct idn_words *words, const uint8_t *text, size_t len)
{
	unsigned count = 0;
	size_t end;

	for (size_t at = label_cost_next_idn(text, 0, len, &end); at < len;
	     at = label_cost_next_idn(text, end, len, &end)) {
		add_label(words, text + at, end - at);
		count++;
	}
	return count;
}

static double entropy(const struct idn_words *w)
{
	double sum = 0, total = w->code_total;

	for (size_t i = 0; i < IDN_WORDS_CODES; i++)
		if (w->codes[i].count > 0) {
			double p = w->codes[i].count / total;

			sum -= p * log2(p);
		}
	return sum;
}

/* True if neighbours are as independent as in random text. Different pairs are counted by the bits
 * that they set (linear counting, Whang et al. 1990). */
static bool pairs_are_random(const struct idn_words *w)
{
	double free_bits = IDN_WORDS_PAIRS, possible = (double)w->code_distinct * w->code_distinct;

	for (size_t i = 0; i < IDN_WORDS_PAIRS / 64; i++)
		free_bits -= __builtin_popcountll(w->pairs[i]);
	double different = -IDN_WORDS_PAIRS * log(fmax(free_bits, 1) / IDN_WORDS_PAIRS);
	double expected = possible * (1 - exp(-(double)w->pair_total / possible));
	return different >= PAIR_SHARE * expected;
}

bool idn_words_natural(const struct idn_words *w)
{
	if (100 * w->word_count < WORD_PERCENT_MIN * w->label_count)
		return false;
	return w->code_total < CODES_MIN || entropy(w) <= RATIO_MAX * log2(w->code_distinct) ||
	       !pairs_are_random(w);
}

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
	for (unsigned i = 0; i < idn.count; i++)
		add_code(w, idn.code[i]);
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

bool idn_words_natural(const struct idn_words *w)
{
	if (100 * w->word_count < WORD_PERCENT_MIN * w->label_count)
		return false;
	return w->code_total < CODES_MIN || entropy(w) <= RATIO_MAX * log2(w->code_distinct);
}

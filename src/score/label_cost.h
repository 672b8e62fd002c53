/*
 * The hostname model (hostname_model.h) applied to whole payloads, where internationalized labels
 * ("xn--", base/idn.h) cannot be measured: Punycode looks random in every script but Latin. A label
 * that is a word of one script costs what an ordinary host name costs; any other is measured as it
 * is. Whoever judges many labels has to ask idn_words.h first whether they are words at all. Pure;
 * labels without the prefix cost two table reads per byte.
 */
#ifndef SCORE_LABEL_COST_H
#define SCORE_LABEL_COST_H

#include <stddef.h>
#include <stdint.h>

struct label_cost {
	uint32_t cost_256ths;  /* words of one script count as ordinary */
	uint32_t plain_256ths; /* as written */
};

/* Measures labels joined with '.', in lower case; units as in hostname_cost_256ths. */
struct label_cost label_cost_of(const uint8_t *text, size_t len);

/* cost_256ths of one text. */
uint32_t label_cost_256ths(const uint8_t *text, size_t len);

/* Start of the first label from `from` on that begins with "xn--", and its end; `len` if there is
 * none. `from` is the start or the end of a label. */
size_t label_cost_next_idn(const uint8_t *text, size_t from, size_t len, size_t *end);

#endif

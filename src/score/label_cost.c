#include "label_cost.h"

#include <string.h>

#include "base/idn.h"
#include "hostname_model.h"

/* Bits per character of ordinary host names (docs/hostname-model.md). */
#define WORD_COST_256THS (44 * 256 / 10)

static size_t label_end(const uint8_t *text, size_t from, size_t len)
{
	const uint8_t *dot = memchr(text + from, '.', len - from);

	return dot ? (size_t)(dot - text) : len;
}

size_t label_cost_next_idn(const uint8_t *text, size_t from, size_t len, size_t *end)
{
	while (from < len && !idn_has_prefix(text + from, len - from)) {
		from = label_end(text, from, len);
		from += from < len;
	}
	*end = from < len ? label_end(text, from, len) : len;
	return from;
}

static void add_idn(struct label_cost *cost, const uint8_t *label, size_t len)
{
	struct idn_label idn;
	uint32_t plain = hostname_cost_256ths(label, len);

	idn_label_read(&idn, label, len);
	cost->plain_256ths += plain;
	cost->cost_256ths += idn.status == IDN_WORD ? (uint32_t)(WORD_COST_256THS * len) : plain;
}

struct label_cost label_cost_of(const uint8_t *text, size_t len)
{
	struct label_cost cost = {0};
	size_t end;

	for (size_t at = 0; at < len; at = end) {
		size_t idn = label_cost_next_idn(text, at, len, &end);
		uint32_t before = hostname_cost_256ths(text + at, idn - at);

		cost.cost_256ths += before;
		cost.plain_256ths += before;
		if (idn < len)
			add_idn(&cost, text + idn, end - idn);
	}
	return cost;
}

uint32_t label_cost_256ths(const uint8_t *text, size_t len)
{
	return label_cost_of(text, len).cost_256ths;
}

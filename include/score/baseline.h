/*
 * The same figures over the rest of the capture, so that a reason can say what is usual here. Built
 * once over all channels; reading leaves out one channel's own value. Heap-owned.
 */
#ifndef DNSFERRET_SCORE_BASELINE_H
#define DNSFERRET_SCORE_BASELINE_H

#include <stddef.h>

#include "base/table.h"
#include "score/facts.h"

enum baseline_figure {
	BASELINE_LENGTH,   /* median payload length */
	BASELINE_SURPRISE, /* bits a character */
	BASELINE_NAMES,    /* distinct names */
	BASELINE_UP,       /* information in names, bytes */
	BASELINE_BURST,    /* names in one window */
	BASELINE_UNIQUE,   /* distinct names / transactions, channels with at least 4 */
	BASELINE_COUNT,
};

/* Different values of one figure, and how often each came: channels are many, values few. */
struct baseline_values {
	struct baseline_value *items; /* heap; ascending once settled */
	size_t count, cap, total;
	uint32_t last;      /* index of the value that came last, which often comes again */
	struct table table; /* of the bits of a value; gone once settled */
};

struct baseline {
	struct baseline_values of[BASELINE_COUNT];
	uint64_t secret;
	uint64_t asked, data_type; /* messages of the whole capture; of data types */
};

void baseline_fini(struct baseline *b);

/* Adds one channel; adds all of another one. A zeroed baseline is an empty one. */
void baseline_push(struct baseline *b, const struct facts *facts);
void baseline_merge(struct baseline *into, const struct baseline *from);

/* Sorts; call once after the last push, before the first question. */
void baseline_finalize(struct baseline *b);

/* Value that a share q (0..1) of the other channels does not exceed; NaN when there are none. `own`
 * is this channel's value, left out if it was pushed. */
double baseline_quantile(
    const struct baseline *b, enum baseline_figure figure, double q, double own);

/* Share of data types over all other channels' messages; NaN without any. */
double baseline_data_type_share(const struct baseline *b, const struct facts *own);

#endif

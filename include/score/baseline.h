/*
 * Baselines: the same measurements over the rest of the capture, so that a reason can state what is
 * normal in it. Built once over all channels that score too low to be findings; a query leaves out
 * the channel's own value if it is one of them.
 * Heap-owned; one thread pushes, several may query after baseline_finalize.
 */
#ifndef DNSFERRET_SCORE_BASELINE_H
#define DNSFERRET_SCORE_BASELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/table.h"
#include "score/facts.h"

enum baseline_figure {
	BASELINE_LENGTH,   /* median payload length */
	BASELINE_SURPRISE, /* bits per character */
	BASELINE_NAMES,    /* distinct names */
	BASELINE_UP,       /* information in names, bytes */
	BASELINE_BURST,    /* most names in one window */
	BASELINE_UNIQUE,   /* distinct names / transactions, channels with at least 4 */
	BASELINE_COUNT,
};

/* The unique values of one measurement and how often each occurred: many channels, few values. */
struct baseline_values {
	struct baseline_value *items; /* heap; ascending after baseline_finalize */
	size_t count, cap, total;
	uint32_t last;      /* index of the last value pushed, which often repeats */
	struct table table; /* indexed by the bits of a value; freed by baseline_finalize */
};

struct baseline {
	struct baseline_values of[BASELINE_COUNT];
	uint64_t secret;
	uint64_t asked, data_type; /* messages of these channels, and those of data types */
	bool without_own;          /* the channel that is asked about was not pushed */
};

void baseline_fini(struct baseline *b);

/* Adds one channel; merges another baseline. A zeroed baseline is empty. */
void baseline_push(struct baseline *b, const struct facts *facts);
void baseline_merge(struct baseline *into, const struct baseline *from);

/* Sorts; call once after the last push, before the first query. */
void baseline_finalize(struct baseline *b);

/* Takes back a channel that was pushed, after baseline_finalize. After the last one,
 * baseline_compact makes the baseline ready to be queried again. */
void baseline_remove(struct baseline *b, const struct facts *facts);
void baseline_compact(struct baseline *b);

/* The q-quantile (0..1) over the other channels; NaN if there are none. `own` is this channel's
 * value, left out unless without_own. */
double baseline_quantile(
    const struct baseline *b, enum baseline_figure figure, double q, double own);

/* Share of data types over all other channels' messages; NaN if there are none. */
double baseline_data_type_share(const struct baseline *b, const struct facts *own);

#endif

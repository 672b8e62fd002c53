#include "rhythm.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utc.h"
#include "base/limits.h"

/* With fewer polls no interval is computed. */
#define POLLS_MIN 8
/* The same question within this time is a repeat. */
#define REPEAT_NS (5 * NS_PER_SECOND)

static int compare_times(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int64_t median(int64_t *values, size_t n)
{
	qsort(values, n, sizeof *values, compare_times);
	return values[n / 2];
}

/* Intervals between polls; queries less than a second apart count as one poll. Returns their
 * number. */
static size_t gaps_of(const struct sketch_entry *e, size_t count, int64_t *gaps)
{
	int64_t last = e[0].first_ns;
	size_t n = 0;

	for (size_t i = 1; i < count; i++)
		if (e[i].first_ns - last >= NS_PER_SECOND) {
			gaps[n++] = e[i].first_ns - last;
			last = e[i].first_ns;
		}
	return n;
}

struct sketch_entry *rhythm_transactions(const struct channel *c, size_t *count)
{
	if (sketch_is_exact(&c->asked))
		return sketch_by_time(&c->asked, count);
	struct sketch_entry *e = memory_new(EARLY_TRANSACTIONS_MAX, sizeof *e);
	*count = c->early.count;
	if (c->early.items)
		memcpy(e, c->early.items, *count * sizeof *e);
	return e;
}

size_t rhythm_fold_repeats(struct sketch_entry *e, size_t count)
{
	/* The last one kept of each question that occurs: its place in `e` plus one. */
	uint16_t last[CHANNEL_QUESTIONS];
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		last[channel_question_tag(&e[i])] = 0;
	for (size_t i = 0; i < count; i++) {
		uint16_t *of = &last[channel_question_tag(&e[i])];

		if (*of > 0 && e[i].first_ns - e[*of - 1].first_ns <= REPEAT_NS)
			continue;
		e[kept++] = e[i];
		*of = (uint16_t)kept;
	}
	return kept;
}

struct rhythm rhythm_of(const struct sketch_entry *e, size_t count)
{
	struct rhythm r = {0};
	int64_t gaps[SKETCH_TRANSACTIONS_MAX];

	if (count < POLLS_MIN)
		return r;
	size_t n = gaps_of(e, count, gaps);
	r.span_ns = e[count - 1].first_ns - e[0].first_ns;
	if (n + 1 < POLLS_MIN)
		return r;
	r.polls = (unsigned)n + 1;
	r.interval_ns = median(gaps, n);
	for (size_t i = 0; i < n; i++)
		gaps[i] = llabs(gaps[i] - r.interval_ns);
	r.regularity = 1 - (double)median(gaps, n) / (double)r.interval_ns;
	return r;
}

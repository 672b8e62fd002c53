#include "score/baseline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Below this many transactions a share of unique names says nothing. */
#define UNIQUE_TRANSACTIONS_MIN 4

/* Fewer payload characters have no typical surprise ("www" alone is 5.5). */
#define SURPRISE_CHARACTERS_MIN 24

void baseline_fini(struct baseline *b)
{
	for (int i = 0; i < BASELINE_COUNT; i++)
		free(b->values[i]);
	*b = (struct baseline){.asked = 0};
}

/* Room for more values of a figure; returns where they go. */
static float *make_room(struct baseline *b, int figure, size_t more)
{
	size_t wanted = b->count[figure] + more, cap = b->cap[figure] ? b->cap[figure] : 256;

	while (cap < wanted)
		cap *= 2;
	if (cap > b->cap[figure])
		b->values[figure] = memory_resize(b->values[figure], cap, sizeof(float));
	b->cap[figure] = cap;
	return b->values[figure] + b->count[figure];
}

static void push(struct baseline *b, enum baseline_figure figure, double value)
{
	*make_room(b, figure, 1) = (float)value;
	b->count[figure]++;
}

void baseline_merge(struct baseline *into, const struct baseline *from)
{
	for (int i = 0; i < BASELINE_COUNT; i++) {
		if (from->count[i] > 0)
			memcpy(make_room(into, i, from->count[i]), from->values[i],
			    from->count[i] * sizeof(float));
		into->count[i] += from->count[i];
	}
	into->asked += from->asked;
	into->data_type += from->data_type;
}

void baseline_push(struct baseline *b, const struct facts *f)
{
	b->asked += f->asked;
	b->data_type += f->data_type_count;
	push(b, BASELINE_NAMES, (double)f->names);
	push(b, BASELINE_BURST, f->burst.names);
	if (f->payload_sampled > 0) {
		push(b, BASELINE_LENGTH, f->length_median);
		push(b, BASELINE_UP, (double)f->up_bytes);
	}
	if (f->payload_sampled * f->length_median >= SURPRISE_CHARACTERS_MIN)
		push(b, BASELINE_SURPRISE, f->surprise_bits);
	if (f->transactions >= UNIQUE_TRANSACTIONS_MIN)
		push(b, BASELINE_UNIQUE, f->unique_share);
}

#define DIGIT_BITS 11
#define DIGITS     (1u << DIGIT_BITS)

/* Least digit first (Knuth, TAOCP 3, 5.2.5): figures are not negative, and such floats stand in the
 * order of their bits. */
static void sort_figures(float *values, size_t count)
{
	uint32_t *from = memory_new(count + 1, sizeof *from),
		 *to = memory_new(count + 1, sizeof *to);

	memcpy(from, values, count * sizeof *from);
	for (unsigned shift = 0; shift < 32; shift += DIGIT_BITS) {
		size_t place[DIGITS + 1] = {0};

		for (size_t i = 0; i < count; i++)
			place[(from[i] >> shift & (DIGITS - 1)) + 1]++;
		for (unsigned d = 0; d < DIGITS; d++)
			place[d + 1] += place[d];
		for (size_t i = 0; i < count; i++)
			to[place[from[i] >> shift & (DIGITS - 1)]++] = from[i];
		uint32_t *other = from;
		from = to;
		to = other;
	}
	memcpy(values, from, count * sizeof *from);
	free(from);
	free(to);
}

void baseline_settle(struct baseline *b)
{
	for (int i = 0; i < BASELINE_COUNT; i++)
		if (b->count[i] > 0)
			sort_figures(b->values[i], b->count[i]);
}

/* Where a value equal to `own` stands, or `count` when it was not pushed. */
static size_t position(const float *values, size_t count, float own)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (values[middle] < own)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && values[low] <= own ? low : count;
}

double baseline_quantile(
    const struct baseline *b, enum baseline_figure figure, double q, double own)
{
	const float *values = b->values[figure];
	size_t count = b->count[figure], self = position(values, count, (float)own);

	if (self < count)
		count--;
	if (count == 0)
		return NAN;
	size_t at = (size_t)(q * (double)(count - 1) + 0.5);
	return values[at < self ? at : at + 1];
}

double baseline_data_type_share(const struct baseline *b, const struct facts *own)
{
	uint64_t asked = b->asked - own->asked, data_type = b->data_type - own->data_type_count;

	return asked > 0 ? (double)data_type / (double)asked : NAN;
}

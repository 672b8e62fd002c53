#include "score/baseline.h"

#include <math.h>
#include <stdlib.h>

/* Below this many transactions a share of unique names says nothing. */
#define UNIQUE_TRANSACTIONS_MIN 4

/* Fewer payload characters have no typical surprise ("www" alone is 5.5). */
#define SURPRISE_CHARACTERS_MIN 24

struct baseline *baseline_new(size_t channel_count, struct arena *arena)
{
	struct baseline *b = arena_take(arena, sizeof *b);

	for (int i = 0; i < BASELINE_COUNT; i++)
		b->values[i] = arena_take(arena, channel_count * sizeof *b->values[i] + 1);
	return b;
}

static void push(struct baseline *b, enum baseline_figure figure, double value)
{
	b->values[figure][b->count[figure]++] = (float)value;
}

void baseline_push(struct baseline *b, const struct facts *f)
{
	b->asked += f->asked;
	b->data_type += f->data_type_count;
	b->responses += f->channel->count.of[COUNT_RESPONSES];
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

static int compare_floats(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

void baseline_settle(struct baseline *b)
{
	for (int i = 0; i < BASELINE_COUNT; i++)
		qsort(b->values[i], b->count[i], sizeof *b->values[i], compare_floats);
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

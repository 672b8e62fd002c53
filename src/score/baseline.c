#include "score/baseline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/limits.h"

/* With fewer transactions the share of unique names is meaningless. */
#define UNIQUE_TRANSACTIONS_MIN 4

/* With fewer payload characters the surprise is not typical ("www" alone has 5.5). */
#define SURPRISE_CHARACTERS_MIN 24

struct baseline_value {
	float value;
	uint32_t count;
	uint64_t before; /* after baseline_finalize: number of smaller values */
};

void baseline_fini(struct baseline *b)
{
	for (int i = 0; i < BASELINE_COUNT; i++) {
		free(b->of[i].items);
		table_fini(&b->of[i].table);
	}
	*b = (struct baseline){.asked = 0};
}

/* Values are not negative, so equal values have equal bits. */
static uint32_t bits_of(float value)
{
	uint32_t bits;

	memcpy(&bits, &value, sizeof bits);
	return bits;
}

static bool value_is(const void *ctx, uint32_t number, const void *key)
{
	const struct baseline_value *v = (const struct baseline_value *)ctx + number;

	return bits_of(v->value) == *(const uint32_t *)key;
}

static void push_times(struct baseline *b, int figure, float value, uint32_t times)
{
	struct baseline_values *v = &b->of[figure];

	if (v->cap == 0) {
		table_init(&v->table, RECORDS_MAX);
		b->secret = b->secret ? b->secret : hash_secret_new();
	}
	uint32_t bits = bits_of(value);
	v->total += times;
	if (v->last < v->count && bits_of(v->items[v->last].value) == bits) {
		v->items[v->last].count += times;
		return;
	}
	uint64_t hash = hash_secret(&bits, sizeof bits, b->secret);
	uint32_t number = table_find(&v->table, hash, value_is, v->items, &bits);
	if (number != TABLE_NONE) {
		v->items[number].count += times;
		v->last = number;
		return;
	}
	if (v->count == v->cap) {
		v->cap = v->cap ? v->cap * 2 : 64;
		v->items = memory_resize(v->items, v->cap, sizeof *v->items);
	}
	v->items[v->count] = (struct baseline_value){.value = value, .count = times};
	v->last = (uint32_t)v->count;
	table_add(&v->table, hash, (uint32_t)v->count++);
}

static void push(struct baseline *b, enum baseline_figure figure, double value)
{
	push_times(b, (int)figure, (float)value, 1);
}

void baseline_merge(struct baseline *into, const struct baseline *from)
{
	for (int i = 0; i < BASELINE_COUNT; i++)
		for (size_t k = 0; k < from->of[i].count; k++)
			push_times(into, i, from->of[i].items[k].value, from->of[i].items[k].count);
	into->asked += from->asked;
	into->data_type += from->data_type;
}

/* Calls `each` for every value that the channel adds. */
static void for_values(struct baseline *b, const struct facts *f,
    void (*each)(struct baseline *b, enum baseline_figure figure, double value))
{
	each(b, BASELINE_NAMES, (double)f->names);
	each(b, BASELINE_BURST, f->burst.names);
	if (f->payload_sampled > 0) {
		each(b, BASELINE_LENGTH, f->length_median);
		each(b, BASELINE_UP, (double)f->up_bytes);
	}
	if (f->payload_sampled * f->length_median >= SURPRISE_CHARACTERS_MIN)
		each(b, BASELINE_SURPRISE, f->surprise_bits);
	if (f->transactions >= UNIQUE_TRANSACTIONS_MIN)
		each(b, BASELINE_UNIQUE, f->unique_share);
}

void baseline_push(struct baseline *b, const struct facts *f)
{
	b->asked += f->asked;
	b->data_type += f->data_type_count;
	for_values(b, f, push);
}

static int compare_values(const void *a, const void *b)
{
	const struct baseline_value *x = a, *y = b;

	return (x->value > y->value) - (x->value < y->value);
}

void baseline_finalize(struct baseline *b)
{
	for (int i = 0; i < BASELINE_COUNT; i++) {
		struct baseline_values *v = &b->of[i];
		uint64_t before = 0;

		table_fini(&v->table);
		if (v->count > 0)
			qsort(v->items, v->count, sizeof *v->items, compare_values);
		for (size_t k = 0; k < v->count; k++) {
			v->items[k].before = before;
			before += v->items[k].count;
		}
	}
}

static void take_back(struct baseline *b, enum baseline_figure figure, double value)
{
	struct baseline_values *v = &b->of[figure];
	const struct baseline_value key = {.value = (float)value};
	struct baseline_value *found =
	    v->count > 0 ? bsearch(&key, v->items, v->count, sizeof key, compare_values) : NULL;

	if (!found || found->count == 0)
		return;
	found->count--;
	v->total--;
}

void baseline_remove(struct baseline *b, const struct facts *f)
{
	b->asked -= f->asked;
	b->data_type -= f->data_type_count;
	for_values(b, f, take_back);
}

void baseline_compact(struct baseline *b)
{
	for (int i = 0; i < BASELINE_COUNT; i++) {
		struct baseline_values *v = &b->of[i];
		uint64_t before = 0;
		size_t kept = 0;

		for (size_t k = 0; k < v->count; k++) {
			if (v->items[k].count == 0)
				continue;
			v->items[kept] = v->items[k];
			v->items[kept++].before = before;
			before += v->items[k].count;
		}
		v->count = kept;
	}
}

/* Position of the first value that is not below `own`; `total` if there is none. */
static size_t position(const struct baseline_values *v, float own)
{
	size_t low = 0, high = v->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (v->items[middle].value < own)
			low = middle + 1;
		else
			high = middle;
	}
	return low < v->count && v->items[low].value <= own ? v->items[low].before : v->total;
}

/* The value at a position in the sorted multiset. */
static float value_at(const struct baseline_values *v, size_t place)
{
	size_t low = 0, high = v->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (v->items[middle].before <= place)
			low = middle;
		else
			high = middle;
	}
	return v->items[low].value;
}

double baseline_quantile(
    const struct baseline *b, enum baseline_figure figure, double q, double own)
{
	const struct baseline_values *v = &b->of[figure];
	size_t total = v->total, self = b->without_own ? total : position(v, (float)own);

	if (self < total)
		total--;
	if (total == 0)
		return NAN;
	size_t at = (size_t)(q * (double)(total - 1) + 0.5);
	return value_at(v, at < self ? at : at + 1);
}

double baseline_data_type_share(const struct baseline *b, const struct facts *own)
{
	uint64_t asked = b->asked, data_type = b->data_type;

	if (!b->without_own) {
		asked -= own->asked;
		data_type -= own->data_type_count;
	}
	return asked > 0 ? (double)data_type / (double)asked : NAN;
}

#include "content.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "hostname_model.h"
#include "label.h"
#include "label_cost.h"

/* A label with fewer changing characters is not measured by itself. */
#define DATA_LABEL_MIN 8
/* The labels measured by themselves must stand in this many names, and in this share of them. */
#define DATA_NAMES_MIN   6
#define DATA_NAMES_SHARE (1.0 / 3)
/* Columns are compared among at least this many labels of one place and length; one that holds the
 * same character in this share of them does not change. */
#define COLUMN_LABELS_MIN 4
#define COLUMN_SHARE      0.9
/* Labels of a name that are looked at one by one, from the right. */
#define LABELS_MAX 16

/* A label of a payload. */
struct piece {
	const uint8_t *text;
	uint64_t hash;
	uint64_t changing;  /* bit i: column i changes; labels have at most 63 characters */
	uint8_t len, place; /* place: labels to its right */
	uint8_t name;
	uint16_t order;
};

struct pieces {
	struct piece at[SAMPLE_NAMES_MAX * LABELS_MAX];
	unsigned count;
	uint64_t rest[SAMPLE_NAMES_MAX]; /* characters of a name in labels beyond LABELS_MAX */
};

static uint64_t columns(unsigned len)
{
	return len >= 64 ? UINT64_MAX : (UINT64_C(1) << len) - 1;
}

static void split(struct pieces *all, const struct payload *p, unsigned name)
{
	size_t end = p->len;
	uint8_t place = 0;

	all->rest[name] = 0;
	while (end > 0 && place < LABELS_MAX) {
		size_t start = end;

		while (start > 0 && p->text[start - 1] != '.')
			start--;
		struct piece *piece = &all->at[all->count];
		*piece = (struct piece){.text = p->text + start,
		    .hash = hash_fixed(p->text + start, end - start),
		    .len = (uint8_t)(end - start),
		    .place = place++,
		    .name = (uint8_t)name,
		    .order = (uint16_t)all->count};
		piece->changing = columns(piece->len);
		all->count++;
		end = start > 0 ? start - 1 : 0;
	}
	all->rest[name] = end;
}

static int compare_shapes(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static int compare_order(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	return (x->order > y->order) - (x->order < y->order);
}

static bool column_changes(const struct piece *group, unsigned count, unsigned column)
{
	unsigned of[256] = {0}, most = 0;

	for (unsigned i = 0; i < count; i++) {
		unsigned n = ++of[group[i].text[column]];

		most = n > most ? n : most;
	}
	return most < COLUMN_SHARE * count;
}

/* Finds the changing columns of each group of labels of one place and length. */
static void find_columns(struct pieces *all)
{
	qsort(all->at, all->count, sizeof *all->at, compare_shapes);
	for (unsigned first = 0, last; first < all->count; first = last) {
		const struct piece *p = &all->at[first];
		uint64_t changing = 0;

		for (last = first; last < all->count && all->at[last].place == p->place &&
				   all->at[last].len == p->len;
		     last++)
			;
		if (last - first < COLUMN_LABELS_MIN)
			continue;
		for (unsigned c = 0; c < p->len; c++)
			if (column_changes(p, last - first, c))
				changing |= UINT64_C(1) << c;
		for (unsigned i = first; i < last; i++)
			all->at[i].changing = changing;
	}
	qsort(all->at, all->count, sizeof *all->at, compare_order);
}

static unsigned changing_count(const struct piece *p)
{
	return (unsigned)__builtin_popcountll(p->changing);
}

/* The characters of a label in its changing columns, as a payload. */
static void changing_text(const struct piece *p, struct payload *out)
{
	out->len = 0;
	out->label_count = 1;
	for (unsigned c = 0; c < p->len; c++)
		if (p->changing >> c & 1)
			out->text[out->len++] = p->text[c];
}

static void conclude(struct content *c, const struct payload_pool *pool, uint64_t surprise_256ths)
{
	c->alphabet = payload_alphabet(pool);
	c->entropy_bits = payload_entropy(pool, c->alphabet);
	c->entropy_ratio = c->alphabet > 1 ? c->entropy_bits / log2(c->alphabet) : 0;
	c->surprise_bits = (double)surprise_256ths / 256 / (double)pool->text_len;
}

/* Returns the number of characters. */
static uint64_t measure_all(
    const struct payload *p, unsigned count, double threshold, bool idn_words, struct content *out)
{
	struct payload_pool pool = {0};
	uint64_t surprise = 0;
	unsigned surprising = 0;

	for (unsigned i = 0; i < count; i++) {
		struct label_cost measured = label_cost_of(p[i].text, p[i].len);
		uint32_t cost = idn_words ? measured.cost_256ths : measured.plain_256ths;

		surprise += cost;
		surprising += cost >= threshold * 256 * (double)p[i].len;
		payload_pool_add(&pool, &p[i]);
	}
	conclude(out, &pool, surprise);
	out->surprising_share = (double)surprising / count;
	return pool.total;
}

/* A UUID says what it is: its hyphens, which never change, count. */
static bool is_uuid(const struct piece *p)
{
	return label_is_guid((struct label){p->text, p->len});
}

/* The same over the labels that can be data; false if too few names have one. */
static bool measure_labels(const struct pieces *all, unsigned count, struct content *out)
{
	struct payload_pool pool = {0};
	uint64_t surprise = 0;
	unsigned names = 0, last = SAMPLE_NAMES_MAX;

	for (unsigned i = 0; i < all->count; i++) {
		const struct piece *p = &all->at[i];
		struct payload text;

		if (changing_count(p) < DATA_LABEL_MIN || is_uuid(p))
			continue;
		changing_text(p, &text);
		surprise += hostname_cost_256ths(text.text, text.len);
		payload_pool_add(&pool, &text);
		names += p->name != last;
		last = p->name;
	}
	if (names < DATA_NAMES_MIN || names < DATA_NAMES_SHARE * count)
		return false;
	conclude(out, &pool, surprise);
	return true;
}

static bool came_before(const struct pieces *all, unsigned i)
{
	const struct piece *p = &all->at[i];

	for (unsigned k = 0; k < i; k++)
		if (all->at[k].hash == p->hash && all->at[k].len == p->len)
			return true;
	return false;
}

static double information(const struct pieces *all, unsigned count, double bits)
{
	double sum = 0;
	unsigned different = 0;

	for (unsigned i = 0; i < all->count; i++) {
		if (came_before(all, i)) {
			sum += fmin(log2(different), all->at[i].len * bits);
			continue;
		}
		different++;
		sum += changing_count(&all->at[i]) * bits;
	}
	for (unsigned i = 0; i < count; i++)
		sum += (double)all->rest[i] * bits;
	return sum / count;
}

void content_measure(const struct payload *payloads, unsigned count, double threshold,
    bool by_label, bool idn_words, struct content *out)
{
	struct pieces all;
	struct content labels;

	uint64_t characters = measure_all(payloads, count, threshold, idn_words, out);
	if (count == 1) { /* most channels */
		out->bits_per_name = (double)characters * out->entropy_bits;
		return;
	}
	all.count = 0;
	for (unsigned i = 0; i < count; i++)
		split(&all, &payloads[i], i);
	if (count >= COLUMN_LABELS_MIN)
		find_columns(&all);
	if (by_label && measure_labels(&all, count, &labels) &&
	    labels.entropy_ratio * labels.surprise_bits > out->entropy_ratio * out->surprise_bits) {
		labels.surprising_share = out->surprising_share;
		*out = labels;
	}
	out->bits_per_name = information(&all, count, out->entropy_bits);
}

#include "histograms.h"

#include "score/surprise.h"

#define LENGTH_STEP 8
/* A quarter of a bit, in 1/256 bit. */
#define SURPRISE_STEP 64

static void count(uint64_t bins[HISTOGRAM_BINS], unsigned bin, uint64_t n)
{
	bins[bin < HISTOGRAM_BINS ? bin : HISTOGRAM_BINS - 1] += n;
}

static void add_lengths(struct histograms *h, const struct channel *c)
{
	const struct sketch *names = &c->names;
	uint64_t distinct = sketch_distinct(names), kept = names->used, bins[HISTOGRAM_BINS] = {0};

	for (uint32_t i = 0; i < names->slot_count; i++)
		if (names->slots[i].hash != 0)
			count(bins, names->slots[i].len / LENGTH_STEP, 1);
	for (unsigned i = 0; i < HISTOGRAM_BINS && kept > 0; i++)
		h->length[i] += (bins[i] * distinct + kept / 2) / kept;
}

void histograms_add(
    struct histograms *h, const struct channel *c, unsigned depth, uint64_t threshold)
{
	add_lengths(h, c);
	/* The sample stands by hash, ascending. */
	for (unsigned i = 0; i < c->sample.count && c->sample.names[i].hash <= threshold; i++) {
		uint32_t bits_256ths;

		if (surprise_of(&c->sample.names[i], depth, &bits_256ths))
			count(h->surprise, bits_256ths / SURPRISE_STEP, 1);
	}
}

void histograms_merge(struct histograms *into, const struct histograms *from)
{
	for (unsigned i = 0; i < HISTOGRAM_BINS; i++) {
		into->length[i] += from->length[i];
		into->surprise[i] += from->surprise[i];
	}
}

static void set_histogram(struct arena *a, struct node *map, const char *key, double step,
    const uint64_t bins[HISTOGRAM_BINS])
{
	struct node *one = document_set(map, key, document_map(a));
	unsigned used = HISTOGRAM_BINS;

	document_set_decimal(a, one, "step", step);
	struct node *names = document_set(one, "names", document_list(a));
	while (used > 0 && bins[used - 1] == 0)
		used--;
	for (unsigned i = 0; i < used; i++)
		document_push_integer(a, names, (int64_t)bins[i]);
}

struct node *histograms_build(struct arena *a, const struct histograms *h)
{
	struct node *map = document_map(a);

	set_histogram(a, map, "length", LENGTH_STEP, h->length);
	set_histogram(a, map, "surprise", SURPRISE_STEP / 256.0, h->surprise);
	return map;
}

#include "score/distributions.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/limits.h"
#include "score/surprise.h"

struct distributions_name {
	uint64_t hash;
	unsigned bin;
};

static unsigned bin_of(unsigned steps)
{
	return steps < DISTRIBUTIONS_BINS ? steps : DISTRIBUTIONS_BINS - 1;
}

static void add_types(struct distributions *o, const struct channel *c)
{
	for (enum counter row = COUNT_Q_A; row <= COUNT_Q_OTHER; row++)
		o->asked[row] +=
		    row == COUNT_Q_TXT ? counters_txt(&c->count) : counters_type(&c->count, row);
}

static void count_lengths(uint64_t bins[DISTRIBUTIONS_BINS], const struct sketch *names)
{
	for (uint32_t i = 0; i < names->slot_count; i++)
		if (names->slots[i].hash != 0)
			bins[bin_of(names->slots[i].len / DISTRIBUTIONS_LENGTH_STEP)]++;
}

/* Names that the sketch dropped are assumed to be as long as those it kept. */
static void add_lengths(struct distributions *o, const struct sketch *names)
{
	uint64_t distinct = sketch_distinct(names), kept = names->used,
		 bins[DISTRIBUTIONS_BINS] = {0};

	count_lengths(bins, names);
	for (unsigned i = 0; i < DISTRIBUTIONS_BINS && kept > 0; i++)
		o->length[i] += (bins[i] * distinct + kept / 2) / kept;
}

static void add_all_but_surprise(struct distributions *o, const struct channel *c)
{
	o->channels++;
	add_types(o, c);
	if (sketch_is_exact(&c->names))
		count_lengths(o->length, &c->names);
	else
		add_lengths(o, &c->names);
}

static bool surprise_bin(const struct sample_name *name, unsigned depth, unsigned *bin)
{
	uint32_t bits_256ths;

	if (!surprise_of(name, depth, &bits_256ths))
		return false;
	*bin = bin_of(bits_256ths / DISTRIBUTIONS_SURPRISE_STEP);
	return true;
}

void distributions_add(
    struct distributions *o, const struct channel *c, unsigned depth, uint64_t hash_max)
{
	unsigned bin;

	add_all_but_surprise(o, c);
	/* The sample is sorted by hash, ascending. */
	for (unsigned i = 0; i < c->sample.count && c->sample.names[i].hash <= hash_max; i++)
		if (surprise_bin(&c->sample.names[i], depth, &bin))
			o->surprise[bin]++;
}

void distributions_merge(struct distributions *into, const struct distributions *from)
{
	into->channels += from->channels;
	for (int i = 0; i < COUNTER_COUNT; i++)
		into->asked[i] += from->asked[i];
	for (int i = 0; i < DISTRIBUTIONS_BINS; i++) {
		into->length[i] += from->length[i];
		into->surprise[i] += from->surprise[i];
	}
}

void distributions_remove(struct distributions *from, const struct distributions *part)
{
	from->channels -= part->channels;
	for (int i = 0; i < COUNTER_COUNT; i++)
		from->asked[i] -= part->asked[i];
	for (int i = 0; i < DISTRIBUTIONS_BINS; i++) {
		from->length[i] -= part->length[i];
		from->surprise[i] -= part->surprise[i];
	}
}

/* -- drafts -- */

/* Up to this hash the samples hold about DISTRIBUTIONS_NAMES_MAX names. It only decreases as more
 * come. */
static uint64_t hash_max(uint64_t sampled)
{
	return sampled <= DISTRIBUTIONS_NAMES_MAX ? UINT64_MAX
						  : UINT64_MAX / sampled * DISTRIBUTIONS_NAMES_MAX;
}

/* Drops those above the current cut-off. */
static void forget(struct distributions_draft *d)
{
	uint64_t max = hash_max(d->sampled);
	size_t kept = 0;

	for (size_t i = 0; i < d->low_count; i++)
		if (d->low[i].hash <= max)
			d->low[kept++] = d->low[i];
	d->low_count = kept;
}

static void remember(struct distributions_draft *d, struct distributions_name name)
{
	if (d->low_count == d->low_cap) {
		forget(d);
		if (d->low_count >= d->low_cap / 2) {
			d->low_cap = d->low_cap ? d->low_cap * 2 : 64;
			d->low = memory_resize(d->low, d->low_cap, sizeof *d->low);
		}
	}
	d->low[d->low_count++] = name;
}

void distributions_draft_add(struct distributions_draft *d, const struct channel *c)
{
	add_all_but_surprise(&d->so_far, c);
	d->sampled += c->sample.count;
	uint64_t max = hash_max(d->sampled);
	for (unsigned i = 0; i < c->sample.count && c->sample.names[i].hash <= max; i++) {
		struct distributions_name name = {.hash = c->sample.names[i].hash};

		if (surprise_bin(&c->sample.names[i], 0, &name.bin))
			remember(d, name);
	}
}

void distributions_draft_merge(struct distributions_draft *into, struct distributions_draft *from)
{
	distributions_merge(&into->so_far, &from->so_far);
	into->sampled += from->sampled;
	for (size_t i = 0; i < from->low_count; i++)
		remember(into, from->low[i]);
	free(from->low);
	*from = (struct distributions_draft){.sampled = 0};
}

uint64_t distributions_finish(struct distributions_draft *d, struct distributions *distributions)
{
	uint64_t max = hash_max(d->sampled);

	*distributions = d->so_far;
	forget(d);
	for (size_t i = 0; i < d->low_count; i++)
		distributions->surprise[d->low[i].bin]++;
	free(d->low);
	*d = (struct distributions_draft){.sampled = 0};
	return max;
}

#include "stats/early.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

void early_fini(struct early *e)
{
	free(e->items);
	*e = (struct early){0};
}

void early_begin(struct early *e, const struct sketch *all)
{
	size_t count;

	if (e->items)
		return;
	struct sketch_entry *entries = sketch_by_time(all, &count);
	count = count < EARLY_TRANSACTIONS_MAX ? count : EARLY_TRANSACTIONS_MAX;
	e->items = memory_new(EARLY_TRANSACTIONS_MAX, sizeof *e->items);
	if (count > 0)
		memcpy(e->items, entries, count * sizeof *entries);
	e->count = (uint16_t)count;
	free(entries);
}

static int compare(const struct sketch_entry *a, const struct sketch_entry *b)
{
	if (a->first_ns != b->first_ns)
		return a->first_ns < b->first_ns ? -1 : 1;
	return (a->hash > b->hash) - (a->hash < b->hash);
}

void early_add(struct early *e, const struct sketch_entry *entry)
{
	bool full = e->count == EARLY_TRANSACTIONS_MAX;
	unsigned out = full ? e->count - 1u : e->count, at;

	if (!e->items || (full && compare(entry, &e->items[out]) >= 0))
		return;
	for (unsigned i = 0; i < e->count; i++)
		if (e->items[i].hash == entry->hash)
			out = i;
	if (out < e->count && e->items[out].hash == entry->hash &&
	    compare(entry, &e->items[out]) >= 0)
		return;
	if (out == e->count)
		e->count++;
	for (at = out; at > 0 && compare(entry, &e->items[at - 1]) < 0; at--)
		e->items[at] = e->items[at - 1];
	e->items[at] = *entry;
}

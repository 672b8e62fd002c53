#include "base/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define TABLE_FIRST_SLOTS 16

void table_init(struct table *t, size_t max)
{
	*t = (struct table){.max = max};
}

void table_fini(struct table *t)
{
	free(t->slots);
	*t = (struct table){0};
}

static uint32_t mark_of(uint64_t hash)
{
	return (uint32_t)(hash ^ hash >> 32);
}

static void slot_put(struct table *t, struct table_slot slot)
{
	size_t mask = t->slot_count - 1, i = slot.mark & mask;

	while (t->slots[i].number != TABLE_NONE)
		i = (i + 1) & mask;
	t->slots[i] = slot;
}

static void table_grow(struct table *t)
{
	struct table old = *t;

	t->slot_count = old.slot_count ? old.slot_count * 2 : TABLE_FIRST_SLOTS;
	t->slots = memory_resize(NULL, t->slot_count, sizeof *t->slots);
	memset(t->slots, 0xff, t->slot_count * sizeof *t->slots);
	for (size_t i = 0; i < old.slot_count; i++)
		if (old.slots[i].number != TABLE_NONE)
			slot_put(t, old.slots[i]);
	free(old.slots);
}

uint32_t table_find(
    const struct table *t, uint64_t hash, table_equal *equal, const void *ctx, const void *key)
{
	if (t->slot_count == 0)
		return TABLE_NONE;
	uint32_t wanted = mark_of(hash);
	size_t mask = t->slot_count - 1;
	for (size_t i = wanted & mask; t->slots[i].number != TABLE_NONE; i = (i + 1) & mask)
		if (t->slots[i].mark == wanted && equal(ctx, t->slots[i].number, key))
			return t->slots[i].number;
	return TABLE_NONE;
}

static bool any(const void *ctx, uint32_t number, const void *key)
{
	(void)ctx;
	(void)number;
	(void)key;
	return true;
}

uint32_t table_guess(const struct table *t, uint64_t hash)
{
	return table_find(t, hash, any, NULL, NULL);
}

void table_fetch(const struct table *t, uint64_t hash)
{
	if (t->slot_count > 0)
		__builtin_prefetch(&t->slots[mark_of(hash) & (t->slot_count - 1)]);
}

int table_add(struct table *t, uint64_t hash, uint32_t number)
{
	if (t->used >= t->max)
		return -1;
	if (t->used >= t->slot_count / 4 * 3)
		table_grow(t);
	slot_put(t, (struct table_slot){mark_of(hash), number});
	t->used++;
	return 0;
}

/* Linear probing without tombstones: later entries of the run move into the freed slot (Knuth,
 * TAOCP 3, 6.4, algorithm R). */
void table_remove(struct table *t, uint64_t hash, uint32_t number)
{
	if (t->slot_count == 0)
		return;
	uint32_t mark = mark_of(hash);
	size_t mask = t->slot_count - 1, hole = mark & mask;
	while (t->slots[hole].number != number || t->slots[hole].mark != mark) {
		if (t->slots[hole].number == TABLE_NONE)
			return;
		hole = (hole + 1) & mask;
	}
	t->slots[hole].number = TABLE_NONE;
	t->used--;
	for (size_t i = (hole + 1) & mask; t->slots[i].number != TABLE_NONE; i = (i + 1) & mask) {
		size_t home = t->slots[i].mark & mask;

		if (((i - home) & mask) < ((i - hole) & mask))
			continue;
		t->slots[hole] = t->slots[i];
		t->slots[i].number = TABLE_NONE;
		hole = i;
	}
}

size_t table_bytes(const struct table *t)
{
	return t->slot_count * sizeof *t->slots;
}

void table_clear(struct table *t)
{
	if (t->slot_count > 0)
		memset(t->slots, 0xff, t->slot_count * sizeof *t->slots);
	t->used = 0;
}

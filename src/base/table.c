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
	free(t->hashes);
	free(t->numbers);
	*t = (struct table){0};
}

static void slot_put(struct table *t, uint64_t hash, uint32_t number)
{
	size_t mask = t->slot_count - 1, i = hash & mask;

	while (t->numbers[i] != TABLE_NONE)
		i = (i + 1) & mask;
	t->hashes[i] = hash;
	t->numbers[i] = number;
}

static void table_grow(struct table *t)
{
	size_t slot_count = t->slot_count ? t->slot_count * 2 : TABLE_FIRST_SLOTS;
	struct table old = *t;
	uint64_t *hashes = memory_resize(NULL, slot_count, sizeof *hashes);
	uint32_t *numbers = memory_resize(NULL, slot_count, sizeof *numbers);

	memset(numbers, 0xff, slot_count * sizeof *numbers);
	t->hashes = hashes;
	t->numbers = numbers;
	t->slot_count = slot_count;
	for (size_t i = 0; i < old.slot_count; i++)
		if (old.numbers[i] != TABLE_NONE)
			slot_put(t, old.hashes[i], old.numbers[i]);
	free(old.hashes);
	free(old.numbers);
}

uint32_t table_find(
    const struct table *t, uint64_t hash, table_equal *equal, const void *ctx, const void *key)
{
	if (t->slot_count == 0)
		return TABLE_NONE;
	size_t mask = t->slot_count - 1;
	for (size_t i = hash & mask; t->numbers[i] != TABLE_NONE; i = (i + 1) & mask)
		if (t->hashes[i] == hash && equal(ctx, t->numbers[i], key))
			return t->numbers[i];
	return TABLE_NONE;
}

int table_add(struct table *t, uint64_t hash, uint32_t number)
{
	if (t->used >= t->max)
		return -1;
	if (t->used >= t->slot_count / 4 * 3)
		table_grow(t);
	slot_put(t, hash, number);
	t->used++;
	return 0;
}

/* Linear probing without tombstones: later entries of the run move into the hole (Knuth, TAOCP 3,
 * 6.4, algorithm R). */
void table_remove(struct table *t, uint64_t hash, uint32_t number)
{
	if (t->slot_count == 0)
		return;
	size_t mask = t->slot_count - 1, hole = hash & mask;
	while (t->numbers[hole] != number || t->hashes[hole] != hash) {
		if (t->numbers[hole] == TABLE_NONE)
			return;
		hole = (hole + 1) & mask;
	}
	t->numbers[hole] = TABLE_NONE;
	t->used--;
	for (size_t i = (hole + 1) & mask; t->numbers[i] != TABLE_NONE; i = (i + 1) & mask) {
		size_t home = t->hashes[i] & mask;

		if (((i - home) & mask) < ((i - hole) & mask))
			continue;
		t->hashes[hole] = t->hashes[i];
		t->numbers[hole] = t->numbers[i];
		t->numbers[i] = TABLE_NONE;
		hole = i;
	}
}

size_t table_bytes(const struct table *t)
{
	return t->slot_count * (sizeof *t->hashes + sizeof *t->numbers);
}

void table_clear(struct table *t)
{
	if (t->slot_count > 0)
		memset(t->numbers, 0xff, t->slot_count * sizeof *t->numbers);
	t->used = 0;
}

#include "stats/sketch.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/limits.h"

#define SKETCH_FIRST_SLOTS 4
/* The CPU does not track more outstanding cache misses at a time. */
#define FETCHED_MAX 16
#define HASH_MASK   ((UINT64_C(1) << SKETCH_HASH_BITS) - 1)

/* Entries held before trimming: a quarter more than are kept, so that trimming is amortised. */
#define HELD_MAX(keep) ((keep) + (keep) / 4)
/* With a quarter of the slots free, the table never fills up. */
#define SLOTS_MAX(keep)     (HELD_MAX(keep) * 4 / 3 + SKETCH_FIRST_SLOTS)
#define HELD_MAX_OF_LARGEST HELD_MAX(SKETCH_NAMES_MAX)

struct sketch_entry sketch_sighting(uint64_t hash, int64_t time_ns, uint8_t len, uint8_t marks)
{
	uint64_t upper = hash >> (64 - SKETCH_HASH_BITS);

	return (struct sketch_entry){
	    .hash = (upper ? upper : 1) & HASH_MASK,
	    .len = len,
	    .marks = marks & (SKETCH_MARKS_END - 1U),
	    .first_ns = time_ns,
	};
}

void sketch_init(struct sketch *s, uint32_t keep)
{
	*s = (struct sketch){.keep = keep, .threshold = UINT64_MAX};
}

void sketch_fini(struct sketch *s)
{
	if (s->slots != &s->first)
		free(s->slots);
	*s = (struct sketch){0};
}

void sketch_restart(struct sketch *s, uint32_t keep)
{
	sketch_fini(s);
	sketch_init(s, keep);
}

uint64_t sketch_heap_bytes(const struct sketch *s)
{
	return s->slots == &s->first ? 0 : s->slot_count * sizeof *s->slots;
}

void sketch_move(struct sketch *to, struct sketch *from)
{
	bool own = from->slots == &from->first;

	sketch_fini(to);
	*to = *from;
	if (own)
		to->slots = &to->first;
	*from = (struct sketch){0};
}

/* Whoever sends the names can compute their hashes (they are unkeyed, because sketches must merge),
 * but does not know the address of the slots. The hash is multiplied by that address and the upper
 * bits select the slot, so that nobody can choose names that collide. Slot order never shows in any
 * output. */
static size_t place_of(const struct sketch *s, uint64_t hash)
{
	uint64_t secret = (uint64_t)(uintptr_t)s->slots * UINT64_C(0x9e3779b97f4a7c15) | 1;

	return ((hash * secret >> 32) * s->slot_count) >> 32;
}

void sketch_fetch(const struct sketch *into, const struct sketch *from)
{
	if (into->slot_count == 0)
		return;
	for (uint32_t i = 0; i < from->slot_count && i < FETCHED_MAX; i++)
		if (from->slots[i].hash != 0 && from->slots[i].hash <= into->threshold)
			__builtin_prefetch(&into->slots[place_of(into, from->slots[i].hash)], 1);
}

/* The slot that holds the hash, or the free slot where it belongs. */
static struct sketch_entry *slot_of(const struct sketch *s, uint64_t hash)
{
	size_t i = place_of(s, hash);

	while (s->slots[i].hash != 0 && s->slots[i].hash != hash)
		if (++i == s->slot_count)
			i = 0;
	return &s->slots[i];
}

static void grow_to(struct sketch *s, uint32_t slot_count)
{
	struct sketch_entry *old = s->slots;
	uint32_t old_count = s->slot_count;

	s->slot_count = slot_count < SLOTS_MAX(s->keep) ? slot_count : SLOTS_MAX(s->keep);
	s->slots = memory_new(s->slot_count, sizeof *s->slots);
	for (uint32_t i = 0; i < old_count; i++)
		if (old[i].hash != 0)
			*slot_of(s, old[i].hash) = old[i];
	if (old != &s->first)
		free(old);
}

static void grow(struct sketch *s)
{
	if (s->slot_count == 0) {
		s->slots = &s->first;
		s->slot_count = 1;
		return;
	}
	grow_to(
	    s, s->slot_count > 1 ? s->slot_count + (s->slot_count + 1) / 2 : SKETCH_FIRST_SLOTS);
}

void sketch_reserve(struct sketch *s, uint64_t entries)
{
	uint64_t wanted = entries < s->keep ? entries * 4 / 3 + SKETCH_FIRST_SLOTS : UINT32_MAX;

	if (entries > 1 && wanted > s->slot_count && s->slot_count < SLOTS_MAX(s->keep))
		grow_to(s, (uint32_t)wanted);
}

/* True if adding a new hash would leave less than a quarter of the slots free (the single built-in
 * slot excepted). */
static bool is_full(const struct sketch *s, uint64_t hash)
{
	if (s->slot_count == 1)
		return s->used == 1 && s->first.hash != hash;
	return s->used >= s->slot_count * 3 / 4;
}

bool sketch_add(struct sketch *s, const struct sketch_entry *sighting)
{
	if (sighting->hash > s->threshold)
		return false;
	if (is_full(s, sighting->hash))
		grow(s);
	struct sketch_entry *slot = slot_of(s, sighting->hash);
	if (slot->hash != 0) {
		if (sighting->first_ns < slot->first_ns)
			slot->first_ns = sighting->first_ns;
		if (sighting->len > slot->len)
			slot->len = sighting->len;
		slot->marks |= sighting->marks;
		return true;
	}
	*slot = *sighting;
	s->used++;
	if (s->used >= HELD_MAX(s->keep)) {
		sketch_finalize(s);
		return sighting->hash <= s->threshold;
	}
	return true;
}

void sketch_merge(struct sketch *into, const struct sketch *from)
{
	for (uint32_t i = 0; i < from->slot_count; i++)
		if (from->slots[i].hash != 0)
			sketch_add(into, &from->slots[i]);
	if (from->threshold < into->threshold) {
		into->threshold = from->threshold;
		sketch_finalize(into);
	}
}

static int compare_hash(const void *a, const void *b)
{
	const struct sketch_entry *x = a, *y = b;

	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* Copies the entries at or below the threshold to `out`; returns how many. */
static uint32_t take_entries(const struct sketch *s, struct sketch_entry *out)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < s->slot_count; i++)
		if (s->slots[i].hash != 0 && s->slots[i].hash <= s->threshold)
			out[n++] = s->slots[i];
	return n;
}

/* Moves the `count` entries with the lowest hashes to the front (Hoare, "Find", 1961). */
static void select_lowest(struct sketch_entry *e, uint32_t n, uint32_t count)
{
	int64_t low = 0, high = (int64_t)n - 1, last = (int64_t)count - 1;

	while (low < high) {
		uint64_t pivot = e[low + (high - low) / 2].hash;
		int64_t i = low, j = high;

		while (i <= j) {
			for (; e[i].hash < pivot; i++)
				;
			for (; e[j].hash > pivot; j--)
				;
			if (i > j)
				break;
			struct sketch_entry moved = e[i];
			e[i++] = e[j];
			e[j--] = moved;
		}
		if (last <= j)
			high = j;
		else if (last >= i)
			low = i;
		else
			return;
	}
}

static void cut(struct sketch *s)
{
	struct sketch_entry held[HELD_MAX_OF_LARGEST];
	uint32_t n = take_entries(s, held);
	if (n > s->keep) {
		select_lowest(held, n, s->keep);
		n = s->keep;
		s->threshold = 0;
		for (uint32_t i = 0; i < n; i++)
			if (held[i].hash > s->threshold)
				s->threshold = held[i].hash;
	}
	memset(s->slots, 0, s->slot_count * sizeof *s->slots);
	for (uint32_t i = 0; i < n; i++)
		*slot_of(s, held[i].hash) = held[i];
	s->used = n;
}

void sketch_finalize(struct sketch *s)
{
	if (s->used > s->keep || s->threshold != UINT64_MAX)
		cut(s);
}

uint64_t sketch_distinct(const struct sketch *s)
{
	if (sketch_is_exact(s))
		return s->used;
	/* (k - 1) / U, where U is the k-th smallest hash, scaled to 0..2^51. */
	unsigned __int128 scaled = (unsigned __int128)(s->used - 1) << SKETCH_HASH_BITS;

	return (uint64_t)(scaled / s->threshold);
}

bool sketch_is_exact(const struct sketch *s)
{
	return s->threshold == UINT64_MAX;
}

static int compare_time(const void *a, const void *b)
{
	const struct sketch_entry *x = a, *y = b;

	if (x->first_ns != y->first_ns)
		return x->first_ns < y->first_ns ? -1 : 1;
	return compare_hash(a, b);
}

struct sketch_entry *sketch_by_time(const struct sketch *s, size_t *count)
{
	*count = s->used;
	if (s->used == 0)
		return NULL;
	struct sketch_entry *entries = memory_new(s->used, sizeof *entries);
	take_entries(s, entries);
	qsort(entries, s->used, sizeof *entries, compare_time);
	return entries;
}

/*
 * Hash table from byte keys to record numbers, with a capacity: open addressing, linear probing.
 * It keeps hashes and numbers only; records and keys stay with the caller, who says what is equal.
 * Owned by the caller (init/fini). Cost: 8 bytes a slot, at most 3/4 full. Never iterate it:
 * nothing is ever printed in table order.
 */
#ifndef DNSFERRET_BASE_TABLE_H
#define DNSFERRET_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TABLE_NONE UINT32_MAX

struct table_slot {
	uint32_t mark;   /* half of the hash: place, and what is compared before the keys */
	uint32_t number; /* TABLE_NONE = free */
};

struct table {
	struct table_slot *slots;
	size_t slot_count; /* power of two, or 0 before the first add */
	size_t used;
	size_t max; /* entries */
};

typedef bool table_equal(const void *ctx, uint32_t number, const void *key);

void table_init(struct table *t, size_t max);
void table_fini(struct table *t);

/* Number stored under the key, or TABLE_NONE. */
uint32_t table_find(
    const struct table *t, uint64_t hash, table_equal *equal, const void *ctx, const void *key);

/* The number that is likely to be found under the hash, TABLE_NONE when it is likely that there is
 * none: for who wants its record fetched before it asks. */
uint32_t table_guess(const struct table *t, uint64_t hash);

/* Fetches into the cache what a table_find will look at first. */
void table_fetch(const struct table *t, uint64_t hash);

/* Adds a number under a hash that table_find did not find. Returns 0, or -1 when the table is full.
 */
int table_add(struct table *t, uint64_t hash, uint32_t number);

/* Takes the entry with this hash and number out. */
void table_remove(struct table *t, uint64_t hash, uint32_t number);

/* Memory of it in bytes. */
size_t table_bytes(const struct table *t);

/* Forgets all entries and keeps the memory. */
void table_clear(struct table *t);

#endif

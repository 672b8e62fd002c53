/*
 * Hash table from byte keys to record numbers, with a maximum size: open addressing, linear
 * probing. It stores hashes and numbers only; records and keys stay with the caller, who supplies
 * the comparison. Owned by the caller (init/fini). Cost: 8 bytes per slot, at most 3/4 full. Never
 * iterate over it: no output may depend on table order. Concurrent lookups are safe, changes are
 * not.
 */
#ifndef DNSFERRET_BASE_TABLE_H
#define DNSFERRET_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TABLE_NONE UINT32_MAX

struct table_slot {
	uint32_t mark;   /* half of the hash: gives the slot, and is compared before the keys */
	uint32_t number; /* TABLE_NONE = free */
};

struct table {
	struct table_slot *slots;
	size_t slot_count; /* power of two, or 0 before the first add */
	size_t used;
	size_t max; /* maximum number of entries */
};

typedef bool table_equal(const void *ctx, uint32_t number, const void *key);

void table_init(struct table *t, size_t max);
void table_fini(struct table *t);

/* Returns the number stored under the key, or TABLE_NONE. */
uint32_t table_find(
    const struct table *t, uint64_t hash, table_equal *equal, const void *ctx, const void *key);

/* Returns the number that is probably stored under the hash, or TABLE_NONE if there is none; keys
 * are not compared. For prefetching a record before table_find. */
uint32_t table_guess(const struct table *t, uint64_t hash);

/* Prefetches the slot that table_find will look at first. */
void table_fetch(const struct table *t, uint64_t hash);

/* Adds a number under a hash for which table_find found nothing. Returns 0, or -1 if the table is
 * full. */
int table_add(struct table *t, uint64_t hash, uint32_t number);

/* Removes the entry with this hash and number, if there is one. */
void table_remove(struct table *t, uint64_t hash, uint32_t number);

/* Memory used, in bytes. */
size_t table_bytes(const struct table *t);

/* Removes all entries but keeps the memory. */
void table_clear(struct table *t);

#endif

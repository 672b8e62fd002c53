/*
 * Distinct-count sketch: exact up to a capacity, above it the k smallest hashes (bottom-k sample,
 * "KMV": Bar-Yossef et al. 2002; Beyer et al. 2007). Depends only on the set, not on order or
 * repetition; merging is exact. Each entry has the time it was first seen, for counts per time
 * window. 16 bytes per slot; the first needs no allocation, then the table grows by half up to a
 * fixed size. Owned by its record; do not copy the struct.
 */
#ifndef DNSFERRET_STATS_SKETCH_H
#define DNSFERRET_STATS_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sketch_flag {
	SKETCH_DATA_TYPE =
	    1,               /* queried with a type that carries data: TXT, NULL, KEY, PRIVATE... */
	SKETCH_ANSWERED = 2, /* of a name: a response for it was seen */
	SKETCH_TEXT = 2,     /* of an answer: encoded text that decodes to readable text */
	SKETCH_ENCODED = 8,  /* an answer with encoded text */
	SKETCH_CODE = 16,    /* an answer with a script or a program */
	SKETCH_SERVICE =
	    4, /* a label starts with '_', or a TXT grammar of mail or domain verification */
	SKETCH_MARKS_END = 32,
};

#define SKETCH_HASH_BITS 51

struct sketch_entry {
	uint64_t hash
	    : SKETCH_HASH_BITS; /* upper bits of hash_fixed of the counted item; never 0 */
	uint64_t len : 8;   /* a number that comes with the item, as the owner of the sketch says;
			       maximum over all sightings */
	uint64_t marks : 5; /* enum sketch_flag, OR over all sightings */
	int64_t first_ns;
};

/* Makes an entry. `hash`: the full 64 bits of hash_fixed. */
struct sketch_entry sketch_sighting(uint64_t hash, int64_t time_ns, uint8_t len, uint8_t marks);

struct sketch {
	struct sketch_entry *slots; /* open addressing by hash; hash 0 = free */
	struct sketch_entry first;  /* the only slot while slot_count is 1 */
	uint32_t slot_count, used;
	uint32_t keep;      /* k */
	uint64_t threshold; /* hashes above it are dropped: items there are no longer counted one by
			       one */
};

void sketch_init(struct sketch *s, uint32_t keep);
void sketch_fini(struct sketch *s);

/* Like sketch_init, for a sketch that is already in use or zeroed. */
void sketch_restart(struct sketch *s, uint32_t keep);

/* Makes room for that many entries at once, up to those that are kept. What is added needs no more
 * than one allocation then, where growing leaves holes of every size behind. */
void sketch_reserve(struct sketch *s, uint64_t entries);

/* Adds one sighting. Returns true if the entry is kept (so that callers may keep more about it). */
bool sketch_add(struct sketch *s, const struct sketch_entry *sighting);

/* Prefetches the slots that sketch_merge will touch first. */
void sketch_fetch(const struct sketch *into, const struct sketch *from);

/* Heap bytes allocated. */
uint64_t sketch_heap_bytes(const struct sketch *s);

/* Moves the contents of `from`, which must be initialised again before it is used. */
void sketch_move(struct sketch *to, struct sketch *from);

void sketch_merge(struct sketch *into, const struct sketch *from);

/* Brings a sketch to its canonical form (at most `keep` entries). Call before reading. */
void sketch_finalize(struct sketch *s);

/* Number of distinct items: exact while all are kept, otherwise estimated as (k - 1) / (k-th
 * smallest hash). */
uint64_t sketch_distinct(const struct sketch *s);

/* True if every item ever added is kept. */
bool sketch_is_exact(const struct sketch *s);

/* The entries sorted by first_ns, then hash, in a new array that the caller frees; NULL if
 * empty. */
struct sketch_entry *sketch_by_time(const struct sketch *s, size_t *count);

#endif

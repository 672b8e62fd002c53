/*
 * Distinct names, exactly up to a capacity and above it as the k smallest hashes (bottom-k sample,
 * "KMV": Bar-Yossef et al. 2002; Beyer et al. 2007). A function of the set alone: order and
 * repetition do not show, and merge is exact. Each name carries when it was first seen, so that
 * windows over time can be asked of the sample. 16 bytes a name; the first needs no allocation,
 * then it grows by halves, then allocates no more. Owned by its record; not to be copied.
 */
#ifndef DNSFERRET_STATS_SKETCH_H
#define DNSFERRET_STATS_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sketch_flag {
	SKETCH_DATA_TYPE =
	    1, /* asked for with a type that carries data: TXT, NULL, KEY, PRIVATE... */
	SKETCH_ANSWERED = 2, /* a response for it was seen */
	SKETCH_ENCODED = 8,  /* an answer with encoded text */
	SKETCH_CODE = 16,    /* an answer with a script or a program */
	SKETCH_SERVICE = 4, /* a label starts with '_', or a TXT grammar of mail and verification */
	SKETCH_MARKS_END = 32,
};

#define SKETCH_HASH_BITS 51

struct sketch_entry {
	uint64_t hash : SKETCH_HASH_BITS; /* upper bits of hash_fixed of what is counted; never 0 */
	uint64_t len : 8;   /* characters of the payload with dots between labels; the most seen */
	uint64_t marks : 5; /* enum sketch_flag, OR over all sightings */
	int64_t first_ns;
};

/* `hash`: hash_fixed, all of it. */
struct sketch_entry sketch_sighting(uint64_t hash, int64_t time_ns, uint8_t len, uint8_t marks);

struct sketch {
	struct sketch_entry *slots; /* open addressing by hash; hash 0 = free */
	struct sketch_entry first;  /* the slots while there is one */
	uint32_t slot_count, used;
	uint32_t keep;      /* k */
	uint64_t threshold; /* hashes above were given up: nothing above is counted singly */
};

void sketch_init(struct sketch *s, uint32_t keep);
void sketch_fini(struct sketch *s);

/* The same for one that has been used or is zeroed. */
void sketch_restart(struct sketch *s, uint32_t keep);

/* Adds one sighting. Returns true when the name is kept (so that callers may keep more about it).
 */
bool sketch_add(struct sketch *s, const struct sketch_entry *sighting);

/* Fetches into the cache what sketch_merge will look at first. */
void sketch_fetch(const struct sketch *into, const struct sketch *from);

/* Bytes it has allocated. */
uint64_t sketch_heap_bytes(const struct sketch *s);

/* Takes over what `from` holds, which is empty and of no use afterwards. */
void sketch_move(struct sketch *to, struct sketch *from);

void sketch_merge(struct sketch *into, const struct sketch *from);

/* Brings a sketch to its canonical form (at most `keep` entries). Call before reading. */
void sketch_finalize(struct sketch *s);

/* Number of distinct names: exact while all are kept, else (k - 1) / (k-th smallest hash). */
uint64_t sketch_distinct(const struct sketch *s);

/* True when every name ever added is kept. */
bool sketch_is_exact(const struct sketch *s);

/* The entries sorted by first_ns, then hash, into a fresh array (*count entries); NULL when empty.
 */
struct sketch_entry *sketch_by_time(const struct sketch *s, size_t *count);

#endif

/*
 * Detects packets that a port mirror delivers twice: the same IP datagram (identification,
 * addresses and payload, but not TTL) again within DUPLICATE_NS. Remembers the last datagram of
 * each of DUPLICATE_SLOTS hash slots; a datagram that was overwritten there is no longer
 * recognised. Owned by the caller (init/fini); 1 MiB.
 */
#ifndef DNSFERRET_READ_DUPLICATES_H
#define DNSFERRET_READ_DUPLICATES_H

#include <stdbool.h>
#include <stdint.h>

struct duplicates {
	struct duplicate_slot *slots;
};

void duplicates_init(struct duplicates *d);
void duplicates_fini(struct duplicates *d);

/* Prefetches the slot that duplicates_seen will look at. */
void duplicates_fetch(const struct duplicates *d, uint64_t ip_hash);

/* Returns true if the datagram was seen just before, and remembers it. Always false for ip_hash
 * 0. */
bool duplicates_seen(struct duplicates *d, uint64_t ip_hash, int64_t time_ns);

#endif

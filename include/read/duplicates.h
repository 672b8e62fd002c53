/*
 * Packets that a port mirror delivers twice: the same IP datagram (identification, addresses and
 * payload; TTL aside) again within DUPLICATE_NS. Remembers the last datagram of each of
 * DUPLICATE_SLOTS hash slots: what is pushed out is not told apart any more. 1 MiB; init/fini.
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

/* Fetches into the cache what duplicates_seen will look at. */
void duplicates_fetch(const struct duplicates *d, uint64_t ip_hash);

/* Whether the datagram was seen just before; remembers it. ip_hash 0 never was. */
bool duplicates_seen(struct duplicates *d, uint64_t ip_hash, int64_t time_ns);

#endif

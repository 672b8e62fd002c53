/*
 * Buffers out-of-order bytes for IP fragments and TCP segments: pieces sorted by offset that never
 * overlap, because the first content of a byte is kept. A piece may be longer on the wire than what
 * was captured of it. Owned by the caller, who also limits it; all-zero is empty, freed by
 * reassembly_fini. Cost of an add: a binary search, and moving the pieces after it.
 */
#ifndef DNSFERRET_NET_REASSEMBLY_H
#define DNSFERRET_NET_REASSEMBLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/frame.h"

/* The packet in which a piece arrived. */
struct piece_origin {
	struct source_ref ref;
	int64_t time_ns;
};

struct piece {
	uint64_t offset;
	uint32_t len;      /* on the wire */
	uint32_t kept_len; /* captured, from the front; at most len */
	uint8_t *bytes;
	struct piece_origin origin;
};

struct reassembly {
	struct piece *slots; /* used: `count` slots from `head` on */
	size_t head, count, slot_count;
	size_t cost_bytes; /* memory of all pieces */
	uint64_t len;      /* total of all pieces on the wire */
};

/* The first of `count` consecutive pieces; NULL if there are none. Valid until the next add, drop
 * or fini. */
const struct piece *reassembly_first(const struct reassembly *p);

/* Copies the part of [offset, offset + len) that is not there yet; kept_len bytes of it were
 * captured. Sets *differs if bytes that are there already have other content. */
void reassembly_add(struct reassembly *p, uint64_t offset, size_t len, const uint8_t *bytes,
    size_t kept_len, struct piece_origin origin, bool *differs);

/* Offset past the last piece; 0 if there are none. */
uint64_t reassembly_end(const struct reassembly *p);

/* Removes and frees the first piece, which must exist. */
void reassembly_drop(struct reassembly *p);

/* Frees everything; the result is empty and can be reused. */
void reassembly_fini(struct reassembly *p);

#endif

/*
 * Bytes that wait for those before them: pieces in order of their offset, which never overlap,
 * because the first content of an byte wins. For fragments and for TCP segments. A piece may be
 * longer on the wire than what was captured of it. Owned by the caller, who also limits it; zeroed
 * memory is an empty one. Cost of an add: a binary search, and moving the pieces that come later.
 */
#ifndef DNSFERRET_NET_REASSEMBLY_H
#define DNSFERRET_NET_REASSEMBLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/frame.h"

/* The packet that brought a piece. */
struct piece_origin {
	struct source_ref ref;
	int64_t time_ns;
};

struct piece {
	uint64_t offset;
	uint32_t len;      /* on the wire */
	uint32_t kept_len; /* captured: from the front, at most len */
	uint8_t *bytes;
	struct piece_origin origin;
};

struct reassembly {
	struct piece *slots; /* in use: count from head on */
	size_t head, count, slot_count;
	size_t cost_bytes; /* memory of all pieces */
	uint64_t len;      /* on the wire, all pieces */
};

/* The first piece, count of them in a row; NULL without pieces. Valid until the next add. */
const struct piece *reassembly_first(const struct reassembly *p);

/* Copies what is not there yet of [offset, offset + len), of which kept_len bytes were captured.
 * Sets *differs when bytes that were there already have other content. */
void reassembly_add(struct reassembly *p, uint64_t offset, size_t len, const uint8_t *bytes,
    size_t kept_len, struct piece_origin origin, bool *differs);

/* Offset after the last piece; 0 without pieces. */
uint64_t reassembly_end(const struct reassembly *p);

/* Frees the first piece (there must be one). */
void reassembly_drop(struct reassembly *p);

/* Frees all. */
void reassembly_fini(struct reassembly *p);

#endif

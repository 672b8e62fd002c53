/*
 * Octets that wait for those before them: pieces in order of their offset, which never overlap,
 * because the first content of an octet wins. For fragments and for TCP segments. A piece may be
 * longer on the wire than what was captured of it. Owned by the caller, who also limits it.
 * Cost of an add: the pieces passed over; none when it comes last.
 */
#ifndef DNSFERRET_NET_PIECES_H
#define DNSFERRET_NET_PIECES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct piece {
	struct piece *next;
	uint64_t offset;
	size_t len;      /* on the wire */
	size_t kept_len; /* captured: from the front, at most len */
	uint8_t bytes[];
};

struct pieces {
	struct piece *first, *last;
	size_t count;
	size_t cost_bytes; /* memory of all pieces */
	uint64_t len;      /* on the wire, all pieces */
};

/* Copies what is not there yet of [offset, offset + len), of which kept_len octets were captured.
 * Sets *differs when octets that were there already have other content. Returns 0, or -1 when
 * memory is out (a part may have been kept). */
int pieces_add(struct pieces *p, uint64_t offset, size_t len, const uint8_t *bytes, size_t kept_len,
    bool *differs);

/* Offset after the last piece; 0 without pieces. */
uint64_t pieces_end(const struct pieces *p);

/* Frees the first piece (there must be one). */
void pieces_drop(struct pieces *p);

/* Frees all. */
void pieces_fini(struct pieces *p);

#endif

#include "pieces.h"

#include <stdlib.h>
#include <string.h>

/* What the allocator adds to each block. */
#define ALLOCATION_BYTES 16

static uint64_t piece_end(const struct piece *piece)
{
	return piece->offset + piece->len;
}

static size_t piece_cost(const struct piece *piece)
{
	return sizeof *piece + piece->kept_len + ALLOCATION_BYTES;
}

/* A new piece in front of *link. */
static struct piece *piece_new(struct pieces *p, struct piece **link, uint64_t offset, size_t len,
    const uint8_t *bytes, size_t kept_len)
{
	struct piece *piece = malloc(sizeof *piece + kept_len);

	if (!piece)
		return NULL;
	*piece = (struct piece){.next = *link, .offset = offset, .len = len, .kept_len = kept_len};
	if (kept_len > 0)
		memcpy(piece->bytes, bytes, kept_len);
	*link = piece;
	if (!piece->next)
		p->last = piece;
	p->count++;
	p->cost_bytes += piece_cost(piece);
	p->len += len;
	return piece;
}

/* Are the captured octets of both at offset the same, as far as both have them? */
static bool same(const struct piece *piece, uint64_t offset, const uint8_t *bytes, size_t kept_len)
{
	size_t skip = (size_t)(offset - piece->offset);

	if (skip >= piece->kept_len || kept_len == 0)
		return true;
	size_t both = piece->kept_len - skip;
	return memcmp(piece->bytes + skip, bytes, both < kept_len ? both : kept_len) == 0;
}

int pieces_add(struct pieces *p, uint64_t offset, size_t len, const uint8_t *bytes, size_t kept_len,
    bool *differs)
{
	bool at_end = p->last && piece_end(p->last) <= offset;
	struct piece **link = at_end ? &p->last->next : &p->first;

	while (len > 0) {
		while (*link && piece_end(*link) <= offset)
			link = &(*link)->next;
		struct piece *there = *link;
		bool hole = !there || there->offset > offset;
		uint64_t until = !there ? offset + len : hole ? there->offset : piece_end(there);
		size_t n = until - offset < len ? (size_t)(until - offset) : len;
		size_t kept = kept_len < n ? kept_len : n;

		if (!hole)
			*differs |= !same(there, offset, bytes, kept);
		else if (!piece_new(p, link, offset, n, bytes, kept))
			return -1;
		offset += n;
		len -= n;
		bytes += kept;
		kept_len -= kept;
	}
	return 0;
}

uint64_t pieces_end(const struct pieces *p)
{
	return p->last ? piece_end(p->last) : 0;
}

void pieces_drop(struct pieces *p)
{
	struct piece *piece = p->first;

	p->first = piece->next;
	if (!p->first)
		p->last = NULL;
	p->count--;
	p->cost_bytes -= piece_cost(piece);
	p->len -= piece->len;
	free(piece);
}

void pieces_fini(struct pieces *p)
{
	while (p->first)
		pieces_drop(p);
}

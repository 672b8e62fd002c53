#include "reassembly.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define REASSEMBLY_FIRST_SLOTS 4
/* Allocator overhead per block, plus one unused slot for each used one. */
#define PIECE_COST_BYTES (16 + 2 * sizeof(struct piece))

static uint64_t piece_end(const struct piece *piece)
{
	return piece->offset + piece->len;
}

/* Makes room for another slot. */
static void reserve(struct reassembly *p)
{
	if (p->head + p->count < p->slot_count)
		return;
	if (p->head > p->slot_count / 2) {
		memmove(p->slots, p->slots + p->head, p->count * sizeof *p->slots);
		p->head = 0;
		return;
	}
	p->slot_count = p->slot_count ? p->slot_count * 2 : REASSEMBLY_FIRST_SLOTS;
	p->slots = memory_resize(p->slots, p->slot_count, sizeof *p->slots);
}

/* Inserts a new piece before the one at index. */
static void insert(struct reassembly *p, size_t index, uint64_t offset, size_t len,
    const uint8_t *bytes, size_t kept_len, struct piece_origin origin)
{
	uint8_t *copy = memory_resize(NULL, kept_len > 0 ? kept_len : 1, 1);

	reserve(p);
	if (kept_len > 0)
		memcpy(copy, bytes, kept_len);
	struct piece *slot = p->slots + p->head + index;
	memmove(slot + 1, slot, (p->count - index) * sizeof *slot);
	*slot = (struct piece){.offset = offset,
	    .len = (uint32_t)len,
	    .kept_len = (uint32_t)kept_len,
	    .bytes = copy,
	    .origin = origin};
	p->count++;
	p->cost_bytes += PIECE_COST_BYTES + kept_len;
	p->len += len;
}

/* Index of the first piece that ends after offset. */
static size_t search(const struct reassembly *p, uint64_t offset)
{
	size_t low = 0, high = p->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (piece_end(&p->slots[p->head + middle]) <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* True if the captured bytes of both are the same at offset, as far as both have them. */
static bool same(const struct piece *piece, uint64_t offset, const uint8_t *bytes, size_t kept_len)
{
	size_t skip = (size_t)(offset - piece->offset);

	if (skip >= piece->kept_len || kept_len == 0)
		return true;
	size_t both = piece->kept_len - skip;
	return memcmp(piece->bytes + skip, bytes, both < kept_len ? both : kept_len) == 0;
}

const struct piece *reassembly_first(const struct reassembly *p)
{
	return p->count > 0 ? p->slots + p->head : NULL;
}

void reassembly_add(struct reassembly *p, uint64_t offset, size_t len, const uint8_t *bytes,
    size_t kept_len, struct piece_origin origin, bool *differs)
{
	for (size_t i = search(p, offset); len > 0; i++) {
		const struct piece *there = i < p->count ? p->slots + p->head + i : NULL;
		bool gap = !there || there->offset > offset;
		uint64_t until = !there ? offset + len : gap ? there->offset : piece_end(there);
		size_t n = until - offset < len ? (size_t)(until - offset) : len;
		size_t kept = kept_len < n ? kept_len : n;

		if (!gap)
			*differs |= !same(there, offset, bytes, kept);
		else
			insert(p, i, offset, n, bytes, kept, origin);
		offset += n;
		len -= n;
		bytes += kept;
		kept_len -= kept;
	}
}

uint64_t reassembly_end(const struct reassembly *p)
{
	return p->count > 0 ? piece_end(p->slots + p->head + p->count - 1) : 0;
}

void reassembly_drop(struct reassembly *p)
{
	struct piece *piece = p->slots + p->head;

	p->cost_bytes -= PIECE_COST_BYTES + piece->kept_len;
	p->len -= piece->len;
	free(piece->bytes);
	p->head++;
	if (--p->count == 0)
		reassembly_fini(p);
}

void reassembly_fini(struct reassembly *p)
{
	for (size_t i = 0; i < p->count; i++)
		free(p->slots[p->head + i].bytes);
	free(p->slots);
	*p = (struct reassembly){0};
}

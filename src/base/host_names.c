#include "base/host_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/memory.h"
#include "base/limits.h"

/* Index of an address, or where it would be inserted. */
static size_t place(const struct host_names *h, const struct address *address)
{
	size_t low = 0, high = h->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (address_compare(&h->items[middle].address, address) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_at(const struct host_names *h, size_t i, const struct address *address)
{
	return i < h->count && address_compare(&h->items[i].address, address) == 0;
}

void host_names_fini(struct host_names *h)
{
	free(h->items);
	*h = (struct host_names){0};
}

void host_names_add(
    struct host_names *h, const struct address *address, const uint8_t *name, size_t len)
{
	size_t i = place(h, address);

	if (len == 0 || h->count == HOST_NAMES_MAX || is_at(h, i, address))
		return;
	h->items = memory_resize(h->items, h->count + 1, sizeof *h->items);
	memmove(h->items + i + 1, h->items + i, (h->count - i) * sizeof *h->items);
	h->items[i].address = *address;
	escape_text(h->items[i].name, sizeof h->items[i].name, name, len);
	h->count++;
}

const char *host_names_find(const struct host_names *h, const struct address *address)
{
	size_t i = h ? place(h, address) : 0;

	return h && is_at(h, i, address) ? h->items[i].name : NULL;
}

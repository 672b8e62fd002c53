#include "base/host_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/limits.h"
#include "base/memory.h"

static const struct {
	const char *name, *words;
	bool itself;
} sources[HOST_SOURCE_COUNT] = {
#define HOST_SOURCE(id, name, words, itself) [HOST_SOURCE_##id] = {name, words, itself},
#include "base/host_source.def"
#undef HOST_SOURCE
};

const char *host_source_name(enum host_source source)
{
	return sources[source].name;
}

const char *host_source_words(enum host_source source)
{
	return sources[source].words;
}

bool host_source_is_itself(enum host_source source)
{
	return sources[source].itself;
}

static int compare(const struct host_name *a, const struct host_name *b)
{
	int order = address_compare(&a->address, &b->address);

	if (order != 0)
		return order;
	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	return strcmp(a->name, b->name);
}

static bool is_later(const struct host_name *a, const struct host_name *b)
{
	int order = source_ref_compare(a->first, b->first);

	return order != 0 ? order > 0 : compare(a, b) > 0;
}

const struct host_name *host_names_at(const struct host_names *h, size_t place)
{
	return &h->items[h->order[place]];
}

/* Where it is in the order, or would be inserted. */
static size_t place_of(const struct host_names *h, const struct host_name *wanted)
{
	size_t low = 0, high = h->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(host_names_at(h, middle), wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t host_names_find(const struct host_names *h, const struct address *address, size_t *count)
{
	const struct host_name first = {.address = *address};
	size_t at = h ? place_of(h, &first) : 0;

	*count = 0;
	while (h && at + *count < h->count &&
	       address_compare(&host_names_at(h, at + *count)->address, address) == 0)
		++*count;
	return at;
}

const char *host_names_from(
    const struct host_names *h, const struct address *address, enum host_source source)
{
	size_t count, at = host_names_find(h, address, &count);

	for (size_t i = at; i < at + count; i++)
		if (host_names_at(h, i)->source == source)
			return host_names_at(h, i)->name;
	return NULL;
}

static size_t latest_of(const struct host_names *h, size_t at, size_t count)
{
	size_t latest = at;

	for (size_t i = at + 1; i < at + count; i++)
		if (is_later(host_names_at(h, i), host_names_at(h, latest)))
			latest = i;
	return latest;
}

static size_t latest(struct host_names *h)
{
	if (h->latest == 0)
		h->latest = 1 + latest_of(h, 0, h->count);
	return h->latest - 1;
}

/* Returns the slot of the item that was at `place`. */
static uint32_t take_out(struct host_names *h, size_t place)
{
	uint32_t slot = h->order[place];

	h->count--;
	memmove(h->order + place, h->order + place + 1, (h->count - place) * sizeof *h->order);
	return slot;
}

/* A slot for one more item that is not the latest of too many; false if it is. */
static bool make_room(struct host_names *h, const struct host_name *item, uint32_t *slot)
{
	size_t count, at = host_names_find(h, &item->address, &count), victim;

	*slot = (uint32_t)h->count;
	if (count < HOST_NAMES_EACH && h->count < HOST_NAMES_MAX)
		return true;
	victim = count < HOST_NAMES_EACH ? latest(h) : latest_of(h, at, count);
	if (!is_later(host_names_at(h, victim), item))
		return false;
	*slot = take_out(h, victim);
	return true;
}

static void put(struct host_names *h, const struct host_name *item)
{
	size_t place = place_of(h, item);
	uint32_t slot;

	if (place < h->count && compare(host_names_at(h, place), item) == 0) {
		struct host_name *known = &h->items[h->order[place]];

		if (source_ref_compare(item->first, known->first) < 0) {
			known->first = item->first;
			h->latest = 0;
		}
		return;
	}
	if (!make_room(h, item, &slot))
		return;
	if (h->count == h->cap) {
		h->cap = h->cap ? 2 * h->cap : 16;
		h->items = memory_resize(h->items, h->cap, sizeof *h->items);
		h->order = memory_resize(h->order, h->cap, sizeof *h->order);
	}
	place = place_of(h, item);
	memmove(h->order + place + 1, h->order + place, (h->count - place) * sizeof *h->order);
	h->items[slot] = *item;
	h->order[place] = slot;
	h->count++;
	h->latest = 0;
}

void host_names_fini(struct host_names *h)
{
	free(h->items);
	free(h->order);
	*h = (struct host_names){0};
}

void host_names_add(struct host_names *h, const struct address *address, enum host_source source,
    struct source_ref where, const uint8_t *name, size_t len)
{
	struct host_name item = {.address = *address, .source = source, .first = where};

	if (len == 0)
		return;
	escape_text(item.name, sizeof item.name, name, len);
	put(h, &item);
}

void host_names_add_text(struct host_names *h, const struct address *address,
    enum host_source source, struct source_ref where, const char *name)
{
	struct host_name item = {.address = *address, .source = source, .first = where};
	size_t len = strlen(name);

	if (len == 0)
		return;
	if (len < sizeof item.name) {
		memcpy(item.name, name, len);
	} else {
		memcpy(item.name, name, sizeof item.name - 4);
		memcpy(item.name + sizeof item.name - 4, "...", 4);
	}
	put(h, &item);
}

void host_names_add_mac(struct host_names *h, const struct address *address,
    enum host_source source, struct source_ref where, const uint8_t mac[6])
{
	static const uint8_t zero[6];
	char text[sizeof "00:00:00:00:00:00"];

	if (mac[0] & 1 || memcmp(mac, zero, sizeof zero) == 0)
		return;
	snprintf(text, sizeof text, "%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1], mac[2], mac[3],
	    mac[4], mac[5]);
	host_names_add_text(h, address, source, where, text);
}

bool host_names_is_full(const struct host_names *h)
{
	return h->count == HOST_NAMES_MAX;
}

void host_names_merge(
    struct host_names *into, const struct host_names *from, const uint32_t *inputs)
{
	for (size_t i = 0; i < from->count; i++) {
		struct host_name item = from->items[i];

		if (inputs)
			item.first.input = inputs[item.first.input];
		put(into, &item);
	}
}

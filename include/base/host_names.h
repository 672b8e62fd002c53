/*
 * What packets and capture files say about the name, or the MAC address, of an address. A hint, not
 * evidence: anyone can say anything. Each statement has its source and the frame that says it.
 * Printable ASCII. Kept are the HOST_NAMES_EACH earliest of an address, and of those the
 * HOST_NAMES_MAX earliest, in whatever order they are added. Owned by the caller: zero-initialised,
 * freed by host_names_fini. Lookup is a binary search.
 */
#ifndef DNSFERRET_BASE_HOST_NAMES_H
#define DNSFERRET_BASE_HOST_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/address.h"
#include "base/frame.h"

#define HOST_TEXT_MAX 64

/* Who says it, the best known first. */
enum host_source {
#define HOST_SOURCE(id, name, words, itself) HOST_SOURCE_##id,
#include "base/host_source.def"
#undef HOST_SOURCE
	HOST_SOURCE_COUNT,
};

struct host_name {
	struct address address;
	enum host_source source;
	/* The first frame that says it; record 0: the file itself says it. */
	struct source_ref first;
	char name[HOST_TEXT_MAX];
};

struct host_names {
	struct host_name *items;
	uint32_t *order; /* of the items by address, source, name */
	size_t count, cap;
	size_t latest; /* 1 + place in `order` of the latest, 0 = not known */
};

void host_names_fini(struct host_names *h);

/* Adds a name of arbitrary bytes, escaped and truncated to HOST_TEXT_MAX. */
void host_names_add(struct host_names *h, const struct address *address, enum host_source source,
    struct source_ref where, const uint8_t *name, size_t len);

/* Adds a name that is printable ASCII already, without its final dot. */
void host_names_add_text(struct host_names *h, const struct address *address,
    enum host_source source, struct source_ref where, const char *name);

/* Adds a MAC address, as text, unless it is zero or that of a group. */
void host_names_add_mac(struct host_names *h, const struct address *address,
    enum host_source source, struct source_ref where, const uint8_t mac[6]);

/* True if nothing later than what it holds can be added. */
bool host_names_is_full(const struct host_names *h);

/* Adds what `from` holds; inputs[i] is the new index of input i, NULL = unchanged. */
void host_names_merge(
    struct host_names *into, const struct host_names *from, const uint32_t *inputs);

/* The statements about an address, of which there are *count: by source, then by name. h may be
 * NULL. host_names_at gives each of the places that follow. */
size_t host_names_find(const struct host_names *h, const struct address *address, size_t *count);
const struct host_name *host_names_at(const struct host_names *h, size_t place);

/* The first name from one source, or NULL. */
const char *host_names_from(
    const struct host_names *h, const struct address *address, enum host_source source);

/* "dhcp" for machines, "DHCP" for people. */
const char *host_source_name(enum host_source source);
const char *host_source_words(enum host_source source);
/* True if the host says it itself; otherwise another host or the capture file does. */
bool host_source_is_itself(enum host_source source);

#endif

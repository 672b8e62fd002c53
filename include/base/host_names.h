/*
 * Host names that capture files carry for addresses. They are what some resolver returned when the
 * file was written: a hint, not evidence. Printable ASCII; the first name of an address is kept; at
 * most HOST_NAMES_MAX. Owned by the caller: zero-initialised, freed by host_names_fini. Lookup is a
 * binary search.
 */
#ifndef DNSFERRET_BASE_HOST_NAMES_H
#define DNSFERRET_BASE_HOST_NAMES_H

#include <stddef.h>

#include "base/address.h"

#define HOST_TEXT_MAX 64

struct host_name {
	struct address address;
	char name[HOST_TEXT_MAX];
};

struct host_names {
	struct host_name *items; /* sorted by address */
	size_t count;
};

void host_names_fini(struct host_names *h);

/* Adds a name of arbitrary bytes, escaped and truncated to HOST_TEXT_MAX. Ignored if the address
 * already has a name or the list is full. */
void host_names_add(
    struct host_names *h, const struct address *address, const uint8_t *name, size_t len);

/* The name of an address, or NULL. h may be NULL. */
const char *host_names_find(const struct host_names *h, const struct address *address);

#endif

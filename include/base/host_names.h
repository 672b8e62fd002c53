/*
 * Host names that capture files bring along for addresses: what somebody's resolver said when the
 * file was written, so a hint and no evidence. Printable ASCII, first come; at most HOST_NAMES_MAX.
 * init/fini; lookup by binary search.
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
	struct host_name *items; /* by address */
	size_t count;
};

void host_names_fini(struct host_names *h);

/* A name of any bytes, escaped and cut to HOST_TEXT_MAX. Ignored when the address has one. */
void host_names_add(
    struct host_names *h, const struct address *address, const uint8_t *name, size_t len);

/* NULL when there is none. */
const char *host_names_find(const struct host_names *h, const struct address *address);

#endif

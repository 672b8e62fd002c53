/*
 * Host names that capture files bring along for addresses: what somebody's resolver said when the
 * file was written, so a hint and no evidence. Printable ASCII, first come; at most HOSTS_MAX.
 * init/fini; lookup by binary search.
 */
#ifndef DNSFERRET_BASE_HOSTS_H
#define DNSFERRET_BASE_HOSTS_H

#include <stddef.h>

#include "base/address.h"

#define HOST_TEXT_MAX 64

struct host {
	struct address address;
	char name[HOST_TEXT_MAX];
};

struct hosts {
	struct host *items; /* by address */
	size_t count;
};

void hosts_fini(struct hosts *h);

/* A name of any octets, escaped and cut to HOST_TEXT_MAX. Ignored when the address has one. */
void hosts_add(struct hosts *h, const struct address *address, const uint8_t *name, size_t len);

/* NULL when there is none. */
const char *hosts_find(const struct hosts *h, const struct address *address);

#endif

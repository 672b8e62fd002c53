/*
 * What the user wants to analyze: clients, domains, a time range; by default everything. The
 * callers count what is excluded. Owned by the caller (init/fini); read-only use is thread-safe.
 */
#ifndef DNSFERRET_READ_FILTER_H
#define DNSFERRET_READ_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/address.h"
#include "base/err.h"
#include "dns/name.h"
#include "base/ports.h"

struct prefix {
	struct address address;
	unsigned bits;
};

struct filter {
	struct prefix *clients; /* none = all */
	size_t client_count;
	struct dns_name *domains; /* none = all */
	size_t domain_count;
	int64_t from_ns, to_ns; /* inclusive, exclusive */
};

void filter_init(struct filter *f);
void filter_fini(struct filter *f);

/* Adds an address, address/bits or the name of a computer; a domain name. Return 0, or -1 if the
 * text is invalid. */
int filter_add_client(struct filter *f, const char *text);
int filter_add_domain(struct filter *f, const char *text);

bool filter_time(const struct filter *f, int64_t time_ns);

/* The client is the end without a DNS port. For fragments, and between two DNS ports, either end
 * may match. */
bool filter_client(const struct filter *f, const struct endpoints *ends, const struct ports *ports);

/* True if the address is among the clients, or if no clients are given. */
bool filter_has_client(const struct filter *f, const struct address *client);

/* True if the name or one of its parents is among the domains, or if no domains are given. NULL =
 * no question. */
bool filter_domain(const struct filter *f, const struct dns_name *name);

#endif

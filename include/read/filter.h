/*
 * What the user wants looked at: clients, domains, a stretch of time. Everything by default. What
 * is left out is counted by whoever asks. init/fini own the lists.
 */
#ifndef DNSFERRET_READ_FILTER_H
#define DNSFERRET_READ_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/address.h"
#include "base/err.h"
#include "dns/name.h"
#include "read/ports.h"

struct prefix {
	struct address address;
	unsigned bits;
};

struct filter {
	struct prefix *clients; /* none = all */
	size_t client_count;
	struct dns_name *domains; /* none = all */
	size_t domain_count;
	int64_t from_ns, to_ns; /* from included, to not */
};

void filter_init(struct filter *f);
void filter_fini(struct filter *f);

/* An address or address/bits; a domain name. Return 0, or -1 when the text is none. */
int filter_add_client(struct filter *f, const char *text);
int filter_add_domain(struct filter *f, const char *text);

bool filter_time(const struct filter *f, int64_t time_ns);

/* The client is the end without a DNS port; of a fragment, and between two DNS ports, either end.
 */
bool filter_client(const struct filter *f, const struct endpoints *ends, const struct ports *ports);

/* The address is among the clients, or none are named. */
bool filter_has_client(const struct filter *f, const struct address *client);

/* The name or one above it is among the domains; NULL (no question) only passes without domains. */
bool filter_domain(const struct filter *f, const struct dns_name *name);

#endif

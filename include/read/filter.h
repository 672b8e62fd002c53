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

/* An end of the time range. */
struct filter_time {
	int64_t ns;
	enum filter_origin {
		FILTER_EPOCH, /* ns since 1970 */
		FILTER_FIRST, /* ns after the first packet of the inputs */
		FILTER_LAST,  /* ns before the last one */
	} origin;
};

/* A time range in nanoseconds since 1970. */
struct filter_period {
	int64_t from_ns, to_ns; /* inclusive, exclusive */
};

struct filter {
	struct prefix *clients; /* none = all */
	size_t client_count;
	struct dns_name *domains; /* none = all */
	size_t domain_count;
	struct filter_time from, to;
};

void filter_init(struct filter *f);
void filter_fini(struct filter *f);

/* Adds an address, address/bits or the name of a computer; a domain name. Return 0, or -1 if the
 * text is invalid. */
int filter_add_client(struct filter *f, const char *text);
int filter_add_domain(struct filter *f, const char *text);

/* Sets an end of the time range: "2016-11-13T22:00:04.5", with an offset such as "+02:00" or in
 * UTC,
 * "@SECONDS", or "+10m" (after the first packet) and "-1h30m" (before the last one) in days, hours,
 * minutes and seconds (d, h, m, s). Returns 0, or -1 if the text has none of these forms. */
int filter_time_parse(struct filter_time *t, const char *text);

/* True if an end of the time range counts from a packet. */
bool filter_is_relative(const struct filter *f);

/* The time range, for inputs with these first and last packets. NULL = there are none: then a
 * relative end excludes nothing. */
struct filter_period filter_period(
    const struct filter *f, const int64_t *first_ns, const int64_t *last_ns);
bool filter_within(const struct filter_period *p, int64_t time_ns);

/* The client is the end without a DNS port. For fragments, and between two DNS ports, either end
 * may match. */
bool filter_client(const struct filter *f, const struct endpoints *ends, const struct ports *ports);

/* True if the address is among the clients, or if no clients are given. */
bool filter_has_client(const struct filter *f, const struct address *client);

/* True if the name or one of its parents is among the domains, or if no domains are given. NULL =
 * no question. */
bool filter_domain(const struct filter *f, const struct dns_name *name);

#endif

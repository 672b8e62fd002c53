/*
 * Registered domains by the Public Suffix List (publicsuffix.org, including the private section),
 * through libpsl: the only part that includes <libpsl.h>. Uses the list built into libpsl, so no
 * file is read. Results are cached by the last labels (SUFFIX_CACHE_SLOTS): 20 ns cached, otherwise
 * 1 to 3 us. Heap-owned; one per thread.
 */
#ifndef DNSFERRET_DNS_SUFFIX_H
#define DNSFERRET_DNS_SUFFIX_H

#include <stdbool.h>

#include "dns/name.h"

struct suffix;

struct suffix *suffix_new(void);
void suffix_free(struct suffix *s);

struct suffix_base {
	/* labels of the base, counted from the right: the registered domain, or in its place
	 * in-addr.arpa / ip6.arpa for reverse names; the whole suffix if the name is itself a
	 * public suffix; 0 for the root */
	uint8_t labels;
	bool registered; /* a registered domain below a suffix that the list names */
	bool reverse;    /* under in-addr.arpa or ip6.arpa */
};

struct suffix_base suffix_find(struct suffix *s, const struct dns_name *name);

/* Date of the list in UTC, for the report ("2023-02-09 23:26:00"), or "unknown". */
const char *suffix_version(const struct suffix *s);

/* True for a public suffix: a name below which anyone can register a domain. */
bool suffix_is_public(struct suffix *s, const struct dns_name *name);

/* True for a top-level domain that the list names ("com", "xn--p1ai"). `label`: lower case. Needs
 * no struct suffix and no cache: 100 ns. */
bool suffix_is_top_level(const uint8_t *label, size_t len);

/* Version of libpsl. */
const char *suffix_library_version(void);

#endif

/*
 * Registered domains by the Public Suffix List (publicsuffix.org, private section included),
 * through libpsl: the only part that includes <libpsl.h>. The list is the one built into libpsl, so
 * no file is read. Answers are cached by the last labels (SUFFIX_CACHE_SLOTS); 20 ns, or 1 to 3 us
 * when not cached. Heap-owned; one thread a suffix list.
 */
#ifndef DNSFERRET_DNS_SUFFIX_H
#define DNSFERRET_DNS_SUFFIX_H

#include <stdbool.h>

#include "dns/name.h"

struct suffix;

struct suffix *suffix_new(void);
void suffix_free(struct suffix *s);

struct suffix_base {
	uint8_t labels; /* labels of the base counted from the right: the registered domain, or what
			   stands in for it: in-addr.arpa / ip6.arpa for reverse names; the whole
			   suffix when the name is itself a public suffix; 0 for the root */
	bool registered; /* a real registered domain under a suffix the list names */
	bool reverse;    /* under in-addr.arpa or ip6.arpa */
};

struct suffix_base suffix_find(struct suffix *s, const struct dns_name *name);

/* Date of the list in UTC, for the report ("2023-02-09 23:26:00", "unknown"). */
const char *suffix_version(const struct suffix *s);

/* True for a public suffix: a name below which anybody can have a domain. */
bool suffix_is_public(struct suffix *s, const struct dns_name *name);

/* Version of libpsl. */
const char *suffix_library_version(void);

#endif

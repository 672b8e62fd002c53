/*
 * Registered domains by the Public Suffix List (publicsuffix.org, including the private section).
 * The list is the one built into libpsl, so no file is read. When the program is built it is also
 * compiled into a table of its own (src/dns/suffix_list.h), which takes 50 ns to search. With a
 * libpsl that has another list, libpsl is asked: 2 us. Heap-owned; may be shared by threads.
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

/* Rules have at most 5 labels of at most 36 bytes (list of 2023-02-09; 6 labels since). A longer
 * label can only match the `*` of a rule. */
#define SUFFIX_RULE_LABELS_MAX 6
#define SUFFIX_LABEL_MAX       40

struct suffix_base suffix_find(const struct suffix *s, const struct dns_name *name);

/* The same, always asked of libpsl. */
struct suffix_base suffix_find_by_libpsl(const struct suffix *s, const struct dns_name *name);

/* True if libpsl's list is the compiled one. */
bool suffix_is_compiled(const struct suffix *s);

/* Date of the list in UTC, for the report ("2023-02-09 23:26:00"), or "unknown". */
const char *suffix_version(const struct suffix *s);

/* True for a public suffix: a name below which anyone can register a domain. */
bool suffix_is_public(const struct suffix *s, const struct dns_name *name);

/* True for a top-level domain that the list names ("com", "xn--p1ai"). `label`: lower case. Needs
 * no struct suffix and no cache: 100 ns. */
bool suffix_is_top_level(const uint8_t *label, size_t len);

/* Version of libpsl. */
const char *suffix_library_version(void);

#endif

/*
 * The public suffix list as a trie of labels, from the right: compiled when the program is built
 * (.ci/suffix_list.c), from the file that libpsl's own list was compiled from. A search probes one
 * slot a label and stops at the first label that no rule has there: 50 ns, no state, any thread.
 */
#ifndef DNSFERRET_DNS_SUFFIX_LIST_H
#define DNSFERRET_DNS_SUFFIX_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dns/suffix.h"

/* Slots, a power of two: three times as many as there are nodes. */
#define SUFFIX_SLOTS 32768
/* Number of the root, and of no node. */
#define SUFFIX_ROOT 0

enum suffix_node_flag {
	SUFFIX_PUBLIC = 1 << 0, /* these labels are a public suffix */
	SUFFIX_ANY = 1 << 1,    /* with any label left of them that is no node, too (`*` rules) */
	SUFFIX_LISTED = 1 << 2, /* a top-level domain that the list names */
};

/* A sequence of labels that ends a rule. */
struct suffix_node {
	uint32_t text;   /* offset of its first label */
	uint16_t parent; /* the node without that label */
	uint8_t len;     /* of the label */
	uint8_t flags;   /* enum suffix_node_flag */
};

/* The slot where the search for a child begins; it goes on to the next one while slots are taken.
 */
static inline uint32_t suffix_slot(uint32_t parent, const uint8_t *label, size_t len)
{
	uint64_t hash = parent * UINT64_C(0x9e3779b97f4a7c15) + len;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ label[i]) * UINT64_C(0x100000001b3);
	return (uint32_t)(hash >> 32 ^ hash) % SUFFIX_SLOTS;
}

/* True if the compiled list is the one with this SHA-1: that of the file libpsl was built from. */
bool suffix_list_is(const char *sha1);

/* `name`: at least one label. The reverse zones are not treated apart. */
struct suffix_base suffix_list_find(const struct dns_name *name);

#endif

/*
 * Parses domain names from the wire (RFC 1035 3.1, 4.1.4) into values of at most 255 bytes. Hostile
 * input can only cause an anomaly: pointers must point backwards, at most 126 jumps are followed,
 * label types other than length and pointer are rejected. No allocation.
 */
#ifndef DNSFERRET_DNS_NAME_H
#define DNSFERRET_DNS_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/anomaly.h"
#include "base/cursor.h"
#include "base/limits.h"

struct dns_name {
	uint8_t len;         /* length of wire with the root label: 1..255; 0 = no name */
	uint8_t label_count; /* without the root label: 0..127 */
	/* offset of each label's length byte; [label_count] is the root */
	uint8_t offset[DNS_LABELS_MAX + 1];
	/* uncompressed, case as sent (mixed case of 0x20 encoding is kept for decoding) */
	uint8_t wire[DNS_NAME_WIRE_MAX];
	/* the same with A-Z lowercased: used as the key */
	uint8_t fold[DNS_NAME_WIRE_MAX];
};

/* Parses a name and advances past it. Returns ANOMALY_NONE, or what was wrong
 * (ANOMALY_DNS_ENDS_EARLY if the bytes ended); then the name holds the labels parsed so far (a
 * valid name, ending in a root label) and the cursor is bad. `name` may be NULL to skip a name. */
enum anomaly dns_name_read(struct cursor *c, struct dns_name *name);

/* The same with a budget for all names of a message: each label, root and jump costs one step.
 * Returns ANOMALY_NAME_POINTER_LIMIT when the budget is exhausted. */
enum anomaly dns_name_read_within(struct cursor *c, struct dns_name *name, uint32_t *steps_left);

/* Parses presentation text (RFC 1035 5.1, including \DDD). Returns 0, or -1 if it is not a valid
 * name. */
int dns_name_parse(const char *text, struct dns_name *name);

/* Fills in the other fields of a name whose `wire` is set and known to be valid. */
void dns_name_index(struct dns_name *name);

/* Copies wire form, or a part of it, with A-Z as a-z (RFC 4343); length bytes stay as they are,
 * because they are below 'A'. */
void dns_name_fold(uint8_t *fold, const uint8_t *wire, size_t len);

/* Length of the last n labels plus the root (n <= label_count); *fold points into name->fold. */
size_t dns_name_suffix(const struct dns_name *name, unsigned n, const uint8_t **fold);

#endif

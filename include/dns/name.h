/*
 * Domain names from the wire (RFC 1035 3.1, 4.1.4), as values of at most 255 bytes.
 * Hostile input can do no more than earn a named anomaly: pointers must go backwards, at most 126
 * jumps, label types other than length and pointer are refused. No allocation.
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
	uint8_t len;         /* bytes of wire, root label included: 1..255; 0 = no name */
	uint8_t label_count; /* without the root: 0..127 */
	uint8_t offset[DNS_LABELS_MAX +
		       1]; /* where each label's length byte stands; [label_count] = root */
	uint8_t wire[DNS_NAME_WIRE_MAX]; /* uncompressed, case as sent (0x20 mixing kept for
					    decoding) */
	uint8_t fold[DNS_NAME_WIRE_MAX]; /* the same with A-Z as a-z: the key */
};

/* Reads a name and moves past it in the message. Returns ANOMALY_NONE, or what was wrong
 * (ANOMALY_DNS_ENDS_EARLY when the bytes ended); then the name holds the labels read so far (a
 * legal name closed by a root label) and the cursor is bad. `name` may be NULL to pass over. */
enum anomaly dns_name_read(struct cursor *c, struct dns_name *name);

/* The same on a budget for all names of a message: each label, root and jump takes one step;
 * ANOMALY_NAME_POINTER_LIMIT when it is used up. */
enum anomaly dns_name_read_within(struct cursor *c, struct dns_name *name, uint32_t *steps_left);

/* A name from presentation text (RFC 1035 5.1, \DDD understood). Returns 0, or -1 when it is not
 * one. */
int dns_name_parse(const char *text, struct dns_name *name);

/* Fills the rest of a name whose wire form is in its place and known to be one. */
void dns_name_index(struct dns_name *name);

/* Bytes of the last n labels with the root (n <= label_count); *fold points into name->fold. */
size_t dns_name_suffix(const struct dns_name *name, unsigned n, const uint8_t **fold);

#endif

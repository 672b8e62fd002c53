/*
 * The payload of a name (the labels before the apex, as folded text with dots between labels), and
 * character statistics over many payloads. Plain values; no allocation.
 */
#ifndef DNSFERRET_SCORE_PAYLOAD_H
#define DNSFERRET_SCORE_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/limits.h"
#include "stats/sample.h"

struct payload {
	uint8_t text[DNS_NAME_WIRE_MAX]; /* lower case */
	size_t len;
	uint8_t label_count;
};

/* Character counts over payloads, without dots and octets that a log shows as "?". */
struct payload_pool {
	uint32_t count[256];
	uint64_t seen[4];  /* one bit per byte value that occurs */
	uint64_t total;    /* characters counted */
	uint64_t text_len; /* all characters, dots too */
};

/* Folds A-Z to a-z (RFC 4343). */
uint8_t payload_fold(uint8_t c);

/* Where the last `labels` labels begin in the text of the whole name; 0 if there are no more. */
size_t payload_offset(const struct sample_name *name, unsigned labels);

/* The labels before the last `labels` ones of the whole name; false if there are none. */
bool payload_left_of(const struct sample_name *name, unsigned labels, struct payload *p);

/* The labels before the name's base domain and `depth` more labels; false if there are none. */
bool payload_of(const struct sample_name *name, unsigned depth, struct payload *p);

/* True if a label begins with '_', as those of services and keys do (RFC 8552). */
bool payload_is_service(const struct payload *p);

/* Finds the most common label (*label: wire form, case as sent) among the sampled names right
 * before their base domain and `depth` more labels, counting only names with yet another label
 * before it. Returns how many have it. */
unsigned payload_common_label(const struct sample *s, unsigned depth, const uint8_t **label);

void payload_pool_add(struct payload_pool *pool, const struct payload *p);

/* Size of the smallest common alphabet that holds 98 % of the characters: 10, 16, 26, 32, 36, 40,
 * or the number of different bytes. */
unsigned payload_alphabet(const struct payload_pool *pool);

/* Shannon entropy in bits per character with Miller-Madow correction (Miller 1955), at most
 * log2(alphabet). */
double payload_entropy(const struct payload_pool *pool, unsigned alphabet);

#endif

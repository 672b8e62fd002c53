/*
 * A sample of names as sent: those with the smallest hashes (bottom-k), so that it is a uniform
 * sample of the distinct names in any order of arrival and merges exactly. Each name keeps its
 * earliest sighting as evidence. Owned by its channel.
 */
#ifndef DNSFERRET_STATS_SAMPLE_H
#define DNSFERRET_STATS_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/address.h"
#include "base/frame.h"

struct sample_name {
	uint64_t hash;
	/* from here on: the earliest sighting */
	struct source_ref ref;
	int64_t time_ns;
	struct address server;
	uint16_t qtype;
	bool tcp, response;
	uint8_t base_labels; /* number of labels of its base domain */
	uint8_t wire_len;
	uint8_t *wire; /* case as sent at the earliest sighting */
};

struct sample {
	struct sample_name *names; /* sorted by hash, ascending */
	uint16_t count, cap;
};

void sample_fini(struct sample *s);

/* Empties the sample but keeps its array. */
void sample_restart(struct sample *s);

/* Offers a sighting; its wire bytes are copied if it is kept. */
void sample_add(struct sample *s, const struct sample_name *sighting);

void sample_merge(struct sample *into, const struct sample *from);

#endif

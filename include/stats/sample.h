/*
 * Names kept letter for letter: those with the smallest hashes (bottom-k), so that the kept set is
 * a uniform sample of the distinct names whatever the order, and merges exactly. Each keeps its
 * earliest sighting: the evidence. Owned by its record.
 */
#ifndef DNSFERRET_STATS_SAMPLE_H
#define DNSFERRET_STATS_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/address.h"
#include "base/frame.h"

struct sample_name {
	uint64_t hash;
	/* of the earliest sighting */
	struct source_ref ref;
	int64_t time_ns;
	struct address server;
	uint16_t qtype;
	bool tcp, response;
	uint8_t base_labels; /* labels of its base domain, from the right */
	uint8_t wire_len;
	uint8_t *wire; /* case as sent at the earliest sighting */
};

struct sample {
	struct sample_name *names; /* by hash, ascending */
	uint16_t count, cap;
};

void sample_fini(struct sample *s);

/* Empties it, and keeps the memory. */
void sample_restart(struct sample *s);

/* Offers a sighting; its wire is copied when kept. */
void sample_add(struct sample *s, const struct sample_name *sighting);

void sample_merge(struct sample *into, const struct sample *from);

#endif

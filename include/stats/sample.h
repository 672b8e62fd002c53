/*
 * A sample of names as sent: those with the smallest hashes (bottom-k), so that it is a uniform
 * sample of the distinct names in any order of arrival and merges exactly. Each name keeps its
 * earliest sighting as evidence, and everything that was asked for it and came of it. Once names
 * had to be left out, the earliest names are kept beside the sample: a tool shows itself when its
 * session begins. Owned by its channel.
 */
#ifndef DNSFERRET_STATS_SAMPLE_H
#define DNSFERRET_STATS_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/address.h"
#include "base/frame.h"

/* Record types in groups, one bit each. */
enum sample_type {
	SAMPLE_A = 1,
	SAMPLE_AAAA = 2,
	SAMPLE_HTTPS = 4, /* and SVCB */
	SAMPLE_TXT = 8,
	SAMPLE_RARE = 16, /* NULL, KEY, PRIVATE (65399), SPF */
	SAMPLE_CNAME = 32,
	SAMPLE_MX = 64,
	SAMPLE_SRV = 128,
	SAMPLE_PTR = 256,
	SAMPLE_SOA = 512,
	SAMPLE_NS = 1024,
	SAMPLE_OTHER = 2048,
	SAMPLE_TYPES_END = 4096,
};

/* What came of a name, one bit each; none = no response was seen. */
enum sample_outcome {
	SAMPLE_ANSWERED = 1, /* NOERROR with records */
	SAMPLE_EMPTY = 2,    /* NOERROR without */
	SAMPLE_NXDOMAIN = 4,
	SAMPLE_SERVFAIL = 8,
	SAMPLE_REFUSED = 16,
	SAMPLE_SINKHOLE = 32, /* an unspecified address (0.0.0.0, ::) */
	SAMPLE_ERROR = 64,    /* another response code */
	SAMPLE_OUTCOMES_END = 128,
};

struct sample_name {
	uint64_t hash;
	uint16_t types;   /* enum sample_type, over all sightings */
	uint8_t outcomes; /* enum sample_outcome, over all sightings */
	/* from here on: the earliest sighting */
	struct source_ref ref;
	int64_t time_ns;
	struct address server;
	uint16_t qtype;
	bool tcp, response;
	uint8_t base_labels; /* number of labels of its base domain */
	uint8_t hidden_len;  /* bytes of the first labels, in memory before `wire`: measured without
				them, but part of the name as sent */
	uint8_t wire_len;
	uint8_t *wire; /* case as sent at the earliest sighting */
};

struct sample {
	struct sample_name *names; /* sorted by hash, ascending */
	uint16_t count, cap;
	/* SAMPLE_NAMES_MAX names by earliest sighting; NULL while the sample holds every name.
	 * Their types and outcomes are those of the earliest sighting. */
	struct sample_name *early;
};

/* The whole name as sent, including hidden labels. */
static inline const uint8_t *sample_sent(const struct sample_name *n, size_t *len)
{
	*len = (size_t)n->hidden_len + n->wire_len;
	return n->wire - n->hidden_len;
}

/* Leaves the first label out of what is measured. */
static inline void sample_hide_label(struct sample_name *n)
{
	uint8_t len = (uint8_t)(1 + n->wire[0]);

	n->hidden_len = (uint8_t)(n->hidden_len + len);
	n->wire_len = (uint8_t)(n->wire_len - len);
	n->wire += len;
}

/* The bit of a record type. */
uint16_t sample_type_of(uint16_t qtype);

void sample_fini(struct sample *s);

/* Empties the sample but keeps its array. */
void sample_restart(struct sample *s);

/* Offers a sighting; its wire bytes are copied if it is kept. */
void sample_add(struct sample *s, const struct sample_name *sighting);

/* Starts the list of earliest names from a full sample that may lack names: for loading, before the
 * earliest names are added. */
void sample_keep_early(struct sample *s);

/* Heap bytes; each name counts as one of average length. */
uint64_t sample_heap_bytes(const struct sample *s);

/* The earliest names in order of time, in `out` (at most SAMPLE_NAMES_MAX); returns how many. The
 * names still belong to the sample. */
unsigned sample_earliest(const struct sample *s, const struct sample_name **out);

void sample_merge(struct sample *into, const struct sample *from);

#endif

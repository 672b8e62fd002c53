/*
 * Facts: the numbers that scorers use, computed once per channel from its statistics; scorers read
 * nothing else. One value per channel; ratios are 0..1, entropy is in bits per character.
 * Deterministic.
 */
#ifndef DNSFERRET_SCORE_FACTS_H
#define DNSFERRET_SCORE_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "stats/stats.h"

struct burst {
	unsigned names;   /* most distinct names first seen within one window */
	int64_t start_ns; /* time of the first name in that window */
	int64_t span_ns;  /* from the first to the last name in it */
	bool estimated;   /* scaled up from a sample */
};

/* Window lengths in which the peak amount of information is measured: how slow a channel is. */
enum peak {
	PEAK_2_MIN,
	PEAK_15_MIN,
	PEAK_1_H,
	PEAK_24_H,
	PEAK_COUNT,
};

/* Times at which a channel sends queries, at least one second apart (polls). */
struct rhythm {
	unsigned polls;      /* 0 if there are too few, or not all are known */
	int64_t span_ns;     /* from the first to the last poll */
	int64_t interval_ns; /* median interval between polls */
	double regularity;   /* 1 - median absolute deviation / median */
};

/* A counter in the names (counting.h); zeroed if there is none to be seen. */
struct counting {
	unsigned names;       /* sampled names of its form */
	double share;         /* share of their steps, in order of time, that go the same way */
	double surprise_bits; /* mean bits per character of these names */
};

struct facts {
	const struct channel *channel;
	uint8_t apex_labels; /* labels of the apex: the base domain, descended while one child holds
				nearly all names */
	uint64_t asked;      /* messages: the larger of queries and responses */
	uint64_t transactions; /* the same without retransmissions */
	uint64_t names;        /* distinct names below the base domain */
	bool names_exact;
	/* payload = the labels before the apex */
	unsigned
	    payload_sampled; /* number of payloads that the content measurements are based on */
	unsigned length_median, length_max; /* characters */
	double
	    long_share; /* share of distinct payloads with at least length_threshold characters */
	double entropy_bits;  /* Shannon entropy of the pooled characters, with Miller-Madow
				 correction */
	unsigned alphabet;    /* size of the smallest common alphabet that holds the characters */
	double entropy_ratio; /* entropy_bits / log2(alphabet) */
	double surprise_bits; /* mean bits per character under the hostname model */
	double surprising_share; /* share of sampled payloads at or above surprise_threshold */
	uint64_t
	    up_bytes; /* information sent in names: characters of distinct payloads * bits / 8 */
	uint64_t peak_bytes[PEAK_COUNT]; /* largest part of it first sent within such a window */
	uint64_t down_bytes;             /* answer bytes */
	double data_type_share;   /* share of messages with TXT or a rarer data type, service names
				     excluded */
	double data_type_lower;   /* its lower Wilson bound at 90 % */
	double txt_share;         /* TXT only */
	uint64_t data_type_count; /* messages with data types, service names excluded */
	struct burst burst;       /* in any window of window_ns, over all names */
	struct burst
	    data_burst; /* over names queried with a data type and at least length_threshold long */
	double unique_share;      /* distinct names / transactions */
	double failed_share;      /* responses that say no (counters_failed) among responses */
	double unanswered_share;  /* share of queries without a response, from the counts only */
	bool answered;            /* at least one response was seen */
	unsigned answers_encoded; /* unique answers with encoded text */
	unsigned answers_text;    /* those of them that decode to readable text */
	unsigned answers_code;    /* unique answers with a script or a program */
	uint64_t down_info_bytes; /* bytes in unique answers that can carry data */
	struct rhythm rhythm;     /* timing of its queries */
	struct counting counting; /* do the names count up? */
	bool several_domains;     /* of a domain group */
	uint64_t base_names;    /* names of the median client of this base domain; 0 = not known */
	size_t base_clients;    /* clients that query this base domain, including this one */
	size_t capture_clients; /* clients in the whole capture */
	bool capture_answered;  /* the whole capture has at least one response to a question */
	size_t server_bases;  /* base domains its only server is queried for; 0 = several servers */
	size_t usual_bases;   /* base domains the client queries at the server it uses most */
	size_t client_bases;  /* base domains the client queries at any server */
	uint64_t tool_starts; /* times the client started a lookup tool (struct tool_loop) */
	unsigned tool_ports;  /* different source ports seen in that, of 64 at most */
	double tool_id_share; /* share of messages with ids 2 to 8 */
	double structure_share; /* share of sampled payloads that match a benign name format */
	unsigned structure;     /* enum name_format of most of those */
	bool unmarked;          /* known: no tool's signature matches the names */
};

struct facts_options {
	int64_t window_ns;         /* window for bursts */
	unsigned length_threshold; /* characters */
	double surprise_threshold; /* bits per character under the hostname model: 5.0 */
	bool probes_are_data;      /* names like a browser's probes are no benign format: for a
				      group of domains */
};

/* Largest number of distinct names first seen within one window, from any sketch of names (e.g. a
 * client's). */
struct burst facts_burst(const struct sketch *names, int64_t window_ns);

struct fingerprint_patterns;

/* Slots, by a hash of name, types and outcomes; few domains are asked for more names by clients
 * that ask for only one. */
#define FACTS_MEMORY_NAMES 16

/* Cache of the facts that depend on a single name: channels come sorted by domain, and another
 * client has often queried exactly the same name. About 14 KiB; zeroed = empty. */
struct facts_memory {
	struct fingerprint_patterns *patterns; /* owned; NULL = not yet needed */
	const struct domain *domain;           /* of all names */
	uint32_t taken;                        /* bit i: slot i holds a name */
	struct {
		struct facts facts; /* of a channel with only this name */
		uint16_t types;     /* of that name: what explains it depends on them */
		uint8_t outcomes;   /* the same */
		uint8_t wire_len, wire[DNS_NAME_WIRE_MAX];
	} names[FACTS_MEMORY_NAMES];
};

void facts_memory_fini(struct facts_memory *memory);

/* `memory` saves time and does not change the result; NULL for a single channel. */
void facts_build(struct facts *facts, const struct channel *channel,
    const struct facts_options *options, struct facts_memory *memory);

#endif

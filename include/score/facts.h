/*
 * What a channel's statistics say, as numbers a scorer can use: computed once a channel. Shapes:
 * one value a channel; ratios 0..1; entropy in bits a character. Deterministic. No scorer reads
 * anything else.
 */
#ifndef DNSFERRET_SCORE_FACTS_H
#define DNSFERRET_SCORE_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "stats/stats.h"

struct burst {
	unsigned names;   /* most distinct names first seen inside one window */
	int64_t start_ns; /* of that window's first name */
	int64_t span_ns;  /* from its first to its last name */
	bool estimated;   /* scaled up from a sample */
};

/* Windows in which the most information is looked for: how slow a channel is. */
enum peak {
	PEAK_2_MIN,
	PEAK_15_MIN,
	PEAK_1_H,
	PEAK_24_H,
	PEAK_COUNT,
};

/* The moments at which a channel asks, a second apart at least. */
struct rhythm {
	unsigned polls;      /* 0 when too few or not all are known */
	int64_t span_ns;     /* from the first to the last */
	int64_t interval_ns; /* median between two */
	double regularity;   /* 1 - median absolute deviation / median */
};

struct facts {
	const struct channel *channel;
	uint8_t apex_labels; /* labels of the apex: the base, descended while one child holds nearly
				all names */
	uint64_t asked;      /* messages, the larger of queries and responses */
	uint64_t transactions; /* the same without retransmissions */
	uint64_t names;        /* distinct names below the base */
	bool names_exact;
	/* payload = labels left of the apex */
	unsigned payload_sampled;           /* payloads the content figures come from */
	unsigned length_median, length_max; /* characters */
	double long_share;    /* of distinct payloads with at least length_threshold characters */
	double entropy_bits;  /* Shannon with Miller-Madow correction over pooled characters */
	unsigned alphabet;    /* size of the smallest usual alphabet that holds the characters */
	double entropy_ratio; /* entropy_bits / log2(alphabet) */
	double surprise_bits; /* mean under the hostname model */
	double surprising_share; /* of sampled payloads at or above surprise_threshold */
	uint64_t up_bytes; /* information sent in names: distinct payload characters * bits / 8 */
	uint64_t peak_bytes[PEAK_COUNT]; /* of them, the most first sent within such a window */
	uint64_t down_bytes;             /* answer bytes */
	double
	    data_type_share; /* of messages of TXT and rarer data types, service names left out */
	double data_type_lower;   /* lower Wilson bound at 90 % of it */
	double txt_share;         /* TXT alone */
	uint64_t data_type_count; /* messages of data types, service names left out */
	struct burst burst;       /* in any window of the given length, over all names */
	struct burst
	    data_burst; /* over names asked with a data type and at least length_threshold long */
	double unique_share;      /* distinct names / transactions */
	double failed_share;      /* NXDOMAIN, SERVFAIL, REFUSED of responses */
	double unanswered_share;  /* of queries, by numbers alone */
	bool answered;            /* any response at all */
	unsigned answers_encoded; /* different answers with encoded text */
	unsigned answers_code;    /* different answers with a script or a program */
	uint64_t down_info_bytes; /* different answers that can carry data */
	struct rhythm rhythm;     /* of the moments at which it asked */
	size_t base_clients;      /* clients that ask this base, this one included */
	size_t capture_clients;   /* clients of the whole capture */
	bool capture_answered;    /* the whole capture has a response to a question */
	size_t server_bases;      /* bases that its one server is asked for; 0 = several servers */
	size_t usual_bases;       /* bases that the client asks the server it asks most for */
	size_t client_bases;      /* bases that the client asks at all */
	double structure_share;   /* of sampled payloads that an ordinary structure explains */
	unsigned structure;       /* enum name_format of most of them */
	bool unmarked;            /* it is known that no tool's mark is on the names */
};

struct facts_options {
	int64_t window_ns;         /* of bursts: 10 s */
	unsigned length_threshold; /* characters: 30 */
	double surprise_threshold; /* bits a character under the hostname model: 5.0 */
};

/* Most distinct names first seen inside one window, of any sketch of names (a client's, say). */
struct burst facts_burst(const struct sketch *names, int64_t window_ns);

/* What one name says by itself: channels come domain by domain, and the next client often has asked
 * for just the same. Zeroed: nothing yet. */
struct facts_memory {
	const struct domain *domain;
	struct facts facts; /* of a channel with this name alone */
	uint8_t wire_len, wire[DNS_NAME_WIRE_MAX];
};

/* `memory` saves time and changes nothing; NULL for a single channel. */
void facts_build(struct facts *facts, const struct channel *channel,
    const struct facts_options *options, struct facts_memory *memory);

#endif

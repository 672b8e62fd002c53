/*
 * From statistics to a ranking: runs the table of scorers over every channel, combines their
 * strengths into a score of 0..100 whose reasons add up to it, gathers channels into findings (one
 * a base domain), clients and domains, and ranks them. Pure: no I/O, no clock.
 */
#ifndef DNSFERRET_SCORE_SCORE_H
#define DNSFERRET_SCORE_SCORE_H

#include <stddef.h>

#include "base/arena.h"
#include "score/facts.h"
#include "score/fingerprint.h"
#include "score/known_services.h"
#include "score/distributions.h"

enum level { LEVEL_INFO, LEVEL_LOW, LEVEL_MEDIUM, LEVEL_HIGH, LEVEL_CRITICAL };
const char *level_name(enum level level);
/* info < 30 <= low < 50 <= medium < 70 <= high < 85 <= critical */
enum level level_of(int score);

enum finding_kind {
	KIND_TUNNEL,
	KIND_C2,
	KIND_EXFILTRATION,
	KIND_BEACON,
	KIND_STAGING,
	KIND_UNCLEAR
};
const char *kind_name(enum finding_kind kind);

/* Why channels under different base domains are scored as one. */
enum domain_group_kind {
	DOMAIN_GROUP_REGISTERED_LABEL, /* <data>.com: the registered label itself is the payload */
	DOMAIN_GROUP_FIRST_LABEL, /* dnscat.<data>: no registered domain, a constant first label */
	DOMAIN_GROUP_SIBLINGS,    /* look-alike domains that share a payload shape */
	DOMAIN_GROUP_TOKEN,       /* one token asked under many domains with many types */
	DOMAIN_GROUP_MARK,        /* domains whose names carry the marks of one tool */
	DOMAIN_GROUP_KIND_COUNT,
};
const char *domain_group_kind_name(enum domain_group_kind kind);

/* Fewer queries than this are too few for a reliable score. */
#define SCORE_QUERIES_MIN 8

#define REASONS_MAX       16
#define MEASURES_MAX      6
#define REASON_TEXT_MAX   160
#define FINDING_ID_MAX    16
#define ENCODING_TEXT_MAX 240

/* One measured figure of a reason, with its limit and the same figure for the rest of the capture.
 */
struct measure {
	const char *name; /* "median_length"; the unit is in the name or the value is a ratio */
	double value;
	double limit;
	double baseline; /* NaN when the rest of the capture has none */
};

struct reason {
	const char *code; /* the scorer's name */
	int points;       /* share of the score; negative for what speaks for a benign cause */
	char text[REASON_TEXT_MAX]; /* one line for people, printable ASCII */
	struct measure measures[MEASURES_MAX];
	size_t measure_count;
};

struct finding {
	char id[FINDING_ID_MAX]; /* "F-" and 12 hex digits of the hash of kind and base domain */
	unsigned rank;           /* from 1 */
	bool absorbed;           /* a pool says it better: not listed */
	enum finding_kind kind;
	int score;
	enum level level;
	const struct domain *domain; /* of a pool: the one asked most */
	size_t domain_index;         /* into ranking.domains; not of a pool */
	struct facts facts; /* of the channel with the highest score, whose reasons these are */
	struct reason reasons[REASONS_MAX];
	size_t reason_count;
	bool has_mark; /* of a tool */
	struct fingerprint_hit mark;
	char encoding[ENCODING_TEXT_MAX];  /* how the payloads are written; "" = nothing to say */
	const struct known_service *known; /* that explains it, or that it is named after */
	const struct channel **channels;   /* every channel of the base, by score, then messages */
	int *channel_scores;
	size_t channel_count;
	uint64_t names;             /* distinct, over all clients */
	const struct domain **pool; /* of a pooled finding: its base domains, by name; else NULL */
	size_t *pool_members;       /* indices into stats_channels() */
	size_t pool_count;
	enum domain_group_kind domain_group_kind;
};

struct ranked_client {
	const struct client *client;
	unsigned rank;
	int score;        /* of its worst channel */
	size_t *findings; /* indices into ranking.findings where it takes part with at least
			     LEVEL_LOW */
	size_t finding_count;
	size_t domain_count;
	struct burst burst; /* over all its domains */
	double txt_share;
	const char *role; /* "client", "resolver" (asks and answers), "server" */
};

/* Every base domain, whether it is a finding or not. */
struct ranked_domain {
	const struct domain *domain;
	int score;
	unsigned rank;
	uint32_t finding;                     /* index into ranking.findings, or NO_FINDING */
	uint32_t first_channel, client_count; /* in stats_channels() */
	uint32_t senders; /* clients whose names and volume alone make them worth a look */
	uint64_t asked, names;
};
#define NO_FINDING UINT32_MAX

/* A base domain that a row of the known table explains, with the highest score it had before. */
struct known_domain {
	const struct domain *domain;
	const struct known_service *service;
	int score_before;
	size_t client_count; /* explained by it */
};

struct ranking {
	struct finding *findings; /* base domains and pools of at least min_level, by score */
	size_t finding_count;
	size_t below_min_level; /* base domains that are not a finding */
	size_t unlisted;        /* base domains of at least min_level beyond REPORT_FINDINGS_MAX */
	size_t own_count;       /* base domains that are one, before pools took some over */
	struct ranked_domain *domains;
	size_t domain_count;
	struct ranked_client *clients;
	size_t client_count;
	struct distributions distributions; /* of all channels, findings included */
	uint64_t distributions_hash_max;    /* of the sampled names in it */
	struct known_domain *known;         /* in the order of domains by name; heap */
	size_t known_count, known_cap;
	struct channel **pooled; /* channels made for pooled findings */
	size_t pooled_count;
};

struct score_options {
	struct facts_options facts;
	double txt_ratio;     /* share of data types where txt-ratio begins to count */
	enum level min_level; /* findings below are counted, not built */
	bool no_known;        /* the known table explains nothing */
	unsigned threads;     /* that judge channels; 0 = one. The result is the same */
};

void score_options_default(struct score_options *options);

/* Everything lives in the arena and borrows the statistics, which must be settled; figures of
 * channels that findings name are kept in them. */
struct ranking *score_run(
    struct stats *stats, const struct score_options *options, struct arena *arena);

/* Frees what does not live in the arena. */
void score_fini(struct ranking *ranking);

#endif

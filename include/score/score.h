/*
 * Scoring: runs every scorer on every channel, combines the strengths into a score of 0..100 whose
 * reasons add up to it, groups channels into findings (one per base domain), clients and domains,
 * and ranks them. Pure: no I/O, no clock.
 */
#ifndef DNSFERRET_SCORE_SCORE_H
#define DNSFERRET_SCORE_SCORE_H

#include <stddef.h>

#include "base/arena.h"
#include "score/facts.h"
#include "score/fingerprint.h"
#include "score/known_services.h"
#include "score/distributions.h"
#include "stats/roles.h"

struct group_evidence;

enum level { LEVEL_INFO, LEVEL_LOW, LEVEL_MEDIUM, LEVEL_HIGH, LEVEL_CRITICAL };
const char *level_name(enum level level);
/* The lowest score of a level. */
int level_floor(enum level level);
enum level level_of(int score);

enum finding_kind {
	KIND_TUNNEL,
	KIND_C2,
	KIND_EXFILTRATION,
	KIND_BEACON,
	KIND_STAGING,
	KIND_DGA, /* registered names that a program generates */
	KIND_UNCLEAR
};
const char *kind_name(enum finding_kind kind);

/* Why channels under different base domains are scored as one. */
enum domain_group_kind {
	DOMAIN_GROUP_REGISTERED_LABEL, /* <data>.com: the registered label itself carries the
					  payload */
	DOMAIN_GROUP_FIRST_LABEL, /* dnscat.<data>: no registered domain, a constant first label */
	DOMAIN_GROUP_SIBLINGS,    /* look-alike domains with payloads of the same form */
	DOMAIN_GROUP_TOKEN,       /* one token queried under many domains with many types */
	DOMAIN_GROUP_PREFIX,      /* the same with names that only begin alike */
	DOMAIN_GROUP_MARK,        /* domains whose names match the signature of one tool */
	DOMAIN_GROUP_GENERATED,   /* registered labels that a program makes up, mostly in vain */
	DOMAIN_GROUP_KIND_COUNT,
};
const char *domain_group_kind_name(enum domain_group_kind kind);

/* Fewer queries than this are too few for a reliable score. */
#define SCORE_QUERIES_MIN 8
/* From this many clients of the same base domain on, it starts to look like a service. */
#define SCORE_CLIENTS_MANY 10

/* What score_options_default() sets; seconds, characters, bits per character, share. */
#define SCORE_WINDOW_SECONDS   10
#define SCORE_LONG_CHARACTERS  30
#define SCORE_ENCODED_BITS     5
#define SCORE_DATA_TYPES_SHARE 0.3

#define REASONS_MAX       16
#define MEASURES_MAX      6
#define REASON_TEXT_MAX   160
#define FINDING_ID_MAX    16
#define ENCODING_TEXT_MAX 240

/* One measurement of a reason, with its limit and the same measurement for the rest of the
 * capture. */
struct measure {
	const char *name; /* "median_length"; the unit is in the name or the value is a ratio */
	double value;
	double limit;
	double baseline; /* NaN if the rest of the capture has none */
	double median;   /* over the rest of the capture; NaN if it has none */
};

struct reason {
	const char *code;           /* the scorer's name */
	int points;                 /* part of the score; negative for evidence of a benign cause */
	char text[REASON_TEXT_MAX]; /* one line of text, printable ASCII */
	struct measure measures[MEASURES_MAX];
	size_t measure_count;
};

struct finding {
	/* "F-" and 12 hex digits: of the hash of the base domain, or of domain_group_id */
	char id[FINDING_ID_MAX];
	unsigned rank; /* from 1 */
	bool absorbed; /* covered by a domain group: not listed */
	enum finding_kind kind;
	int score;
	enum level level;
	const struct domain *domain; /* for a domain group: the one queried most */
	size_t domain_index;         /* index into ranking.domains; not for a domain group */
	struct facts facts; /* of the channel with the highest score, which the reasons describe */
	struct reason reasons[REASONS_MAX];
	size_t reason_count;
	bool has_mark; /* a tool signature matched */
	struct fingerprint_hit mark;
	char encoding[ENCODING_TEXT_MAX]; /* encoding of the payloads; "" = nothing to say */
	const struct known_service
	    *known; /* the service that explains it or that it is named after */
	/* its resolvers scored as one channel (apex_channel.h); NULL = channels[0] is what was
	 * scored */
	const struct channel *merged;
	const struct channel *
	    *channels; /* every channel of the base domain, by score, then by messages */
	int *channel_scores;
	size_t channel_count;
	uint64_t names;             /* distinct names over all clients */
	const struct domain **pool; /* for a domain group: its base domains by name; else NULL */
	size_t *pool_members;       /* indices into stats_channels() */
	size_t pool_count;
	enum domain_group_kind domain_group_kind;
	const struct group_evidence *group; /* for a domain group; internal to the score layer */
};

/* True if it sent something to the DNS port: only then it is ranked. */
bool host_is_listed(const struct client *client);

struct ranked_client {
	const struct client *client;
	unsigned rank;
	int score;        /* of its highest-scoring channel */
	size_t *findings; /* indices into ranking.findings it is part of with at least LEVEL_LOW */
	size_t finding_count;
	size_t domain_count;
	struct burst burst; /* over all its domains */
	double txt_share;
	enum host_role role;
};

/* Every base domain, whether or not it is a finding. */
struct ranked_domain {
	const struct domain *domain;
	int score;
	unsigned rank;
	uint32_t finding; /* index into ranking.findings, or NO_FINDING */
	uint32_t first_channel,
	    client_count; /* range and count of its channels in stats_channels() */
	uint32_t senders; /* clients that are suspicious by their names and volume alone */
	bool merged;      /* it scores highest with its resolvers as one channel */
	uint64_t asked, names;
	uint64_t median_names; /* names of the median client, if many query it; 0 = few do */
	/* of the client with most of its names, those that the next two describe; 0 = none is below
	 * the base domain */
	uint32_t shape_names;
	uint16_t shape_length;   /* median, characters before the apex */
	uint16_t shape_surprise; /* mean bits per character under the hostname model, as below */
};
#define SHAPE_SURPRISE_UNITS 256.0 /* of a bit */
#define NO_FINDING           UINT32_MAX

/* A base domain that a known service explains, with the highest score it would have had. */
struct known_domain {
	const struct domain *domain;
	const struct known_service *service;
	int score_before;
	size_t client_count; /* clients explained by it */
};

struct ranking {
	struct host_roles roles; /* of all hosts of the capture */
	struct finding
	    *findings; /* base domains and domain groups of at least min_level, by score */
	size_t finding_count;
	size_t below_min_level; /* base domains that are not findings */
	size_t unlisted;        /* base domains of at least min_level beyond REPORT_FINDINGS_MAX */
	size_t own_count; /* base domains that are findings, before domain groups absorbed some */
	struct ranked_domain *domains;
	size_t domain_count;
	struct ranked_client *clients;
	size_t client_count;
	struct distributions distributions; /* of all channels, including those of findings */
	uint64_t distributions_hash_max;    /* highest hash of the sampled names in it */
	struct known_domain *known;         /* in the order of domains by name; heap */
	size_t known_count, known_cap;
	struct channel **pooled; /* channels built for domain groups and merged ones */
	size_t pooled_count;
};

/* Domains that lists of the user name (--intel): whether a client's channel is listed, with the
 * reason as text. find = NULL: there are no lists. Safe in several threads. */
struct score_listed {
	bool (*find)(void *ctx, const struct address *client, const struct domain *domain,
	    char text[REASON_TEXT_MAX]);
	void *ctx;
};

struct score_options {
	struct facts_options facts;
	double txt_ratio;     /* share of data types at which txt-ratio starts to count */
	enum level min_level; /* findings below it are counted, not built */
	bool no_known;        /* do not use the table of known services */
	struct score_listed listed;
	unsigned threads; /* threads for scoring; 0 = one. The result does not depend on it */
};

void score_options_default(struct score_options *options);

/* Scores finalized statistics. The result lives in the arena and borrows `stats`; channels that
 * findings refer to are promoted to full statistics in it. */
struct ranking *score_run(
    struct stats *stats, const struct score_options *options, struct arena *arena);

/* Frees the parts that are not in the arena. */
void score_fini(struct ranking *ranking);

/* How many of a finding's channels show it: its first, and those that score LEVEL_LOW or more by
 * themselves; the members of a merged finding, which are one channel, whoever of them asks. */
size_t finding_involved(const struct finding *f);

#endif

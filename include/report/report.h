/*
 * Builds the result document (schema dnsferret/report, docs/report.schema.json) from the inputs and
 * the ranking. The only place where captured names become text (base/escape.h), times RFC 3339 and
 * addresses RFC 5952. Pure: the same sources give the same document. Everything is copied.
 */
#ifndef DNSFERRET_REPORT_REPORT_H
#define DNSFERRET_REPORT_REPORT_H

#include "base/accounting.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/ports.h"
#include "base/tunnel_ports.h"
#include "base/unread.h"
#include "report/document.h"
#include "score/score.h"

/* A library in use, listed in tool.libs. */
struct report_library {
	const char *name, *version;
};

/* The allowlist (analysis/allowlist.h). */
struct report_allowlist {
	/* The rule that allows a finding, as the member of `suppressed` it becomes; NULL = none. */
	struct node *(*suppress)(void *ctx, struct arena *arena, const struct node *finding);
	/* Called after the last finding: adds each rule and what it allowed to `list`. */
	void (*list_rules)(void *ctx, struct arena *arena, struct node *list);
	void *ctx;
};

/* A name in wire format, borrowed. */
struct report_name {
	const uint8_t *wire;
	size_t len;
};

/* An address that a name resolved to, and the first message that said so. */
struct report_answer {
	struct address address;
	struct source_ref first;
	int64_t first_ns;
	bool timed;              /* false: first_ns says nothing */
	struct report_name name; /* of the question, as sent */
};

struct report_answer_list {
	struct report_answer items[REPORT_ANSWERS_MAX]; /* earliest first */
	size_t count;
	bool more; /* others were left out */
};

/* Addresses that names resolved to (analysis/resolved.h). */
struct report_answers {
	/* Adds those of the names below `apex`, or of all names of a group, to an empty list. */
	void (*list)(void *ctx, const struct finding *finding, struct report_name apex,
	    struct report_answer_list *out); /* NULL: none were kept */
	void *ctx;
};

/* Adds where evidence stands to a map: input, packet, and the line of a log. */
struct report_frames {
	void (*put)(void *ctx, struct node *map, const char *key, struct source_ref ref);
	void *ctx;
};

/* Lists of indicators and their matches (analysis/intel.h). */
struct report_intel {
	/* NULL: there are no lists */
	struct node *(*build)(void *ctx, struct arena *arena, const struct report_frames *frames);
	void *ctx;
};

struct report_sources {
	const char *const *argv; /* as typed, without --jobs; NULL-terminated */
	const struct input *const *inputs;
	size_t input_count;
	const struct accounting *accounting;
	const struct anomaly_log *anomalies;
	const struct unread *unread; /* or NULL */
	const struct stats *stats;
	const struct ranking *ranking; /* NULL: not scored, only the health of the captures */
	const struct score_options *options;
	/* names and MAC addresses of addresses, as packets and captures say, or NULL */
	const struct host_names *hosts, *macs;
	const char *psl_version;
	const char *sandbox;     /* sandbox state while reading: "on", "off", ... */
	const char *interrupted; /* NULL, or the signal's name */
	enum level min_level;
	const struct ports *ports;                /* read as DNS */
	const struct tunnel_ports *tunnels;       /* or NULL */
	const struct report_allowlist *allowlist; /* NULL = no allowlist */
	struct report_intel intel;
	struct report_answers answers;
	const struct report_library *libraries; /* ended by a row without a name; NULL = none */
	/* Name of a record type (dns_type_text); NULL = TYPE and the number. */
	const char *(*type_text)(uint16_t type, char *out);
};

struct node *report_build(struct arena *a, const struct report_sources *sources);

#endif

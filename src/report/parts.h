/*
 * Inside of the builder: one function for each part of the document, and the few ways in which
 * values become text.
 */
#ifndef DNSFERRET_REPORT_PARTS_H
#define DNSFERRET_REPORT_PARTS_H

#include "report/report.h"

struct parts {
	struct arena *arena;
	const struct report_sources *from;
};

/* values.c: `values_time` gives null when there is no time. */
void values_time(struct parts *p, struct node *map, const char *key, bool known, int64_t time_ns);
void values_address(
    struct parts *p, struct node *map, const char *key, const struct address *address);
void values_frame(struct parts *p, struct node *map, const char *key, struct frame_ref ref);
/* Any text of the outside world, and a wire name, as printable ASCII in the arena. */
const char *values_printable(struct parts *p, const char *text);
const char *values_name(struct parts *p, const uint8_t *wire, size_t wire_len);

/* health.c: is the evidence whole. */
struct node *health_inputs(struct parts *p);
struct node *health_accounting(struct parts *p);
struct node *health_messages(struct parts *p);
struct node *health_anomalies(struct parts *p);
struct node *health_limits(struct parts *p);
struct node *health_errors(struct parts *p);
/* All read, nothing given up. */
bool health_is_complete(struct parts *p);

/* coverage.c: what the inputs cover, and what cannot be measured on them. */
struct node *coverage_build(struct parts *p);

/* finding.c */
struct node *finding_build(struct parts *p, const struct finding *f);
/* Whether it is shown: at least min_level and within the cap; `rank` from 1. */
bool finding_is_shown(const struct parts *p, const struct finding *f);

/* Channels that show it: the first ones, as they stand by score. */
size_t finding_involved(const struct finding *f);

/* timeline.c: queries over time in at most REPORT_TIMELINE_MAX equal steps. */
struct node *timeline_build(struct parts *p, const struct channel *const *channels, size_t count,
    int64_t first_ns, int64_t last_ns);

/* shape.c: what the names of a finding look like, of which types they are, and the same for the
 * channels without a finding. */
void shape_build(struct parts *p, const struct finding *f, struct node *map);
struct node *shape_rest(struct parts *p);

/* attack.c: techniques of MITRE ATT&CK. */
struct node *attack_build(struct parts *p, const struct finding *f);

/* forwarding.c: who asks the resolvers of the house, who goes past them. */
struct node *forwarding_build(struct parts *p);

/* trust.c: how far its score can be trusted, and which benign causes were looked for. */
void trust_build(struct parts *p, const struct finding *f, struct node *map);

/* names.c: the domain of a finding (returns the apex as text), and names as sent. */
const char *names_domain(struct parts *p, const struct finding *f, struct node *map);
void names_evidence(struct parts *p, const struct channel *c, struct node *map);

/* filters.c: how to see the packets of a client and a domain in other programs. */
struct node *filters_build(struct parts *p, const struct address *client, const char *domain_text);

/* ranked.c: the tables. */
struct node *ranked_clients(struct parts *p);
struct node *ranked_domains(struct parts *p);
/* Domains that the known table explains, with the score they would have. */
struct node *ranked_known(struct parts *p);

#endif

/*
 * Inside of the builder: one function for each part of the document, and the few ways in which
 * values become text.
 */
#ifndef DNSFERRET_REPORT_BUILDER_H
#define DNSFERRET_REPORT_BUILDER_H

#include "report/report.h"

struct report_builder {
	struct arena *arena;
	const struct report_sources *from;
	struct node *suppressed, *allowlists; /* lists of the document */
};

/* values.c: `node_values_time` gives null when there is no time. */
void node_values_time(
    struct report_builder *p, struct node *map, const char *key, bool known, int64_t time_ns);
void node_values_address(
    struct report_builder *p, struct node *map, const char *key, const struct address *address);
void node_values_frame(
    struct report_builder *p, struct node *map, const char *key, struct source_ref ref);
/* Any text of the outside world, and a wire name, as printable ASCII in the arena. */
const char *node_values_printable(struct report_builder *p, const char *text);
const char *node_values_name(struct report_builder *p, const uint8_t *wire, size_t wire_len);

/* health.c: is the evidence whole. */
struct node *health_inputs(struct report_builder *p);
struct node *health_accounting(struct report_builder *p);
struct node *health_messages(struct report_builder *p);
struct node *health_anomalies(struct report_builder *p);
struct node *health_limits(struct report_builder *p);
struct node *health_errors(struct report_builder *p);
/* All read, nothing given up. */
bool health_is_complete(struct report_builder *p);

/* coverage.c: what the inputs cover, and what cannot be measured on them. */
struct node *coverage_build(struct report_builder *p);

/* finding.c */
struct node *finding_build(struct report_builder *p, const struct finding *f, int64_t rank);
/* Whether it is shown: at least min_level and within the cap; `rank` from 1. */
bool finding_is_shown(const struct report_builder *p, const struct finding *f);

/* timeline.c: queries over time in at most REPORT_TIMELINE_MAX equal steps. */
struct node *timeline_build(struct report_builder *p, const struct channel *const *channels,
    size_t count, int64_t first_ns, int64_t last_ns);

/* shape.c: what the names of a finding look like, of which types they are, and the same for the
 * channels without a finding. */
void histograms_build(struct report_builder *p, const struct finding *f, struct node *map);
struct node *histograms_rest(struct report_builder *p);

/* attack.c: techniques of MITRE ATT&CK. */
struct node *attack_build(struct report_builder *p, const struct finding *f);

/* forwarding.c: who asks the resolvers of the house, who goes past them. */
struct node *forwarding_build(struct report_builder *p);

/* trust.c: how far its score can be trusted, and which benign causes were looked for. */
void sample_size_build(struct report_builder *p, const struct finding *f, struct node *map);

/* names.c: the domain of a finding (returns the apex as text), and names as sent. */
const char *names_domain(struct report_builder *p, const struct finding *f, struct node *map);
void names_evidence(struct report_builder *p, const struct channel *c, struct node *map);

/* filters.c: how to see the packets of a client and a domain in other programs. */
struct node *filters_build(
    struct report_builder *p, const struct address *client, const char *domain_text);

/* ranked.c: the tables. */
struct node *ranked_clients(struct report_builder *p);
struct node *ranked_domains(struct report_builder *p);
/* Domains that the known table explains, with the score they would have. */
struct node *ranked_known(struct report_builder *p);

#endif

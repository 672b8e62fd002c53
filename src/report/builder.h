/*
 * Internals of the report builder: one function per part of the document, and the helpers that turn
 * values into text. Everything is allocated in the arena.
 */
#ifndef DNSFERRET_REPORT_BUILDER_H
#define DNSFERRET_REPORT_BUILDER_H

#include "report/report.h"

struct report_builder {
	struct arena *arena;
	const struct report_sources *from;
	struct host_roles roles;              /* also if nothing was scored */
	struct node *suppressed, *allowlists; /* lists of the document */
	const struct finding **listed;        /* in the order of the document */
	size_t listed_count;
};

/* node_values.c. node_values_time writes null if the time is not known. */
void node_values_time(
    struct report_builder *p, struct node *map, const char *key, bool known, int64_t time_ns);
void node_values_address(
    struct report_builder *p, struct node *map, const char *key, const struct address *address);
/* Sets "line" if the reference is to a record of a log. */
void node_values_line(struct report_builder *p, struct node *map, struct source_ref ref);
void node_values_frame(
    struct report_builder *p, struct node *map, const char *key, struct source_ref ref);
/* External text, and a wire-format name, as printable ASCII in the arena. */
const char *node_values_printable(struct report_builder *p, const char *text);
const char *node_values_name(struct report_builder *p, const uint8_t *wire, size_t wire_len);
/* Adds the Unicode form of a name in presentation format, if it has one that is safe to show. */
void node_values_unicode(struct report_builder *p, struct node *map, const char *name);

/* health.c: whether the evidence is complete. */
struct node *health_inputs(struct report_builder *p);
struct node *health_accounting(struct report_builder *p);
struct node *health_messages(struct report_builder *p);
struct node *health_anomalies(struct report_builder *p);
struct node *health_limits(struct report_builder *p);
struct node *health_errors(struct report_builder *p);
/* True if everything was read and nothing was dropped. */
bool health_is_complete(struct report_builder *p);

/* coverage.c: what the inputs cover, and what cannot be measured on them. */
struct node *coverage_build(struct report_builder *p);

/* unread.c: DNS seen on what is not read; sets unread_total and returns the list. */
struct node *unread_build(struct report_builder *p, struct node *coverage);

/* vantage.c: from where the capture was taken, which decides whether the address of a client is
 * that of the infected host. */
struct node *vantage_build(struct report_builder *p);

/* finding.c */
struct node *finding_build(struct report_builder *p, const struct finding *f, int64_t rank);
/* True if the finding is listed: at least min_level and within the cap. */
bool finding_is_shown(const struct report_builder *p, const struct finding *f);

/* timeline.c: queries over time in at most REPORT_TIMELINE_MAX equal bins. */
struct node *timeline_build(struct report_builder *p, const struct channel *const *channels,
    size_t count, int64_t first_ns, int64_t last_ns);

/* timeline.c: the narrowest step in which a time span has at most so many bins. */
int64_t timeline_step(int64_t first_ns, int64_t last_ns, int64_t bins);
/* Adds the queries of a channel, without retransmissions, to bins by the time each was first seen.
 * A sampled channel is scaled up to its estimated number of queries; returns true for one. */
bool timeline_add(
    const struct channel *c, int64_t start_ns, int64_t step_ns, uint64_t *queries, size_t count);

/* activity.c: queries of the listed findings over the time of the capture, by client. */
struct node *activity_build(struct report_builder *p);

/* histograms.c: histograms of name length, surprise and query type for a finding, and the same for
 * the channels without a finding. */
void histograms_build(struct report_builder *p, const struct finding *f, struct node *map);
struct node *histograms_rest(struct report_builder *p);

/* attack.c: MITRE ATT&CK techniques. */
struct node *attack_build(struct report_builder *p, const struct finding *f);

/* forwarding.c: which clients query the local resolvers, and which bypass them. */
struct node *forwarding_build(struct report_builder *p);

/* sample_size.c: how reliable the score is, and which benign causes were considered. */
void sample_size_build(struct report_builder *p, const struct finding *f, struct node *map);

/* The last labels of a name, in wire format. */
struct name_tail {
	const uint8_t *wire;
	size_t len;
};

/* names.c: the domain of a finding (returns the apex as text), and names as sent. names_apex: its
 * apex, or its base domain. names_is_below: true if the name is the apex or ends in it. */
struct name_tail names_apex(const struct finding *f);
bool names_is_below(const struct sample_name *n, struct name_tail apex);
const char *names_domain(struct report_builder *p, const struct finding *f, struct node *map);
void names_evidence(struct report_builder *p, const struct finding *f, struct node *map);

/* answers.c: addresses that the names of a finding resolved to; nothing unless they were kept. */
void answers_build(struct report_builder *p, const struct finding *f, struct node *map);

/* block_target.c: what to block, which is less than the base domain if others use the rest of it,
 * and not a name if no name comes twice. Call after `reasons` and `servers` are set. */
struct node *block_target_build(struct report_builder *p, const struct finding *f,
    const struct node *finding, const char *apex);

/* filters.c: filters that show what a finding counts in other programs. */
struct node *filters_build(struct report_builder *p, const struct finding *f);

/* How ports are written: `one` before a port by itself, `run` before the first of consecutive ones,
 * `dash` before the last of them, `end` behind each, `between` between them. NULL = nothing. */
struct port_form {
	const char *between, *one, *run, *dash, *end;
};
extern const struct port_form port_form_prose, port_form_display, port_form_bpf, port_form_udp,
    port_form_tcp;

/* The ports in a form, ascending, without `left_out`; NULL if there is none or if there are more
 * than 64 runs. */
const char *ports_text(
    struct arena *a, const struct ports *ports, const struct port_form *form, unsigned left_out);

/* hosts.c: what is said about the listed clients, and of how many. hosts_name: the best known name
 * of an address, or NULL. */
void hosts_build(struct report_builder *p, struct node *report);
const char *hosts_name(const struct report_builder *p, const struct address *address);

/* ranked.c: the ranked tables. */
struct node *ranked_clients(struct report_builder *p);
struct node *ranked_domains(struct report_builder *p);
/* Domains that a known service explains, with the score they would have had. */
struct node *ranked_known(struct report_builder *p);

#endif

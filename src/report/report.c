#include "report/report.h"

#include "base/utc.h"
#include "builder.h"
#include "score/scorer.h"

#define SCHEMA         "dnsferret/report"
#define SCHEMA_VERSION "2.1"

static struct node *tool_build(struct report_builder *p)
{
	struct arena *a = p->arena;
	struct node *tool = document_map(a);

	document_set_text(a, tool, "name", "dnsferret");
	document_set_text(a, tool, "version", DNSFERRET_VERSION);
	struct node *libs = document_set(tool, "libs", document_map(a));
	for (const struct report_library *l = p->from->libraries; l && l->name; l++)
		document_set_text(a, libs, l->name, node_values_printable(p, l->version));
	return tool;
}

static struct node *config_build(struct report_builder *p)
{
	struct arena *a = p->arena;
	const struct score_options *o = p->from->options;
	struct node *config = document_map(a);

	struct node *ports = document_set(config, "ports", document_list(a));
	for (struct port_range range = {0}; ports_next_range(p->from->ports, &range);)
		for (unsigned port = range.from; port <= range.to; port++)
			document_push_integer(a, ports, port);
	document_set_text(a, config, "min_level", level_name(p->from->min_level));
	document_set_decimal(
	    a, config, "burst_window_s", (double)o->facts.window_ns / (double)NS_PER_SECOND);
	document_set_integer(a, config, "length_threshold", o->facts.length_threshold);
	document_set_decimal(a, config, "entropy_threshold", o->facts.surprise_threshold);
	document_set_decimal(a, config, "txt_ratio", o->txt_ratio);
	return config;
}

static struct node *run_build(struct report_builder *p)
{
	struct arena *a = p->arena;
	struct node *run = document_map(a);
	struct node *argv = document_set(run, "argv", document_list(a));
	size_t count;
	const struct scorer *const *scorers = scorer_table(&count);

	for (const char *const *word = p->from->argv; word && *word; word++)
		document_push_text(a, argv, node_values_printable(p, *word));
	document_set(run, "config", config_build(p));
	struct node *modules = document_set(run, "modules", document_list(a));
	for (size_t i = 0; i < count; i++)
		document_push_text(a, modules, scorers[i]->name);
	struct node *checks = document_set(run, "checks", document_list(a));
	for (size_t i = 0; i < count; i++) {
		struct node *one = document_push(checks, document_map(a));

		document_set_text(a, one, "code", scorers[i]->name);
		document_set_text(a, one, "what", scorers[i]->what);
	}
	struct node *psl = document_set(run, "psl", document_map(a));
	document_set_text(a, psl, "version", p->from->psl_version);
	p->allowlists = document_set(run, "allowlists", document_list(a));
	document_set_text(a, run, "sandbox", p->from->sandbox);
	document_set_text(a, run, "interrupted", p->from->interrupted);
	return run;
}

/* A finding goes to `findings` with the next rank, or to p->suppressed when a rule allows it. */
static void place_finding(struct report_builder *p, struct node *list, const struct finding *f)
{
	const struct report_allowlist *allow = p->from->allowlist;
	struct node *map = finding_build(p, f, (int64_t)list->count + 1);
	struct node *allowed = allow ? allow->suppress(allow->ctx, p->arena, map) : NULL;

	if (allowed) {
		document_push(p->suppressed, allowed);
	} else {
		document_push(list, map);
		p->listed[p->listed_count++] = f;
	}
}

/* Domains that are no finding, and part of none. */
static int64_t count_below(const struct report_builder *p)
{
	const struct ranking *r = p->from->ranking;
	size_t count = 0;

	for (size_t i = 0; i < r->domain_count; i++) {
		uint32_t f = r->domains[i].finding;

		count += f == NO_FINDING || r->findings[f].level < p->from->min_level;
	}
	return (int64_t)(count - (r->unlisted < count ? r->unlisted : count));
}

/* Sets the findings, and the number of those that are not listed. */
static void findings_build(struct report_builder *p, struct node *report)
{
	const struct report_allowlist *allow = p->from->allowlist;
	const struct ranking *r = p->from->ranking;
	struct node *list = document_set(report, "findings", document_list(p->arena));
	size_t reached = 0;

	p->suppressed = document_list(p->arena);
	p->listed = arena_take(p->arena, (r->finding_count + 1) * sizeof(*p->listed));
	for (size_t i = 0; i < r->finding_count; i++) {
		reached += r->findings[i].level >= p->from->min_level;
		if (finding_is_shown(p, &r->findings[i]))
			place_finding(p, list, &r->findings[i]);
	}
	if (allow)
		allow->list_rules(allow->ctx, p->arena, p->allowlists);
	document_set_integer(p->arena, report, "findings_total",
	    (int64_t)(reached + r->unlisted - p->suppressed->count));
	document_set_integer(p->arena, report, "below_min_level", count_below(p));
}

static const char *verdict_of(const struct report_builder *p, const struct node *findings)
{
	const struct accounting *c = p->from->accounting;
	int64_t best = -1;

	for (const struct node *f = document_first(findings); f; f = f->next)
		if (document_integer(f, "score") > best)
			best = document_integer(f, "score");
	if (best >= 0)
		return level_of((int)best) >= LEVEL_HIGH     ? "act-now"
		       : level_of((int)best) == LEVEL_MEDIUM ? "review"
							     : "weak";
	if (c->queries + c->responses == 0)
		return "nothing-to-judge";
	if (c->queries < SCORE_QUERIES_MIN && c->responses < SCORE_QUERIES_MIN)
		return "insufficient-evidence";
	return "nothing-found";
}

static void judged_build(struct report_builder *p, struct node *report)
{
	struct arena *a = p->arena;
	const struct ranking *r = p->from->ranking;

	document_set(report, "forwarding", forwarding_build(p));
	findings_build(p, report);
	document_set_text(a, report, "verdict", verdict_of(p, document_get(report, "findings")));
	document_set(report, "activity", activity_build(p));
	document_set(report, "rest", histograms_rest(p));
	document_set(report, "clients", ranked_clients(p));
	document_set_integer(a, report, "clients_total", (int64_t)r->client_count);
	hosts_build(p, report);
	document_set(report, "domains", ranked_domains(p));
	document_set_integer(a, report, "domains_total", (int64_t)r->domain_count);
	document_set(report, "known", ranked_known(p));
	document_set_integer(a, report, "known_total", (int64_t)r->known_count);
	document_set(report, "suppressed", p->suppressed);
}

static void put_frame(void *ctx, struct node *map, const char *key, struct source_ref ref)
{
	node_values_frame(ctx, map, key, ref);
}

struct node *report_build(struct arena *a, const struct report_sources *sources)
{
	struct report_builder p = {.arena = a, .from = sources};
	struct node *report = document_map(a);

	p.roles = sources->ranking ? sources->ranking->roles : host_roles_find(sources->stats, a);
	document_set_text(a, report, "schema", SCHEMA);
	document_set_text(a, report, "schema_version", SCHEMA_VERSION);
	document_set_bool(a, report, "complete", health_is_complete(&p));
	document_set(report, "tool", tool_build(&p));
	document_set(report, "run", run_build(&p));
	document_set(report, "inputs", health_inputs(&p));
	document_set(report, "accounting", health_accounting(&p));
	document_set(report, "messages", health_messages(&p));
	document_set(report, "anomalies", health_anomalies(&p));
	document_set(report, "coverage", coverage_build(&p));
	if (sources->ranking)
		judged_build(&p, report);
	if (sources->intel.build)
		document_set(report, "intel",
		    sources->intel.build(
			sources->intel.ctx, a, &(struct report_frames){put_frame, &p}));
	document_set(report, "limits", health_limits(&p));
	document_set(report, "errors", health_errors(&p));
	return report;
}

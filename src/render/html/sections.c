#include "page.h"
#include "../lines.h"
#include "../view.h"

#include <inttypes.h>
#include <string.h>

static void put_verdict_count(struct out *out, size_t count, const char *class, const char *what)
{
	if (count > 0)
		out_print(out, "<span class=\"%s\">%zu finding%s: %s</span>", class, count,
		    count == 1 ? "" : "s", what);
}

static void put_verdict(struct out *out, const struct node *report)
{
	int64_t below = document_integer(report, "below_min_level");

	out_put(out, "<p class=\"verdict\">");
	if (document_members(report, "findings")) {
		put_verdict_count(
		    out, view_count_levels(report, "critical", "high"), "critical", "act now");
		put_verdict_count(out, view_count_levels(report, "medium", ""), "medium", "review");
		put_verdict_count(out, view_count_levels(report, "low", "info"), "low", "weak");
	} else {
		bool clean = view_judged(report) && document_bool(report, "complete") &&
			     !view_nothing_read(report);

		out_put(out, clean ? "<span class=\"good\">" : "<span class=\"bad\">");
		html_text(out, view_nothing_words(report));
		out_put(out, "</span>");
	}
	out_put(out, "</p>\n");
	if (below > 0) {
		out_put(out, "<p class=\"dim\">");
		bool low = strcmp(document_text(report, "run.config.min_level"), "low") == 0;

		html_counted(
		    out, below, document_members(report, "findings") ? "other domain" : "domain");
		if (low) {
			out_put(
			    out, below == 1 ? " looks ordinary.</p>\n" : " look ordinary.</p>\n");
			return;
		}
		out_put(out, " scored below the reporting level &quot;");
		html_member(out, report, "run.config.min_level");
		out_put(out, "&quot;.</p>\n");
	}
}

static void put_evidence_card(struct out *out, const struct node *report)
{
	bool complete = document_bool(report, "complete");

	out_print(out,
	    "<div><dt>Evidence</dt><dd><b class=\"%s\">%s</b>: ", complete ? "good" : "bad",
	    complete ? "complete" : "INCOMPLETE");
	out_print(
	    out, "%zu of ", document_count(report, "inputs") - document_count(report, "errors"));
	html_counted(out, (int64_t)document_count(report, "inputs"), "input");
	out_put(out, " read to the end, ");
	if (!view_only_logs(report))
		html_counted(out, document_integer(report, "accounting.packets"), "packet");
	else
		html_counted(out, document_integer(report, "accounting.lines.total"), "line");
	out_put(out, ", ");
	html_count(out, document_integer(report, "accounting.undecodable.total"));
	out_put(out, " of these not decodable");
	for (const struct node *u = document_members(report, "coverage.unread"); u; u = u->next) {
		out_put(out, "<br><span class=\"bad\">Not read: ");
		html_member(out, u, "text");
		out_put(out, *document_text(u, "option") ? " (add " : "");
		html_member(out, u, "option");
		out_put(out, *document_text(u, "option") ? ")</span>" : "</span>");
	}
	out_put(out, "</dd></div>\n");
}

static void put_cards(struct out *out, const struct node *report)
{
	out_put(out, "<dl class=\"facts\">\n");
	put_evidence_card(out, report);
	out_put(out, "<div><dt>Time covered (UTC)</dt><dd>");
	html_range(
	    out, document_text(report, "coverage.from"), document_text(report, "coverage.to"));
	out_put(out, "</dd></div>\n<div><dt>Vantage</dt><dd>");
	html_member(out, report, "coverage.vantage.text");
	if (*document_text(report, "coverage.vantage.reason")) {
		out_put(out, "<br><span class=\"dim\">");
		html_member(out, report, "coverage.vantage.reason");
		out_put(out, "</span>");
	}
	out_put(out, "</dd></div>\n<div><dt>Analysed</dt><dd>");
	html_counted(out, document_integer(report, "messages.total"), "DNS message");
	if (view_judged(report)) {
		out_put(out, " of ");
		html_counted(out, document_integer(report, "clients_total"), "client");
		out_put(out, ", ");
		html_counted(out, document_integer(report, "domains_total"), "domain");
	}
	out_put(out, "</dd></div>\n</dl>\n");
}

/* Inputs that could not be read, and values that could not be measured. */
static void put_troubles(struct out *out, const struct node *report)
{
	const char *interrupted = document_text(report, "run.interrupted");

	for (const struct node *e = document_members(report, "errors"); e; e = e->next) {
		out_put(out, "<p class=\"bad\">");
		html_member(out, e, "text");
		out_put(out, "</p>\n");
	}
	if (*interrupted) {
		out_put(out, "<p class=\"bad\">Interrupted by ");
		html_text(out, interrupted);
		out_put(out, ": the report covers what was read.</p>\n");
	}
	for (const struct node *n = document_members(report, "coverage.not_measurable"); n;
	     n = n->next) {
		out_put(out, "<p class=\"dim\">Not measurable: ");
		html_member(out, n, "what");
		out_put(out, " (");
		html_member(out, n, "why");
		out_put(out, ")</p>\n");
	}
}

/* What a result without findings is based on. */
static void put_checked(struct out *out, const struct node *report)
{
	if (document_members(report, "findings") || !view_judged(report) ||
	    view_nothing_read(report))
		return;
	out_put(out, "<p>Checked every name for ");
	for (const struct node *m = document_members(report, "run.modules"); m; m = m->next) {
		html_text(out, m->kind == NODE_TEXT ? m->text : "");
		out_put(out, m->next ? ", " : ".");
	}
	out_put(out, "</p>\n");
}

/* Links to the findings. */
static void put_contents(struct out *out, const struct node *report)
{
	size_t left = HTML_ROWS_MAX;

	if (document_count(report, "findings") < 2)
		return;
	out_put(out, "<nav aria-label=\"Findings\"><ul class=\"keys\">");
	for (const struct node *f = document_members(report, "findings"); f && left > 0;
	     f = f->next, left--) {
		char domain[64];

		out_put(out, "<li class=\"");
		html_member(out, f, "level");
		out_put(out, "\"><span class=\"key f\"></span><a href=\"#");
		html_member(out, f, "id");
		out_put(out, "\">");
		html_text(out, lines_shorten(document_text(f, "domain.registered"), 40, domain));
		out_put(out, "</a></li>");
	}
	out_put(out, "</ul></nav>\n");
}

void html_summary(struct out *out, const struct node *report)
{
	out_put(out, "<header>\n<h1>dnsferret ");
	html_member(out, report, "tool.version");
	out_put(out, ": report on captured DNS traffic</h1>\n");
	put_verdict(out, report);
	put_cards(out, report);
	put_troubles(out, report);
	put_checked(out, report);
	put_contents(out, report);
	out_put(out, "</header>\n");
}

static void html_allowed(struct out *out, const struct node *report, size_t top)
{
	static const struct html_column findings[] = {{"score", "score"}, {"finding", "id"},
	    {"domain", "domain"}, {"rule", "rule"}, {"until", "until"}, {"reason", "reason"},
	    {NULL, NULL}};
	static const struct html_column rules[] = {{"rule", "rule"}, {"until", "until"},
	    {"reason", "reason"}, {"findings hidden", "findings"},
	    {"shown since it expired", "expired"}, {NULL, NULL}};
	const struct node *allowed = document_members(report, "suppressed");
	const struct node *rule = document_members(report, "run.allowlists");

	if (!allowed && !rule)
		return;
	out_put(out, "<section aria-labelledby=\"allowed\">\n<h2 id=\"allowed\">Allowed</h2>\n");
	if (allowed)
		html_table(out, "Findings hidden by a rule", allowed, findings, top);
	if (rule)
		html_table(out, "The rules", rule, rules, top);
	out_put(out, "</section>\n");
}

void html_tables(struct out *out, const struct node *report, size_t top)
{
	static const struct html_column clients[] = {{"#", "rank"}, {"score", "score"},
	    {"client", "ip"}, {"role", "role"}, {"queries", "queries"}, {"domains", "domains"},
	    {"TXT ratio", "txt_ratio"}, {"burst", "max_burst.names"}, {"findings", "findings"},
	    {NULL, NULL}};
	static const struct html_column domains[] = {{"#", "rank"}, {"score", "score"},
	    {"domain", "registered"}, {"clients", "clients"}, {"queries", "queries"},
	    {"names", "unique_names"}, {"finding", "finding"}, {NULL, NULL}};

	static const struct html_column known[] = {{"raw score", "score_before"},
	    {"domain", "domain"}, {"clients", "clients"}, {"known as", "service"},
	    {"kind", "category"}, {NULL, NULL}};

	if (document_members(report, "clients")) {
		out_put(out,
		    "<section aria-labelledby=\"clients\">\n<h2 id=\"clients\">Clients</h2>\n");
		html_table(out, "Ranked by their worst finding",
		    document_members(report, "clients"), clients, top);
		out_put(out, "</section>\n");
	}
	if (document_members(report, "domains")) {
		out_put(out,
		    "<section aria-labelledby=\"domains\">\n<h2 id=\"domains\">Domains</h2>\n");
		html_table(
		    out, "Ranked by score", document_members(report, "domains"), domains, top);
		out_put(out, "</section>\n");
	}
	html_allowed(out, report, top);
	if (document_members(report, "known")) {
		out_put(out,
		    "<section aria-labelledby=\"known\">\n<h2 id=\"known\">Known services</h2>\n");
		html_table(out,
		    "Domains explained by the known-services table, with their score before "
		    "adjustment",
		    document_members(report, "known"), known, top);
		out_put(out, "</section>\n");
	}
}

void html_forwarding(struct out *out, const struct node *report)
{
	static const struct html_column resolvers[] = {
	    {"resolver", "ip"}, {"clients", "clients"}, {NULL, NULL}};
	static const struct html_column direct[] = {
	    {"client", "ip"}, {"servers", "servers_total"}, {"examples", "servers"}, {NULL, NULL}};

	if (!document_members(report, "forwarding.resolvers") &&
	    !document_members(report, "forwarding.direct"))
		return;
	out_put(out,
	    "<section aria-labelledby=\"forwarding\">\n<h2 id=\"forwarding\">Forwarding</h2>\n<p>");
	html_counted(out, document_integer(report, "forwarding.local_only"), "client");
	out_put(out, document_integer(report, "forwarding.local_only") == 1
			 ? " uses only local resolvers; "
			 : " use only local resolvers; ");
	if (document_integer(report, "forwarding.direct_total") == 0) {
		out_put(out, "none queries the internet directly.</p>\n");
	} else {
		html_count(out, document_integer(report, "forwarding.direct_total"));
		out_put(out, document_integer(report, "forwarding.direct_total") == 1
				 ? " queries servers on the internet directly, so blocking at the "
				   "resolver will not stop it.</p>\n"
				 : " query servers on the internet directly, so blocking at the "
				   "resolver will not stop them.</p>\n");
	}
	if (document_members(report, "forwarding.resolvers"))
		html_table(out, "Local servers queried by clients",
		    document_members(report, "forwarding.resolvers"), resolvers, HTML_ROWS_MAX);
	if (document_members(report, "forwarding.direct"))
		html_table(out, "Clients that query the internet directly",
		    document_members(report, "forwarding.direct"), direct, HTML_ROWS_MAX);
	out_put(out, "</section>\n");
}

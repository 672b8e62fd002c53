#include "page.h"

#include <inttypes.h>

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

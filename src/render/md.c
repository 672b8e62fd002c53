#include "formats.h"
#include "kind.h"
#include "lines.h"
#include "md_cells.h"
#include "view.h"

#include <inttypes.h>

/* Clients of a finding that are named. */
#define CLIENTS_NAMED 8
/* Buffer for the text of a reason. */
#define REASON_MAX 512
/* The time covered. Times have their offset, so that they can be told from UTC anywhere. */
static void put_covered(struct out *out, const struct node *report, const struct time_zone *zone)
{
	char when[FIGURE_MAX], name[VIEW_ZONE_MAX];

	md_text(out, lines_rfc3339_in(zone, document_text(report, "coverage.from"), when));
	out_put(out, " to ");
	md_text(out, lines_rfc3339_in(zone, document_text(report, "coverage.to"), when));
	if (!zone) {
		out_put(out, ". All times UTC.\n");
		return;
	}
	out_put(out, ". Times ");
	view_zone(zone, report, name);
	md_text(out, lines_plain(name));
	out_put(out, "; in UTC ");
	md_text(out, document_text(report, "coverage.from"));
	out_put(out, " to ");
	md_text(out, document_text(report, "coverage.to"));
	out_put(out, ".\n");
}

static void put_head(struct out *out, const struct node *report, const struct time_zone *zone)
{
	out_put(out, "# DNS findings\n\n");
	if (document_members(report, "findings"))
		out_print(out, "**%zu act now, %zu review, %zu weak.** ",
		    view_count_levels(report, "critical", "high"),
		    view_count_levels(report, "medium", ""),
		    view_count_levels(report, "low", "info"));
	else
		out_print(out, "**%s.** ", view_nothing_words(report));
	out_print(out, "Evidence %s: %zu inputs, ",
	    document_bool(report, "complete") ? "complete" : "**incomplete**",
	    document_count(report, "inputs"));
	if (!view_only_logs(report)) {
		md_count(out, "", report, "accounting.packets");
		out_put(out, " packets, ");
	}
	if (document_integer(report, "accounting.lines.total") > 0) {
		md_count(out, "", report, "accounting.lines.total");
		out_put(out, " lines of logs, ");
	}
	md_count(out, "", report, "messages.total");
	out_put(out, " messages, ");
	put_covered(out, report, zone);
	for (const struct node *e = document_members(report, "errors"); e; e = e->next) {
		out_put(out, "\n- ");
		md_text(out, document_text(e, "text"));
	}
	for (const struct node *u = document_members(report, "coverage.unread"); u; u = u->next) {
		out_put(out, "\n- not read: ");
		md_text(out, document_text(u, "text"));
	}
	for (const struct node *n = document_members(report, "coverage.not_measurable"); n;
	     n = n->next) {
		out_put(out, "\n- not measurable: ");
		md_text(out, document_text(n, "what"));
		out_put(out, " (");
		md_text(out, document_text(n, "why"));
		out_put(out, ")");
	}
	if (document_members(report, "errors") ||
	    document_members(report, "coverage.not_measurable"))
		out_put(out, "\n");
}

/* The client that shows a finding, if one asks for itself, and how many more do. */
static void put_client_cell(struct out *out, const struct node *f, const struct node *report)
{
	const struct node *client = view_involved(f, false);
	int64_t others = document_integer(f, "clients_involved") - 1;
	char figure[FIGURE_MAX];

	client = client ? client : view_involved(f, true);
	out_put(out, " ");
	md_text(out, client ? document_text(client, "ip") : "-");
	if (client)
		md_host(out, report, client, true);
	if (others > 0)
		out_print(out, " and %s more", lines_count(others, figure));
	out_put(out, " |");
}

static void put_overview(struct out *out, const struct node *report, const struct time_zone *zone)
{
	if (!document_members(report, "findings"))
		return;
	out_put(out,
	    "\n| # | score | level | domain | campaign | client | first | last | kind | id |\n"
	    "|--:|--:|---|---|---|---|---|---|---|---|\n");
	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		out_put(out, "|");
		md_count_cell(out, f, "rank");
		md_count_cell(out, f, "score");
		md_cell(out, document_text(f, "level"));
		md_name_cell(out, document_text(f, "domain.registered"));
		md_cell(out, document_text(f, "domain.campaign"));
		put_client_cell(out, f, report);
		md_time_cell(out, zone, document_text(f, "first"));
		md_time_cell(out, zone, document_text(f, "last"));
		md_cell(out, view_kind_words(document_text(f, "kind")));
		md_cell(out, document_text(f, "id"));
		out_put(out, "\n");
	}
}

/* The clients that show it, with what is said about them. */
static void put_clients(struct out *out, const struct node *f, const struct node *report)
{
	int64_t involved = document_integer(f, "clients_involved"), named = 0;
	char figure[FIGURE_MAX];

	for (const struct node *c = document_members(f, "clients");
	     c && named < involved && named < CLIENTS_NAMED; c = c->next, named++) {
		out_put(out, "\n- client ");
		md_text(out, document_text(c, "ip"));
		md_host(out, report, c, false);
	}
	if (involved > named)
		out_print(out, "\n- and %s more clients", lines_count(involved - named, figure));
	out_put(out, named > 0 ? "\n" : "");
}

static void put_reasons(struct out *out, const struct node *f, const struct time_zone *zone)
{
	char text[REASON_MAX];

	out_put(out, "\n| points | why |\n|--:|---|\n");
	for (const struct node *r = document_members(f, "reasons"); r; r = r->next) {
		out_print(out, "| %+" PRId64 " |", document_integer(r, "points"));
		md_cell(out, zone ? lines_text_in(zone, document_text(r, "text"), text, sizeof text)
				  : document_text(r, "text"));
		out_put(out, "\n");
	}
}

static void put_evidence(
    struct out *out, const struct node *f, const struct node *report, const struct time_zone *zone)
{
	if (!document_members(f, "evidence"))
		return;
	out_put(out, "\n| file | packet | time | from | to | type | name |\n"
		     "|---|--:|---|---|---|---|---|\n");
	for (const struct node *e = document_members(f, "evidence"); e; e = e->next) {
		out_put(out, "|");
		md_cell(out, view_base_name(view_input_path(report, e)));
		md_packet_cell(out, e);
		md_moment_cell(out, zone, document_text(e, "time"));
		md_cell(out, document_text(e, "src"));
		md_cell(out, document_text(e, "dst"));
		md_cell(out, document_text(e, "qtype"));
		md_name_cell(out, document_text(e, "qname"));
		out_put(out, "\n");
	}
}

/* Addresses that its names resolved to, with what the databases of --geoip say. */
static void put_answers(struct out *out, const struct node *f)
{
	if (!document_members(f, "answers"))
		return;
	out_put(out, "\n| address in answers | country | AS | operator | name | where |\n"
		     "|---|---|--:|---|---|---|\n");
	for (const struct node *a = document_members(f, "answers"); a; a = a->next) {
		char asn[NUMBER_TEXT_MAX] = "";

		if (document_get(a, "asn"))
			document_number_text(document_get(a, "asn"), asn);
		out_put(out, "|");
		md_cell(out, document_text(a, "ip"));
		md_cell(out, document_text(a, "country"));
		md_cell(out, asn);
		md_cell(out, document_text(a, "organization"));
		md_name_cell(out, document_text(a, "name"));
		md_where_cell(out, a);
		out_put(out, "\n");
	}
	if (document_bool(f, "answers_more"))
		out_put(out, "\nOther addresses in answers are left out.\n");
}

/* Techniques, tools it resembles, and the encoding of its payloads. */
static void put_attack(struct out *out, const struct node *f)
{
	for (const struct node *t = document_members(f, "attack"); t; t = t->next) {
		out_put(out, "\n- ");
		md_text(out, document_text(t, "id"));
		out_put(out, " ");
		md_text(out, document_text(t, "name"));
	}
	for (const struct node *t = document_members(f, "looks_like"); t; t = t->next) {
		out_put(out, "\n- looks like ");
		md_text(out, document_text(t, "tool"));
		out_put(out, ": ");
		md_text(out, document_text(t, "why"));
		out_put(out, document_bool(t, "exact")
				 ? ""
				 : " \\(not conclusive, other tools match too\\)");
	}
	if (*document_text(f, "decoded_as")) {
		out_put(out, "\n- ");
		md_text(out, document_text(f, "decoded_as"));
	}
	out_put(out, document_members(f, "attack") ? "\n" : "");
}

static void put_finding(
    struct out *out, const struct node *f, const struct node *report, const struct time_zone *zone)
{
	char when[FIGURE_MAX];
	char words[VIEW_SAMPLE_MAX], sentence[KIND_SENTENCE_MAX];

	out_print(out, "\n## %" PRId64 ". ", document_integer(f, "rank"));
	md_name(out, document_text(f, "domain.apex"));
	out_put(out, " (");
	md_text(out, document_text(f, "level"));
	out_print(out, ", %" PRId64 ")\n\n", document_integer(f, "score"));
	md_text(out, view_kind_words(document_text(f, "kind")));
	out_put(out, *kind_sentence(f, sentence) ? ": " : "");
	md_text(out, sentence);
	out_put(out, "\\.\n\n");
	md_text(out, lines_rfc3339_in(zone, document_text(f, "first"), when));
	out_put(out, " to ");
	md_text(out, lines_rfc3339_in(zone, document_text(f, "last"), when));
	md_count(out, ": ", f, "volume.queries");
	md_count(out, " queries, ", f, "volume.responses");
	md_count(out, " responses, ", f, "volume.unique_names");
	md_count(out, " unique names, about ", f, "volume.up_bytes");
	md_count(out, " bytes sent, ", f, "volume.down_bytes");
	out_put(out, " bytes received.\n");
	if (view_small_sample(f, words))
		out_print(out, "Sample: %s.\n", words);
	put_clients(out, f, report);
	put_attack(out, f);
	put_reasons(out, f, zone);
	put_evidence(out, f, report, zone);
	put_answers(out, f);
	if (*document_text(f, "filters.tshark"))
		out_print(out, "\n    %s\n", document_text(f, "filters.tshark"));
	if (*view_kind_advice(document_text(f, "kind"))) {
		out_put(out, "\nDo: ");
		md_text(out, view_kind_advice(document_text(f, "kind")));
		out_put(out, "\\.\n");
	}
}

void md_write(struct out *out, const struct node *report, const struct layout *layout)
{
	const struct time_zone *zone = view_zone_of(layout);

	put_head(out, report, zone);
	put_overview(out, report, zone);
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		put_finding(out, f, report, zone);
	md_tables(out, report, zone);
}

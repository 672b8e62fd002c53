#include "charts.h"
#include "page.h"
#include "../kind.h"
#include "../lines.h"
#include "../view.h"

#include <inttypes.h>
#include <string.h>

#include "report/levels.h"

/* Buffer for the text of a reason. */
#define REASON_MAX 512

/* What is seen of a finding that is folded. */
static void put_title(struct out *out, const struct node *f)
{
	const char *campaign = document_text(f, "domain.campaign");

	out_print(out, "<h3>%" PRId64 ". ", document_integer(f, "rank"));
	html_name(out, document_text(f, "domain.registered"));
	out_put(out, "</h3> <span class=\"badge\">");
	html_member(out, f, "level");
	out_print(out, " %" PRId64 "</span> <span>", document_integer(f, "score"));
	html_text(out, view_kind_words(document_text(f, "kind")));
	out_put(out, "</span>");
	if (*campaign) {
		out_put(out, " <span class=\"dim\">campaign <code>");
		html_text(out, campaign);
		out_put(out, "</code></span>");
	}
	out_put(out, " <code class=\"dim\">");
	html_member(out, f, "id");
	out_put(out, "</code>");
}

/* What the finding is, for people who have not met its kind before. */
static void put_what(struct out *out, const struct node *f)
{
	char sentence[KIND_SENTENCE_MAX];

	if (!*kind_sentence(f, sentence))
		return;
	out_put(out, "<p>");
	html_text(out, sentence);
	out_put(out, "</p>\n");
}

static void put_sample_fact(struct out *out, const struct node *f)
{
	char words[VIEW_SAMPLE_MAX];

	if (!view_small_sample(f, words))
		return;
	out_put(out, "<div><dt>Sample</dt><dd>");
	html_text(out, words);
	out_put(out, "</dd></div>\n");
}

static void put_volume_fact(struct out *out, const struct node *f)
{
	out_put(out, "<div><dt>Volume</dt><dd>sent about ");
	html_bytes(out, document_integer(f, "volume.up_bytes"));
	out_put(out, " in ");
	html_count(out, document_integer(f, "volume.queries"));
	out_put(out, " queries (");
	html_counted(out, document_integer(f, "volume.unique_names"), "unique name");
	out_put(out, ")<br>received ");
	if (view_down_unknown(f)) {
		out_put(out, "data: not in the log");
	} else if (document_integer(f, "volume.responses") == 0) {
		out_put(out, "nothing (no responses)");
	} else {
		html_bytes(out, document_integer(f, "volume.down_bytes"));
		out_put(out, " in ");
		html_count(out, document_integer(f, "volume.responses"));
		out_put(out, " responses");
	}
	out_put(out, "</dd></div>\n");
}

static void put_attack_fact(struct out *out, const struct node *f)
{
	if (!document_members(f, "attack"))
		return;
	out_put(out, "<div><dt>MITRE ATT&amp;CK</dt><dd>");
	for (const struct node *t = document_members(f, "attack"); t; t = t->next) {
		out_put(out, "<code>");
		html_member(out, t, "id");
		out_put(out, "</code> ");
		html_member(out, t, "name");
		out_put(out, t->next ? "<br>" : "");
	}
	out_put(out, "</dd></div>\n");
}

/* Tools and services it resembles, and the encoding of its payloads. */
static void put_likeness_fact(struct out *out, const struct node *f)
{
	const char *encoding = document_text(f, "decoded_as");

	if (!document_members(f, "looks_like") && !*encoding)
		return;
	out_put(out, "<div><dt>Tool or service</dt><dd>");
	for (const struct node *t = document_members(f, "looks_like"); t; t = t->next) {
		out_put(out, "<b>");
		html_member(out, t, "tool");
		out_put(out, "</b>: ");
		html_member(out, t, "why");
		out_put(out, document_bool(t, "exact")
				 ? "<br>"
				 : " (not conclusive, other tools match too)<br>");
	}
	html_text(out, encoding);
	out_put(out, "</dd></div>\n");
}

static void put_advice_fact(struct out *out, const struct node *f)
{
	const char *advice = view_kind_advice(document_text(f, "kind"));

	if (!*advice)
		return;
	out_put(out, "<div><dt>Do</dt><dd>");
	html_text(out, advice);
	if (!document_members(f, "block.domains") && *document_text(f, "block.why")) {
		out_put(out, "<br>Block: ");
		html_member(out, f, "block.why");
	}
	out_put(out, "</dd></div>\n");
}

static void put_facts(
    struct out *out, const struct node *report, const struct node *f, const struct time_zone *zone)
{
	out_put(out, "<dl class=\"facts\">\n");
	html_clients_fact(out, report, f);
	out_put(out, "<div><dt>Servers queried</dt><dd>");
	html_list(out, document_members(f, "servers"), NULL, (int64_t)document_count(f, "servers"));
	out_put(out, "</dd></div>\n<div><dt>When, ");
	out_put(out, !zone || strchr("+-", zone->name[0]) ? "UTC" : "");
	html_text(out, zone ? zone->name : "");
	out_put(out, "</dt><dd>");
	html_range(out, zone, document_text(f, "first"), document_text(f, "last"));
	out_put(out, "</dd></div>\n");
	put_sample_fact(out, f);
	put_volume_fact(out, f);
	put_likeness_fact(out, f);
	put_attack_fact(out, f);
	put_advice_fact(out, f);
	out_put(out, "</dl>\n");
}

/* "(other domains: 21)" for the first value. */
static void put_baseline(struct out *out, const struct node *reason)
{
	char figure[VIEW_BASELINE_MAX];

	if (!view_baseline(reason, figure))
		return;
	out_put(out, " <span class=\"dim\">(other domains: ");
	html_text(out, figure);
	out_put(out, ")</span>");
}

static void put_reasons(struct out *out, const struct node *f, const struct time_zone *zone)
{
	char text[REASON_MAX];
	unsigned i = 0;

	out_print(out, "<h4>Why: %" PRId64 " of 100 points</h4>\n", document_integer(f, "score"));
	chart_score(out, f);
	out_put(out, "<table class=\"why\"><caption>The points add up to the score</caption>\n"
		     "<tr><th scope=\"col\" colspan=\"2\">points</th><th scope=\"col\">reason "
		     "(in brackets: the same value for other domains)</th></tr>\n");
	for (const struct node *r = document_members(f, "reasons"); r; r = r->next, i++) {
		out_print(out,
		    "<tr><td><span class=\"key %s\"></span></td><td class=\"n\">%+" PRId64
		    "</td><td>",
		    chart_reason_class(i), document_integer(r, "points"));
		if (zone)
			html_text(
			    out, lines_text_in(zone, document_text(r, "text"), text, sizeof text));
		else
			html_member(out, r, "text");
		put_baseline(out, r);
		out_put(out, "</td></tr>\n");
	}
	out_put(out, "</table>\n");
}

static void put_charts(
    struct out *out, const struct node *f, const struct node *report, const struct time_zone *zone)
{
	const struct node *rest = document_get(report, "rest");

	chart_timeline(out, f, report, zone);
	out_put(out, "<div class=\"charts\">\n");
	chart_histogram(out, f, rest, "length", "Length of names", "characters left of the domain");
	chart_histogram(out, f, rest, "surprise", "Name randomness",
	    "bits per character (right = less like a hostname)");
	if (document_get(f, "query_types"))
		chart_types(out, f, rest);
	out_put(out, "</div>\n");
}

/* The clients that show the finding; the others are only counted. */
static void put_involved(struct out *out, const struct node *f)
{
	static const struct html_column columns[] = {{"client", "ip"}, {"score", "score"},
	    {"queries", "queries"}, {"responses", "responses"}, {"names", "unique_names"},
	    {"bytes sent", "up_bytes"}, {"bytes received", "down_bytes"}, {NULL, NULL}};
	int64_t involved = html_total(f, "clients_involved");

	html_rows(out, NULL, "Clients that show the finding", document_members(f, "clients"),
	    columns, involved < HTML_ROWS_MAX ? (size_t)involved : HTML_ROWS_MAX);
}

static void put_evidence(
    struct out *out, const struct node *f, const struct node *report, const struct time_zone *zone)
{
	static const struct html_column columns[] = {{"packet", "packet"}, {"time", "time"},
	    {"from", "src"}, {"to", "dst"}, {"type", "qtype"}, {"name", "qname"}, {NULL, NULL}};
	const struct node *first = document_members(f, "evidence");

	out_put(out, "<details class=\"evidence\"><summary>Evidence</summary>\n");
	if (first) {
		out_put(out, "<p>First in <code>");
		html_text(out, view_input_path(report, first));
		out_put(out, "</code>; packets are numbered as in Wireshark.</p>\n");
		html_table_in(out, zone, "Earliest sampled queries", first, columns, HTML_ROWS_MAX);
	}
	html_answers(out, f, zone);
	put_involved(out, f);
	if (*document_text(f, "filters.tshark")) {
		out_put(out, "<p>All packets: display filter for Wireshark and tshark");
		if (*document_text(f, "filters.tshark_options")) {
			out_put(out, ", with the options <code>");
			html_member(out, f, "filters.tshark_options");
			out_put(out, "</code>");
		}
		out_put(out, "</p>\n<pre>");
		html_member(out, f, "filters.tshark");
		out_put(out, "</pre>\n");
	}
	if (*document_text(f, "filters.bpf")) {
		out_put(out, "<p>All DNS packets of its clients, whatever the names: filter for "
			     "tcpdump</p>\n<pre>");
		html_member(out, f, "filters.bpf");
		out_put(out, "</pre>\n");
	}
	out_put(out, "</details>\n");
}

/* The domains of a group. */
static void put_pool(struct out *out, const struct node *f)
{
	size_t listed = document_count(f, "pool.domains");
	int64_t total = html_total(f, "pool.domains_total");

	if (!listed)
		return;
	out_put(out, "<details><summary>");
	html_counted(out, total, "domain");
	out_put(out, " of this group: ");
	html_member(out, f, "pool.why");
	out_put(out, "</summary>\n<ul class=\"names\">\n");
	for (const struct node *d = document_members(f, "pool.domains"); d; d = d->next) {
		out_put(out, "<li>");
		html_name(out, d->kind == NODE_TEXT ? d->text : "");
		out_put(out, "</li>\n");
	}
	out_put(out, "</ul>\n");
	if (total > (int64_t)listed) {
		out_put(out, "<p class=\"dim\">");
		html_counted(out, total - (int64_t)listed, "more domain");
		out_put(out, total - (int64_t)listed == 1 ? " is only counted.</p>\n"
							  : " are only counted.</p>\n");
	}
	out_put(out, "</details>\n");
}

/* Benign causes that were looked for in vain. */
static void put_benign(struct out *out, const struct node *f)
{
	const char *between = "<p class=\"dim\">Benign causes checked and not found: ";

	for (const struct node *c = document_members(f, "checked"); c; c = c->next) {
		if (document_bool(c, "found"))
			continue;
		out_put(out, between);
		html_member(out, c, "what");
		between = ", ";
	}
	out_put(out, *between == ',' ? "</p>\n" : "");
}

/* The first few to act on are unfolded. Links lead to what is folded, which opens it. */
void html_finding(
    struct out *out, const struct node *f, const struct node *report, const struct time_zone *zone)
{
	bool open = levels_urgent(document_integer(f, "score")) &&
		    document_integer(f, "rank") <= HTML_FIRST;

	out_put(out, "<article class=\"");
	html_member(out, f, "level");
	out_print(out, "\"><details%s><summary>", open ? " open" : "");
	put_title(out, f);
	out_put(out, "</summary>\n<div class=\"body\" id=\"");
	html_member(out, f, "id");
	out_put(out, "\">\n");
	put_what(out, f);
	put_facts(out, report, f, zone);
	put_pool(out, f);
	put_reasons(out, f, zone);
	put_benign(out, f);
	put_charts(out, f, report, zone);
	put_evidence(out, f, report, zone);
	out_put(out, "</div></details></article>\n");
}

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

static void put_loss(struct out *out, int64_t count, const char *what)
{
	if (count <= 0)
		return;
	out_put(out, "<br><span class=\"bad\">");
	html_counted(out, count, what);
	out_put(out, "</span>");
}

/* What makes the evidence incomplete, besides files that are not read to the end. */
static void put_losses(struct out *out, const struct node *report)
{
	if (*document_text(report, "run.interrupted")) {
		out_put(out, "<br><span class=\"bad\">Interrupted by ");
		html_member(out, report, "run.interrupted");
		out_put(out, "</span>");
	}
	put_loss(
	    out, document_integer(report, "anomalies.file-appended.count"), "appended capture");
	put_loss(out, document_integer(report, "anomalies.link-fragment.count"),
	    "link-layer or tunnel fragment");
	for (const struct node *l = document_members(report, "limits"); l; l = l->next) {
		out_put(out, "<br><span class=\"bad\">");
		html_member(out, l, "what");
		out_put(out, "</span>");
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
	put_losses(out, report);
	const struct node *matters = view_unread_next(report, NULL);
	for (const struct node *u = document_members(report, "coverage.unread"); u; u = u->next) {
		bool bad = u == matters;

		if (bad)
			matters = view_unread_next(report, u);
		out_print(out, "<br><span class=\"%s\">Not read: ", bad ? "bad" : "dim");
		html_member(out, u, "text");
		out_put(out, *document_text(u, "option") ? " (add " : "");
		html_member(out, u, "option");
		out_put(out, *document_text(u, "option") ? ")</span>" : "</span>");
	}
	out_put(out, "</dd></div>\n");
}

static void put_cards(struct out *out, const struct node *report, const struct time_zone *zone)
{
	char name[VIEW_ZONE_MAX];

	out_put(out, "<dl class=\"facts\">\n");
	put_evidence_card(out, report);
	out_put(out, "<div><dt>Time covered, ");
	html_text(out, view_zone(zone, report, name));
	out_put(out, "</dt><dd>");
	html_range(out, zone, document_text(report, "coverage.from"),
	    document_text(report, "coverage.to"));
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

void html_summary(struct out *out, const struct node *report, const struct time_zone *zone)
{
	out_put(out, "<header>\n<p class=\"dim\">dnsferret ");
	html_member(out, report, "tool.version");
	out_put(out, ": report on captured DNS traffic</p>\n<h1>");
	html_case(out, report);
	out_put(out, "</h1>\n");
	put_verdict(out, report);
	put_cards(out, report, zone);
	put_troubles(out, report);
	out_put(out, "</header>\n");
}

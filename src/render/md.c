#include "formats.h"
#include "kind.h"
#include "lines.h"
#include "view.h"

#include <inttypes.h>
#include <string.h>

#include "base/idn.h"

/* Rows of a table: a ticket needs only the first few. */
#define ROWS_MAX 50

/* Any punctuation may be escaped with a backslash (CommonMark 2.4). Dots, colons and @ are escaped
 * too, so that no captured name becomes a link. */
static void put_text(struct out *out, const char *text)
{
	static const char special[] = "\\`*_{}[]<>()#+-.!|&~@:\"'$=^";

	for (; *text; text++) {
		if (strchr(special, *text))
			out_put(out, "\\");
		out_write(out, text, 1);
	}
}

/* A name with its Unicode form as character references (CommonMark 2.5), so that the file is ASCII.
 */
static void put_name(struct out *out, const char *name)
{
	struct idn_name unicode;

	put_text(out, name);
	if (!idn_name_read(&unicode, name))
		return;
	out_put(out, " \\(");
	for (unsigned i = 0; i < unicode.count; i++)
		out_print(out, "&#%u;", (unsigned)unicode.code[i]);
	out_put(out, "\\)");
}

static void put_name_cell(struct out *out, const char *name)
{
	out_put(out, " ");
	put_name(out, name);
	out_put(out, " |");
}

static void put_cell(struct out *out, const char *text)
{
	out_put(out, " ");
	put_text(out, *text ? text : "-");
	out_put(out, " |");
}

static void put_count(struct out *out, const char *before, const struct node *map, const char *path)
{
	char figure[FIGURE_MAX];

	out_print(out, "%s%s", before, lines_count(document_integer(map, path), figure));
}

static void put_count_cell(struct out *out, const struct node *row, const char *path)
{
	put_count(out, " ", row, path);
	out_put(out, " |");
}

/* A time as in the text report: its blank is a mark there. */
static void put_time_cell(struct out *out, char *time)
{
	for (char *c = time; *c; c++)
		*c = *c == NO_BREAK[0] ? ' ' : *c;
	put_cell(out, time);
}

/* A number without commas, for use in other programs. */
static void put_packet_cell(struct out *out, const struct node *row)
{
	out_print(out, " %" PRId64 " |", document_integer(row, "packet"));
}

static void put_head(struct out *out, const struct node *report)
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
		put_count(out, "", report, "accounting.packets");
		out_put(out, " packets, ");
	}
	if (document_integer(report, "accounting.lines.total") > 0) {
		put_count(out, "", report, "accounting.lines.total");
		out_put(out, " lines of logs, ");
	}
	put_count(out, "", report, "messages.total");
	out_put(out, " messages, ");
	put_text(out, document_text(report, "coverage.from"));
	out_put(out, " to ");
	put_text(out, document_text(report, "coverage.to"));
	out_put(out, ". All times UTC.\n");
	for (const struct node *e = document_members(report, "errors"); e; e = e->next) {
		out_put(out, "\n- ");
		put_text(out, document_text(e, "text"));
	}
	for (const struct node *u = document_members(report, "coverage.unread"); u; u = u->next) {
		out_put(out, "\n- not read: ");
		put_text(out, document_text(u, "text"));
	}
	for (const struct node *n = document_members(report, "coverage.not_measurable"); n;
	     n = n->next) {
		out_put(out, "\n- not measurable: ");
		put_text(out, document_text(n, "what"));
		out_put(out, " (");
		put_text(out, document_text(n, "why"));
		out_put(out, ")");
	}
	if (document_members(report, "errors") ||
	    document_members(report, "coverage.not_measurable"))
		out_put(out, "\n");
}

/* The client that shows a finding, if one asks for itself, and how many more do. */
static void put_client_cell(struct out *out, const struct node *f)
{
	const struct node *client = view_involved(f, false);
	int64_t others = document_integer(f, "clients_involved") - 1;
	char figure[FIGURE_MAX];

	client = client ? client : view_involved(f, true);
	out_put(out, " ");
	put_text(out, client ? document_text(client, "ip") : "-");
	if (others > 0)
		out_print(out, " and %s more", lines_count(others, figure));
	out_put(out, " |");
}

static void put_overview(struct out *out, const struct node *report)
{
	if (!document_members(report, "findings"))
		return;
	out_put(out,
	    "\n| # | score | level | domain | campaign | client | first | last | kind | id |\n"
	    "|--:|--:|---|---|---|---|---|---|---|---|\n");
	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		char time[FIGURE_MAX];

		out_put(out, "|");
		put_count_cell(out, f, "rank");
		put_count_cell(out, f, "score");
		put_cell(out, document_text(f, "level"));
		put_name_cell(out, document_text(f, "domain.registered"));
		put_cell(out, document_text(f, "domain.campaign"));
		put_client_cell(out, f);
		lines_time(document_text(f, "first"), time);
		put_time_cell(out, time);
		lines_time(document_text(f, "last"), time);
		put_time_cell(out, time);
		put_cell(out, view_kind_words(document_text(f, "kind")));
		put_cell(out, document_text(f, "id"));
		out_put(out, "\n");
	}
}

static void put_reasons(struct out *out, const struct node *f)
{
	out_put(out, "\n| points | why |\n|--:|---|\n");
	for (const struct node *r = document_members(f, "reasons"); r; r = r->next) {
		out_print(out, "| %+" PRId64 " |", document_integer(r, "points"));
		put_cell(out, document_text(r, "text"));
		out_put(out, "\n");
	}
}

static void put_evidence(struct out *out, const struct node *f, const struct node *report)
{
	if (!document_members(f, "evidence"))
		return;
	out_put(out, "\n| file | packet | time | from | to | type | name |\n"
		     "|---|--:|---|---|---|---|---|\n");
	for (const struct node *e = document_members(f, "evidence"); e; e = e->next) {
		out_put(out, "|");
		put_cell(out, view_base_name(view_input_path(report, e)));
		put_packet_cell(out, e);
		put_cell(out, document_text(e, "time"));
		put_cell(out, document_text(e, "src"));
		put_cell(out, document_text(e, "dst"));
		put_cell(out, document_text(e, "qtype"));
		put_name_cell(out, document_text(e, "qname"));
		out_put(out, "\n");
	}
}

/* Techniques, tools it resembles, and the encoding of its payloads. */
static void put_attack(struct out *out, const struct node *f)
{
	for (const struct node *t = document_members(f, "attack"); t; t = t->next) {
		out_put(out, "\n- ");
		put_text(out, document_text(t, "id"));
		out_put(out, " ");
		put_text(out, document_text(t, "name"));
	}
	for (const struct node *t = document_members(f, "looks_like"); t; t = t->next) {
		out_put(out, "\n- looks like ");
		put_text(out, document_text(t, "tool"));
		out_put(out, ": ");
		put_text(out, document_text(t, "why"));
		out_put(out, document_bool(t, "exact")
				 ? ""
				 : " \\(not conclusive, other tools match too\\)");
	}
	if (*document_text(f, "decoded_as")) {
		out_put(out, "\n- ");
		put_text(out, document_text(f, "decoded_as"));
	}
	out_put(out, document_members(f, "attack") ? "\n" : "");
}

static void put_finding(struct out *out, const struct node *f, const struct node *report)
{
	char words[VIEW_SAMPLE_MAX], sentence[KIND_SENTENCE_MAX];

	out_print(out, "\n## %" PRId64 ". ", document_integer(f, "rank"));
	put_name(out, document_text(f, "domain.apex"));
	out_put(out, " (");
	put_text(out, document_text(f, "level"));
	out_print(out, ", %" PRId64 ")\n\n", document_integer(f, "score"));
	put_text(out, view_kind_words(document_text(f, "kind")));
	out_put(out, *kind_sentence(f, sentence) ? ": " : "");
	put_text(out, sentence);
	out_put(out, "\\.\n\n");
	put_text(out, document_text(f, "first"));
	out_put(out, " to ");
	put_text(out, document_text(f, "last"));
	put_count(out, ": ", f, "volume.queries");
	put_count(out, " queries, ", f, "volume.responses");
	put_count(out, " responses, ", f, "volume.unique_names");
	put_count(out, " unique names, about ", f, "volume.up_bytes");
	put_count(out, " bytes sent, ", f, "volume.down_bytes");
	out_put(out, " bytes received.\n");
	if (view_small_sample(f, words))
		out_print(out, "Sample: %s.\n", words);
	put_attack(out, f);
	put_reasons(out, f);
	put_evidence(out, f, report);
	if (*document_text(f, "filters.tshark"))
		out_print(out, "\n    %s\n", document_text(f, "filters.tshark"));
	if (*view_kind_advice(document_text(f, "kind"))) {
		out_put(out, "\nDo: ");
		put_text(out, view_kind_advice(document_text(f, "kind")));
		out_put(out, "\\.\n");
	}
}

static void put_clients(struct out *out, const struct node *report)
{
	const struct node *c = document_members(report, "clients");
	char figure[FIGURE_MAX];

	if (!c)
		return;
	out_put(out, "\n## Clients\n\n| # | score | client | role | queries | domains |\n"
		     "|--:|--:|---|---|--:|--:|\n");
	for (unsigned shown = 0; c && shown < ROWS_MAX; c = c->next, shown++) {
		out_put(out, "|");
		put_count_cell(out, c, "rank");
		put_count_cell(out, c, "score");
		put_cell(out, document_text(c, "ip"));
		put_cell(out, document_text(c, "role"));
		put_count_cell(out, c, "queries");
		put_count_cell(out, c, "domains");
		out_put(out, "\n");
	}
	if (c)
		out_print(out, "\n%s clients in total.\n",
		    lines_count(document_integer(report, "clients_total"), figure));
}

static void put_allowed(struct out *out, const struct node *report)
{
	const struct node *s = document_members(report, "suppressed");

	if (!s)
		return;
	out_put(out, "\n## Allowed\n\n| score | finding | domain | rule | reason |\n"
		     "|--:|---|---|---|---|\n");
	for (; s; s = s->next) {
		out_put(out, "|");
		put_count_cell(out, s, "score");
		put_cell(out, document_text(s, "id"));
		put_name_cell(out, document_text(s, "domain"));
		put_cell(out, document_text(s, "rule"));
		put_cell(out, document_text(s, "reason"));
		out_put(out, "\n");
	}
}

static void put_intel(struct out *out, const struct node *report)
{
	const struct node *m = document_members(report, "intel.matches");

	if (!m)
		return;
	out_put(out,
	    "\n## Matches of lists\n\n| indicator | list | in | client | messages | first |\n"
	    "|---|---|---|---|--:|---|\n");
	for (; m; m = m->next) {
		out_put(out, "|");
		put_name_cell(out, document_text(m, "indicator"));
		put_cell(out, document_text(m, "list"));
		put_cell(out, document_text(m, "in"));
		put_cell(out, document_text(m, "client"));
		put_count_cell(out, m, "messages");
		put_cell(out, document_text(m, "first"));
		out_put(out, "\n");
	}
}

static void put_forwarding(struct out *out, const struct node *report)
{
	const struct node *d = document_members(report, "forwarding.direct");
	char figure[FIGURE_MAX];

	if (!d)
		return;
	out_put(out,
	    "\n## Clients that query the internet directly\n\n| client | servers | first |\n"
	    "|---|--:|---|\n");
	for (unsigned shown = 0; d && shown < ROWS_MAX; d = d->next, shown++) {
		const struct node *server = document_members(d, "servers");

		out_put(out, "|");
		put_cell(out, document_text(d, "ip"));
		put_count_cell(out, d, "servers_total");
		put_cell(out, server && server->kind == NODE_TEXT ? server->text : "");
		out_put(out, "\n");
	}
	out_print(out, "\n%s clients in total.\n",
	    lines_count(document_integer(report, "forwarding.direct_total"), figure));
}

static void put_inputs(struct out *out, const struct node *report)
{
	out_put(
	    out, "\n## Inputs\n\n| input | packets | status | SHA\\-256 |\n|---|--:|---|---|\n");
	for (const struct node *in = document_members(report, "inputs"); in; in = in->next) {
		out_put(out, "|");
		put_cell(out, document_text(in, "path"));
		put_count_cell(out, in, document_integer(in, "lines") > 0 ? "lines" : "packets");
		put_cell(out, document_text(in, "status"));
		put_cell(out, document_text(in, "sha256"));
		out_put(out, "\n");
	}
	int64_t others = document_integer(report, "accounting.other_files");
	if (others > 0)
		out_print(out,
		    "\nOther files in directories, not captures, skipped: %" PRId64 ".\n", others);
}

void md_write(struct out *out, const struct node *report, const struct layout *layout)
{
	(void)layout;
	put_head(out, report);
	put_overview(out, report);
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		put_finding(out, f, report);
	put_intel(out, report);
	put_allowed(out, report);
	put_clients(out, report);
	put_forwarding(out, report);
	put_inputs(out, report);
}

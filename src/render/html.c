#include "formats.h"
#include "json_value.h"
#include "view.h"

#include <inttypes.h>
#include <string.h>

static const char page_head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>dnsferret report</title>\n<style>\n"
    ":root{color-scheme:light dark;--ink:#1b1f24;--page:#fff;--soft:#f3f4f6;--line:#d5d9df;"
    "--critical:#b3001b;--high:#c2410c;--medium:#8a6100;--low:#1d5fa8;--info:#5b6470;"
    "--good:#1a7f37}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--page:#14171b;--soft:#1e2329;"
    "--line:#39414b;--critical:#ff7b86;--high:#ff9a62;--medium:#e5b93c;--low:#79b8ff;"
    "--info:#9aa4b0;--good:#56d364}}\n"
    "body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);"
    "max-width:72rem;margin:0 auto;padding:1rem}\n"
    "h1{font-size:1.3rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem;"
    "border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:0;overflow-wrap:anywhere}\n"
    "article{border:1px solid var(--line);border-left:.4rem solid var(--info);"
    "border-radius:.3rem;padding:.7rem 1rem;margin:1rem 0}\n"
    ".wide{overflow-x:auto}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.2rem .6rem;border-bottom:1px solid var(--line);"
    "vertical-align:top}.n{text-align:right;font-variant-numeric:tabular-nums}\n"
    "code,pre,.m{font-family:ui-monospace,monospace;font-size:.86rem;overflow-wrap:anywhere}"
    "pre{background:var(--soft);padding:.6rem;overflow-x:auto}\n"
    ".verdict{font-size:1.25rem;font-weight:700}svg{display:block;width:100%;height:.7rem}"
    "rect{fill:var(--soft)}\n"
    ".critical{border-left-color:var(--critical)}.critical b,.critical rect+rect{color:"
    "var(--critical);fill:var(--critical)}\n"
    ".high{border-left-color:var(--high)}.high b,.high rect+rect{color:var(--high);"
    "fill:var(--high)}\n"
    ".medium{border-left-color:var(--medium)}.medium b,.medium rect+rect{color:var(--medium);"
    "fill:var(--medium)}\n"
    ".low{border-left-color:var(--low)}.low b,.low rect+rect{color:var(--low);fill:var(--low)}\n"
    ".info b,.info rect+rect{color:var(--info);fill:var(--info)}.good{color:var(--good)}"
    ".bad{color:var(--high)}\n"
    "@media print{body{max-width:none;font-size:11px}article{break-inside:avoid}"
    "details:not([open])>*{display:none}}\n"
    "</style>\n</head>\n<body>\n";

static void put_text(struct out *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			out_put(out, "&amp;");
			break;
		case '<':
			out_put(out, "&lt;");
			break;
		case '>':
			out_put(out, "&gt;");
			break;
		case '"':
			out_put(out, "&quot;");
			break;
		case '\'':
			out_put(out, "&#39;");
			break;
		default:
			out_write(out, text, 1);
		}
	}
}

static void put_cell(struct out *out, const struct node *row, const char *path)
{
	const struct node *value = document_get(row, path);
	char number[NUMBER_TEXT_MAX];

	if (value && (value->kind == NODE_INTEGER || value->kind == NODE_DECIMAL)) {
		out_print(out, "<td class=\"n\">%s</td>", document_number_text(value, number));
		return;
	}
	out_put(out, "<td class=\"m\">");
	put_text(out, document_text(row, path));
	out_put(out, "</td>");
}

/* A list as a table: the paths of the columns are also their titles. */
static void put_table(
    struct out *out, const struct node *row, const char *const *paths, unsigned top)
{
	unsigned shown = 0;

	out_put(out, "<div class=\"wide\"><table>\n<tr>");
	for (const char *const *p = paths; *p; p++) {
		const char *dot = strrchr(*p, '.');

		out_put(out, "<th>");
		put_text(out, dot ? dot + 1 : *p);
		out_put(out, "</th>");
	}
	out_put(out, "</tr>\n");
	for (; row && (top == 0 || shown < top); row = row->next, shown++) {
		out_put(out, "<tr>");
		for (const char *const *p = paths; *p; p++)
			put_cell(out, row, *p);
		out_put(out, "</tr>\n");
	}
	out_put(out, "</table></div>\n");
}

static void put_line(struct out *out, const char *class, const char *before, const char *text)
{
	out_print(out, "<p class=\"%s\">%s", class, before);
	put_text(out, text);
	out_put(out, "</p>\n");
}

static void put_head(struct out *out, const struct node *report)
{
	bool complete = document_bool(report, "complete");

	out_put(out, "<h1>dnsferret ");
	put_text(out, document_text(report, "tool.version"));
	out_put(out, "</h1>\n<p class=\"verdict\">");
	if (document_members(report, "findings"))
		out_print(out, "%zu act now, %zu review, %zu weak",
		    view_count_levels(report, "critical", "high"),
		    view_count_levels(report, "medium", ""),
		    view_count_levels(report, "low", "info"));
	else
		put_text(out, view_nothing_words(report));
	out_print(out,
	    "</p>\n<p class=\"%s\">Evidence %s: %zu inputs, %" PRId64 " packets, %" PRId64
	    " messages, %" PRId64 " packets that could not be decoded</p>\n",
	    complete ? "good" : "bad", complete ? "complete" : "INCOMPLETE",
	    document_count(report, "inputs"), document_integer(report, "accounting.packets"),
	    document_integer(report, "messages.total"),
	    document_integer(report, "accounting.undecodable.total"));
	for (const struct node *e = document_members(report, "errors"); e; e = e->next)
		put_line(out, "bad", "", document_text(e, "text"));
	put_line(out, "span", "Vantage: ", document_text(report, "coverage.vantage.text"));
	for (const struct node *n = document_members(report, "coverage.not_measurable"); n;
	     n = n->next)
		put_line(out, "bad", "Unknown: ", document_text(n, "why"));
	out_put(out, "<p class=\"m\">");
	put_text(out, document_text(report, "coverage.from"));
	out_put(out, " .. ");
	put_text(out, document_text(report, "coverage.to"));
	out_put(out, "</p>\n");
}

/* A bar of `part` out of a hundred. */
static void put_bar(struct out *out, int64_t part)
{
	part = part < 0 ? 0 : part > 100 ? 100 : part;
	out_print(out,
	    "<svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" role=\"img\" "
	    "aria-label=\"%" PRId64 " of 100\"><rect width=\"100\" height=\"4\"/>"
	    "<rect width=\"%" PRId64 "\" height=\"4\"/></svg>\n",
	    part, part);
}

static void put_reasons(struct out *out, const struct node *f)
{
	out_put(out, "<table>\n");
	for (const struct node *r = document_members(f, "reasons"); r; r = r->next) {
		int64_t points = document_integer(r, "points");

		out_print(
		    out, "<tr><td class=\"n\">%+" PRId64 "</td><td style=\"width:20%%\">", points);
		put_bar(out, points);
		out_put(out, "</td><td>");
		put_text(out, document_text(r, "text"));
		out_put(out, "</td></tr>\n");
	}
	out_put(out, "</table>\n");
}

static void put_evidence(struct out *out, const struct node *f, const struct node *report)
{
	static const char *const rest[] = {"packet", "time", "src", "dst", "qtype", "qname", NULL};

	out_put(out, "<details><summary>Evidence</summary><div class=\"wide\"><table>\n"
		     "<tr><th>file</th><th>packet</th><th>time</th><th>from</th><th>to</th>"
		     "<th>type</th><th>name</th></tr>\n");
	for (const struct node *e = document_members(f, "evidence"); e; e = e->next) {
		out_put(out, "<tr><td class=\"m\">");
		put_text(out, view_base_name(view_input_path(report, e)));
		out_put(out, "</td>");
		for (const char *const *path = rest; *path; path++)
			put_cell(out, e, *path);
		out_put(out, "</tr>\n");
	}
	out_put(out, "</table></div><pre>");
	put_text(out, document_text(f, "filters.tshark"));
	out_put(out, "</pre></details>\n");
}

static void put_finding(struct out *out, const struct node *f, const struct node *report)
{
	out_put(out, "<article class=\"");
	put_text(out, document_text(f, "level"));
	out_print(out, "\" id=\"");
	put_text(out, document_text(f, "id"));
	out_print(out, "\">\n<h3>%" PRId64 ". ", document_integer(f, "rank"));
	put_text(out, document_text(f, "domain.apex"));
	out_put(out, "</h3>\n<p><b>");
	put_text(out, document_text(f, "level"));
	out_print(out, " %" PRId64 "</b> ", document_integer(f, "score"));
	put_text(out, view_kind_words(document_text(f, "kind")));
	out_put(out, " <code>");
	put_text(out, document_text(f, "id"));
	out_put(out, "</code></p>\n");
	put_bar(out, document_integer(f, "score"));
	out_put(out, "<p>Client <code>");
	put_text(out, document_text(document_members(f, "clients"), "ip"));
	out_print(out, "</code> (%" PRId64 " of %" PRId64 " that ask for the domain), ",
	    document_integer(f, "clients_involved"), document_integer(f, "clients_total"));
	put_text(out, document_text(f, "first"));
	out_put(out, " .. ");
	put_text(out, document_text(f, "last"));
	out_print(out,
	    "; %" PRId64 " queries, %" PRId64 " responses, %" PRId64 " different names, about "
	    "%" PRId64 " bytes up, %" PRId64 " bytes down</p>\n",
	    document_integer(f, "volume.queries"), document_integer(f, "volume.responses"),
	    document_integer(f, "volume.unique_names"), document_integer(f, "volume.up_bytes"),
	    document_integer(f, "volume.down_bytes"));
	put_reasons(out, f);
	put_evidence(out, f, report);
	out_put(out, "</article>\n");
}

static void put_tables(struct out *out, const struct node *report, unsigned top)
{
	static const char *const clients[] = {"rank", "score", "ip", "role", "queries", "domains",
	    "txt_ratio", "max_burst.names", NULL};
	static const char *const domains[] = {
	    "rank", "score", "registered", "finding", "clients", "queries", "unique_names", NULL};
	static const char *const inputs[] = {
	    "path", "format", "size", "packets", "status", "sha256", NULL};

	out_put(out, "<h2>Clients</h2>\n");
	put_table(out, document_members(report, "clients"), clients, top);
	out_put(out, "<h2>Domains</h2>\n");
	put_table(out, document_members(report, "domains"), domains, top);
	out_put(out, "<h2>Inputs</h2>\n");
	put_table(out, document_members(report, "inputs"), inputs, 0);
}

/* The report itself, as text that nothing reads but people and programs that want it. */
static void put_json(struct out *out, const struct node *report)
{
	struct out *json = out_memory();

	json_value(json, report, false);
	out_put(out, "<details><summary>JSON</summary><pre id=\"report\">");
	put_text(out, out_text(json, NULL));
	out_put(out, "</pre></details>\n");
	out_discard(json);
}

void html_write(struct out *out, const struct node *report, const struct layout *layout)
{
	out_put(out, page_head);
	put_head(out, report);
	if (document_members(report, "findings"))
		out_put(out, "<h2>Findings</h2>\n");
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		put_finding(out, f, report);
	put_tables(out, report, layout->top);
	put_json(out, report);
	out_put(out, "</body>\n</html>\n");
}

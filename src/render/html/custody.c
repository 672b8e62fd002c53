#include "page.h"

#include <inttypes.h>
#include <string.h>

static void put_sum_row(
    struct out *out, const char *what, const struct node *report, const char *path)
{
	out_print(out, "<tr><td>%s</td><td class=\"n\">", what);
	html_count(out, document_integer(report, path));
	out_put(out, "</td></tr>\n");
}

static void put_accounting(struct out *out, const struct node *report)
{
	static const struct {
		const char *what, *path;
	} rows[] = {
	    {"DNS over UDP", "accounting.dns_udp"},
	    {"DNS over TCP", "accounting.dns_tcp"},
	    {"IP fragments", "accounting.ip_fragments"},
	    {"not DNS", "accounting.not_dns"},
	    {"not decodable", "accounting.undecodable.total"},
	    {"filtered out by an option", "accounting.filtered"},
	    {"<b>all packets</b>", "accounting.packets"},
	    {"unaccounted for (must be 0)", "accounting.balance"},
	};

	out_put(out, "<div><table><caption>Packets: each is counted once</caption>\n");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		put_sum_row(out, rows[i].what, report, rows[i].path);
	out_put(out, "</table></div>\n");
}

static void put_messages(struct out *out, const struct node *report)
{
	static const struct {
		const char *what, *path;
	} rows[] = {
	    {"queries", "messages.queries"},
	    {"responses", "messages.responses"},
	    {"not DNS on the DNS port", "messages.bad"},
	    {"<b>all messages</b>", "messages.total"},
	    {"of these truncated by the capture", "messages.cut"},
	    {"of these malformed", "messages.malformed"},
	};

	out_put(out, "<div><table><caption>DNS messages</caption>\n");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		put_sum_row(out, rows[i].what, report, rows[i].path);
	out_put(out, "</table></div>\n");
}

/* Named anomalies with the first packet of each. */
static void put_anomalies(struct out *out, const struct node *report)
{
	const struct node *a = document_members(report, "anomalies");

	if (!a)
		return;
	out_put(out,
	    "<div class=\"wide\" tabindex=\"0\" role=\"group\" "
	    "aria-label=\"Protocol anomalies\"><table><caption>Protocol anomalies</caption>\n"
	    "<tr><th scope=\"col\">name</th><th scope=\"col\" class=\"n\">count</th>"
	    "<th scope=\"col\" class=\"n\">first packet</th><th scope=\"col\">what</th></tr>\n");
	for (; a; a = a->next) {
		out_put(out, "<tr><td class=\"m\">");
		html_text(out, a->key);
		out_put(out, "</td><td class=\"n\">");
		html_count(out, document_integer(a, "count"));
		out_put(out, "</td><td class=\"n\">");
		html_count(out, document_integer(a, "first.packet"));
		out_put(out, "</td><td>");
		html_member(out, a, "what");
		out_put(out, "</td></tr>\n");
	}
	out_put(out, "</table></div>\n");
}

void html_health(struct out *out, const struct node *report, const struct time_zone *zone)
{
	static const struct html_column gaps[] = {{"from", "from"}, {"to", "to"},
	    {"seconds", "seconds"}, {"within", "input"}, {NULL, NULL}};

	out_put(out,
	    "<section aria-labelledby=\"health\">\n<h2 id=\"health\">Evidence health</h2>\n"
	    "<div class=\"charts\">\n");
	put_accounting(out, report);
	put_messages(out, report);
	out_put(out, "</div>\n");
	put_anomalies(out, report);
	if (document_members(report, "coverage.gaps"))
		html_table_in(out, zone, "Gaps: no packet in any input",
		    document_members(report, "coverage.gaps"), gaps, HTML_ROWS_MAX);
	out_put(out, "</section>\n");
}

static void put_fact(struct out *out, const char *what, const struct node *map, const char *path)
{
	out_print(out, "<div><dt>%s</dt><dd>", what);
	html_member(out, map, path);
	out_put(out, "</dd></div>\n");
}

/* Keys and values of a map of scalars. */
static void put_pairs(struct out *out, const char *what, const struct node *map)
{
	char number[NUMBER_TEXT_MAX];

	out_print(out, "<div><dt>%s</dt><dd>", what);
	for (const struct node *m = map ? document_first(map) : NULL; m; m = m->next) {
		html_text(out, m->key);
		out_put(out, " ");
		if (m->kind == NODE_TEXT)
			html_text(out, m->text);
		else if (m->kind == NODE_INTEGER || m->kind == NODE_DECIMAL)
			out_put(out, document_number_text(m, number));
		else
			out_put(out, m->kind == NODE_BOOL ? (m->number ? "yes" : "no") : "-");
		out_put(out, m->next ? ", " : "");
	}
	out_put(out, "</dd></div>\n");
}

static void put_command(struct out *out, const struct node *report)
{
	out_put(out, "<h3 class=\"sub\">Command</h3>\n<pre>");
	for (const struct node *word = document_members(report, "run.argv"); word;
	     word = word->next) {
		html_text(out, word->kind == NODE_TEXT ? word->text : "");
		out_put(out, word->next ? " " : "");
	}
	out_put(out, "</pre>\n");
}

void html_custody(struct out *out, const struct node *report, const struct time_zone *zone)
{
	static const struct html_column inputs[] = {{"input", "path"}, {"format", "format"},
	    {"bytes", "size"}, {"packets", "packets"}, {"first", "first"}, {"last", "last"},
	    {"status", "status"}, {"SHA-256", "sha256"}, {NULL, NULL}};

	out_put(out,
	    "<section aria-labelledby=\"custody\">\n<h2 id=\"custody\">Chain of custody</h2>\n");
	html_table_in(
	    out, zone, "Inputs as read", document_members(report, "inputs"), inputs, HTML_ROWS_MAX);
	if (document_integer(report, "accounting.other_files") > 0) {
		out_put(out, "<dl class=\"facts\">\n");
		put_fact(out, "Other files in directories, not captures, skipped", report,
		    "accounting.other_files");
		out_put(out, "</dl>\n");
	}
	put_command(out, report);
	out_put(out, "<h3 class=\"sub\">Program</h3>\n<dl class=\"facts\">\n");
	put_fact(out, "dnsferret", report, "tool.version");
	put_pairs(out, "Libraries", document_get(report, "tool.libs"));
	put_pairs(out, "Configuration", document_get(report, "run.config"));
	put_fact(out, "Public Suffix List", report, "run.psl.version");
	put_fact(out, "Sandbox", report, "run.sandbox");
	put_fact(out, "Report schema", report, "schema_version");
	out_put(out, "</dl>\n</section>\n");
}

#include "sections.h"
#include "../view.h"

#include <stdint.h>
#include <string.h>

#include "base/utc.h"

#define INDENT 2
#define HANG   14

/* "412 = 300 DNS/UDP + 12 DNS/TCP + ..." */
static void put_sum(struct lines *l, const char *label, const struct node *report,
    const char *total, const char *const rows[][2], size_t count)
{
	struct out *p = lines_label(l, INDENT, label, HANG);
	char figure[FIGURE_MAX];

	out_print(p, "%s", lines_count(document_integer(report, total), figure));
	for (size_t i = 0; i < count; i++)
		out_print(p, " %c %s" NO_BREAK "%s", i ? '+' : '=',
		    lines_count(document_integer(report, rows[i][0]), figure), rows[i][1]);
}

static void put_packets(struct lines *l, const struct node *report)
{
	static const char *const rows[][2] = {
	    {"accounting.dns_udp", "DNS/UDP"},
	    {"accounting.dns_tcp", "DNS/TCP"},
	    {"accounting.ip_fragments", "fragments"},
	    {"accounting.not_dns", "not" NO_BREAK "DNS"},
	    {"accounting.undecodable.total", "undecodable"},
	    {"accounting.filtered", "filtered"},
	};
	int64_t balance = document_integer(report, "accounting.balance");

	put_sum(l, "packets", report, "accounting.packets", rows, sizeof rows / sizeof *rows);
	if (balance != 0)
		out_print(l->paragraph,
		    "  " MARK_HIGH
		    "%lld packets unaccounted for: this is a bug in dnsferret, please "
		    "report it" MARK_PLAIN,
		    (long long)balance);
	lines_close(l);
}

/* The lines, or records, of logs. */
static void put_log_lines(struct lines *l, const struct node *report)
{
	static const char *const rows[][2] = {
	    {"accounting.lines.dns", "DNS"},
	    {"accounting.lines.continuation", "continuation"},
	    {"accounting.lines.other", "not" NO_BREAK "DNS"},
	    {"accounting.lines.malformed", "malformed"},
	    {"accounting.lines.filtered", "filtered"},
	};

	if (document_integer(report, "accounting.lines.total") == 0)
		return;
	put_sum(l, "lines", report, "accounting.lines.total", rows, sizeof rows / sizeof *rows);
	lines_close(l);
}

static void put_messages(struct lines *l, const struct node *report)
{
	static const char *const rows[][2] = {
	    {"messages.queries", "queries"},
	    {"messages.responses", "responses"},
	    {"messages.bad", "not" NO_BREAK "DNS"},
	};
	int64_t cut = document_integer(report, "messages.cut"),
		malformed = document_integer(report, "messages.malformed");
	char figure[FIGURE_MAX], other[FIGURE_MAX];

	put_sum(l, "messages", report, "messages.total", rows, sizeof rows / sizeof *rows);
	if (cut > 0 || malformed > 0)
		out_print(l->paragraph, "  (%s truncated by the capture, %s malformed)",
		    lines_count(cut, figure), lines_count(malformed, other));
	lines_close(l);
}

static void put_anomalies(struct lines *l, const struct node *report)
{
	const char *label = "anomalies";

	for (const struct node *a = document_members(report, "anomalies"); a;
	     a = a->next, label = "") {
		char count[FIGURE_MAX];
		struct out *p = lines_label(l, INDENT, label, HANG);

		l->hang += 2;
		out_print(p, "%s  %s: %s", lines_count(document_integer(a, "count"), count), a->key,
		    document_text(a, "what"));
		if (document_integer(a, "first.packet") > 0)
			out_print(p, " (first: file %lld %s %lld)",
			    (long long)document_integer(a, "first.input") + 1,
			    document_integer(a, "first.line") > 0 ? "line" : "packet",
			    (long long)document_integer(a, "first.packet"));
		lines_close(l);
	}
}

/* How the times of a log are to be read, and what it does not say. */
static void put_log(struct out *p, const struct node *in)
{
	static const char *const facts[][2] = {
	    {"log.zone", "zone"},
	    {"log.year", "year"},
	    {"log.date_order", "dates"},
	    {"log.resolution", "resolution"},
	};

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		if (*document_text(in, facts[i][0]))
			out_print(
			    p, "  %s" NO_BREAK "%s", facts[i][1], document_text(in, facts[i][0]));
	const char *between = "  absent: ";
	for (const struct node *a = document_members(in, "log.absent"); a; a = a->next) {
		out_print(p, "%s%s", between, a->text);
		between = ", ";
	}
}

/* `full`: also what only a closer look needs. */
static void put_file(struct lines *l, const struct node *in, const char *label, bool full)
{
	char size[FIGURE_MAX], packets[FIGURE_MAX], drops[FIGURE_MAX], comments[FIGURE_MAX],
	    from[FIGURE_MAX], to[FIGURE_MAX];
	struct out *p = lines_label(l, INDENT, label, HANG);
	const char *status = document_text(in, "status"), *error = document_text(in, "error");
	bool complete = strcmp(status, "complete") == 0;

	l->hang += 2;
	if (*document_text(in, "copy_of")) {
		out_print(p, "%s  skipped, identical to %s", document_text(in, "path"),
		    document_text(in, "copy_of"));
		lines_close(l);
		return;
	}
	int64_t records = document_integer(in, "lines");
	out_print(p, "%s  %s  %s  %s" NO_BREAK "%s  %s%s%s", document_text(in, "path"),
	    document_text(in, "format"), lines_bytes(document_integer(in, "size"), size),
	    lines_count(records > 0 ? records : document_integer(in, "packets"), packets),
	    records > 0 ? "lines" : "packets", complete ? "" : MARK_HIGH, status,
	    complete ? "" : MARK_PLAIN);
	put_log(p, in);
	if (document_integer(in, "drops") > 0)
		out_print(p, "  %s" NO_BREAK "dropped by the interface",
		    lines_count(document_integer(in, "drops"), drops));
	if (document_integer(in, "comments") > 0)
		out_print(p, "  %s" NO_BREAK "comments, the first: \"%s\"",
		    lines_count(document_integer(in, "comments"), comments),
		    document_text(in, "comment"));
	if (*error)
		out_print(p, "  %s", error);
	if (full && *document_text(in, "first"))
		out_print(p, "  %s .. %s",
		    lines_time_in(l->layout->zone, document_text(in, "first"), from),
		    lines_time_in(l->layout->zone, document_text(in, "last"), to));
	if (full && *document_text(in, "sha256"))
		out_print(p, "  sha256 %s", document_text(in, "sha256"));
	lines_close(l);
}

/* Lists all damaged files, and complete ones up to the row limit. */
static void put_files(struct lines *l, const struct node *report)
{
	const char *label = "files";
	unsigned shown = 0;
	size_t left = 0;
	bool full = l->layout->verbose > 0 || !view_judged(report);

	for (const struct node *in = document_members(report, "inputs"); in; in = in->next) {
		bool complete = strcmp(document_text(in, "status"), "complete") == 0;

		if (complete && l->layout->top > 0 && shown >= l->layout->top) {
			left++;
			continue;
		}
		put_file(l, in, label, full);
		label = "";
		shown += complete;
	}
	if (left > 0) {
		struct out *p = lines_label(l, INDENT, "", HANG);

		out_print(p, "and %zu more, complete (--all shows them)", left);
		lines_close(l);
	}
	int64_t others = document_integer(report, "accounting.other_files");
	char figure[FIGURE_MAX];
	if (others > 0) {
		out_print(lines_label(l, INDENT, "", HANG),
		    "and %s other %s in directories, not captures: skipped",
		    lines_count(others, figure), others == 1 ? "file" : "files");
		lines_close(l);
	}
}

static void put_gaps(struct lines *l, const struct node *report)
{
	const char *label = "gaps";

	for (const struct node *g = document_members(report, "coverage.gaps"); g;
	     g = g->next, label = "") {
		char from[FIGURE_MAX], to[FIGURE_MAX], span[FIGURE_MAX];
		const char *input = document_text(g, "input");
		int64_t seconds = document_integer(g, "seconds"), most = INT64_MAX / NS_PER_SECOND;
		struct out *p = lines_label(l, INDENT, label, HANG);

		out_print(p, "%s .. %s  (%s %s%s)",
		    lines_time_in(l->layout->zone, document_text(g, "from"), from),
		    lines_time_in(l->layout->zone, document_text(g, "to"), to),
		    lines_span((seconds < most ? seconds : most) * NS_PER_SECOND, span),
		    input[0] ? "without a packet in " : "between the files", input);
		lines_close(l);
	}
}

static void put_sandbox(struct lines *l, const struct node *report)
{
	const char *state = document_text(report, "run.sandbox");

	if (!state[0] || strcmp(state, "on") == 0)
		return;
	out_print(lines_label(l, INDENT, "sandbox", HANG),
	    "%s: hostile input was parsed with%s confinement", state,
	    strcmp(state, "off") == 0 ? "out" : " partial");
	lines_close(l);
}

void text_health(struct lines *l, const struct node *report)
{
	lines_heading(l, "EVIDENCE HEALTH", MARK_STRONG);
	if (document_integer(report, "accounting.packets") > 0 ||
	    document_integer(report, "accounting.lines.total") == 0)
		put_packets(l, report);
	put_log_lines(l, report);
	put_messages(l, report);
	put_anomalies(l, report);
	put_gaps(l, report);
	put_files(l, report);
	put_sandbox(l, report);
}

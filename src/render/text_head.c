#include "text_parts.h"

#include <string.h>

#include "base/utc.h"

static int64_t span_of(const char *first, const char *last)
{
	int64_t from, to;

	return utc_parse(first, &from) == 0 && utc_parse(last, &to) == 0 ? to - from : 0;
}

/* "dnsferret 0.1.0  scan case42/            all times UTC" */
static void put_command(struct lines *l, const struct node *report)
{
	struct out *words = out_memory();
	const struct node *word = document_members(report, "run.argv");
	char text[1024];
	int used;

	for (word = word ? word->next : NULL; word; word = word->next)
		out_print(words, " %s", word->text);
	out_put(words, "");
	struct out *p = lines_open(l, 0);
	const char *version = document_text(report, "tool.version");
	used = (int)(strlen("dnsferret   all times UTC") + strlen(version) + 3);
	int room = (int)l->layout->width - used;
	if (room > (int)sizeof text - 1)
		room = sizeof text - 1;
	if (room < 8)
		room = 8;
	lines_shorten(out_text(words, NULL), (unsigned)room, text);
	for (char *c = text; *c; c++)
		if (*c == ' ')
			*c = NO_BREAK[0];
	out_print(
	    p, "dnsferret %s  %-*s  all" NO_BREAK "times" NO_BREAK "UTC", version, room, text);
	lines_close(l);
	out_discard(words);
}

static void put_input_line(struct lines *l, const struct node *report)
{
	char size[FIGURE_MAX], packets[FIGURE_MAX], from[FIGURE_MAX], to[FIGURE_MAX],
	    span[FIGURE_MAX];
	int64_t bytes = 0;
	size_t count = document_count(report, "inputs");
	const char *first = document_text(report, "coverage.from"),
		   *last = document_text(report, "coverage.to");

	for (const struct node *i = document_members(report, "inputs"); i; i = i->next)
		bytes += document_integer(i, "size");
	struct out *p = lines_open(l, 0);
	out_print(p, "%zu file%s  %s  %s" NO_BREAK "packets", count, count == 1 ? "" : "s",
	    lines_bytes(bytes, size),
	    lines_count(document_integer(report, "accounting.packets"), packets));
	if (*first)
		out_print(p, "  %s .. %s  (%s)", lines_time(first, from), lines_time(last, to),
		    lines_span(span_of(first, last), span));
	lines_close(l);
	lines_blank(l);
}

static void put_count(struct out *p, size_t count, const char *mark, const char *what)
{
	if (count > 0)
		out_print(p, "%s%zu" NO_BREAK "%s" MARK_PLAIN "   ", mark, count, what);
}

static bool nothing_read(const struct node *report)
{
	return document_integer(report, "messages.queries") +
		   document_integer(report, "messages.responses") ==
	       0;
}

static void put_verdict(struct lines *l, const struct node *report)
{
	struct out *p = lines_label(l, 0, "VERDICT", HANG_HEAD);
	const char *min_level = document_text(report, "run.config.min_level");
	int64_t below = document_integer(report, "below_min_level");
	char figure[FIGURE_MAX];

	if (document_members(report, "findings")) {
		put_count(p, text_count_levels(report, "critical", "high"), MARK_CRITICAL,
		    "ACT" NO_BREAK "NOW");
		put_count(p, text_count_levels(report, "medium", ""), MARK_MEDIUM, "REVIEW");
		put_count(p, text_count_levels(report, "low", "info"), MARK_LOW, "WEAK");
	} else if (nothing_read(report)) {
		out_put(
		    p, MARK_MEDIUM "NOTHING TO JUDGE" MARK_PLAIN ": no DNS message was read   ");
	} else if (document_bool(report, "complete")) {
		out_put(p, MARK_GOOD "NOTHING FOUND" MARK_PLAIN "   ");
	} else {
		out_put(p, MARK_MEDIUM "NOTHING FOUND IN WHAT COULD BE READ" MARK_PLAIN "   ");
	}
	if (below > 0)
		out_print(p, "(%s domain%s below \"%s\")", lines_count(below, figure),
		    below == 1 ? "" : "s", min_level);
	lines_close(l);
}

/* What is wrong, worst first, in a few words. */
static void put_incomplete(struct out *p, const struct node *report)
{
	const struct node *error = document_members(report, "errors");
	const char *interrupted = document_text(report, "run.interrupted");

	out_put(p, MARK_HIGH "INCOMPLETE" MARK_PLAIN ": ");
	if (*interrupted)
		out_print(p, "interrupted by %s; ", interrupted);
	if (error)
		out_print(p, "%s; ", document_text(error, "text"));
	if (error && error->next)
		out_print(p, "%zu more below; ", document_count(report, "errors") - 1);
	for (const struct node *limit = document_members(report, "limits"); limit;
	     limit = limit->next)
		out_print(p, "%s; ", document_text(limit, "what"));
}

static void put_evidence(struct lines *l, const struct node *report)
{
	struct out *p = lines_label(l, 0, "EVIDENCE", HANG_HEAD);
	size_t files = document_count(report, "inputs"),
	       whole = files - document_count(report, "errors");
	char bad[FIGURE_MAX], all[FIGURE_MAX];

	if (document_bool(report, "complete"))
		out_put(p, MARK_GOOD "COMPLETE" MARK_PLAIN ": ");
	else
		put_incomplete(p, report);
	out_print(p, "%zu of %zu file%s read to the end; %s of %s packets could not be decoded",
	    whole, files, files == 1 ? "" : "s",
	    lines_count(document_integer(report, "accounting.undecodable.total"), bad),
	    lines_count(document_integer(report, "accounting.packets"), all));
	lines_close(l);
}

static void put_vantage(struct lines *l, const struct node *report)
{
	struct out *p;
	const struct node *ip = document_members(report, "coverage.vantage.resolvers");

	if (!*document_text(report, "coverage.vantage.text") || nothing_read(report))
		return;
	p = lines_label(l, 0, "VANTAGE", HANG_HEAD);
	out_put(p, document_text(report, "coverage.vantage.text"));
	for (const char *separator = " ("; ip; ip = ip->next, separator = ", ")
		out_print(p, "%s%s%s", separator, ip->text, ip->next ? "" : ")");
	lines_close(l);
}

void text_head(struct lines *l, const struct node *report)
{
	put_command(l, report);
	put_input_line(l, report);
	put_verdict(l, report);
	put_evidence(l, report);
	put_vantage(l, report);
}

/* The modules that ran and what they ran over. */
static void put_modules(struct lines *l, const struct node *report)
{
	char names[FIGURE_MAX], domains[FIGURE_MAX], clients[FIGURE_MAX];
	int64_t unique = 0;
	struct out *p = lines_label(l, 0, "CHECKED", HANG_HEAD);

	for (const struct node *d = document_members(report, "domains"); d; d = d->next)
		unique += document_integer(d, "unique_names");
	out_print(p, "%s names under %s domains, asked by %s clients, for ",
	    lines_count(unique, names),
	    lines_count(document_integer(report, "domains_total"), domains),
	    lines_count(document_integer(report, "clients_total"), clients));
	for (const struct node *m = document_members(report, "run.modules"); m; m = m->next)
		out_print(p, "%s%s", m->text, m->next ? ", " : "");
	lines_close(l);
}

void text_checked(struct lines *l, const struct node *report)
{
	const struct node *missing = document_members(report, "coverage.not_measurable");

	if (!document_members(report, "findings") && !nothing_read(report))
		put_modules(l, report);
	else if (document_members(report, "findings") && missing)
		lines_blank(l);
	for (const char *label = "UNKNOWN"; missing; missing = missing->next, label = "") {
		struct out *p = lines_label(l, 0, label, HANG_HEAD);

		out_print(
		    p, "%s: %s", document_text(missing, "what"), document_text(missing, "why"));
		lines_close(l);
	}
}

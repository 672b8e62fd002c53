#include "sections.h"
#include "../view.h"

#include <string.h>

#include "base/utc.h"

/* Columns for the command line in the first line. */
#define COMMAND_MIN     8
#define COMMAND_MAX     1000
#define RESOLVERS_NAMED 3
#define UNREAD_NAMED    4
#define ZONE_WORDS_MAX  (ZONE_NAME_MAX + 32)

/* The command line after the program's name, in at most `room` columns. */
static void put_words(struct out *p, const struct node *report, unsigned room)
{
	struct out *words = out_memory();
	const struct node *word = document_members(report, "run.argv");
	char text[COMMAND_MAX + 1];

	for (word = word ? word->next : NULL; word; word = word->next)
		out_print(words, "%s%s", word->text, word->next ? " " : "");
	lines_shorten(out_text(words, NULL), room, text);
	out_discard(words);
	for (char *c = text; *c; c++)
		if (*c == ' ')
			*c = NO_BREAK[0];
	out_print(p, "%-*s", (int)room, text);
}

/* "all times UTC", "times UTC+02:00", "times Europe/Berlin (UTC+01:00)" */
static void zone_words(
    const struct layout *layout, const struct node *report, char out[ZONE_WORDS_MAX])
{
	char zone[VIEW_ZONE_MAX];

	snprintf(out, ZONE_WORDS_MAX, "%stimes" NO_BREAK "%s", layout->zone ? "" : "all" NO_BREAK,
	    view_zone(layout->zone, report, zone));
}

/* "dnsferret 1.0.0  scan case42/            all times UTC" */
static void put_command(struct lines *l, const struct node *report)
{
	const char *version = document_text(report, "tool.version");
	char zone[ZONE_WORDS_MAX];

	zone_words(l->layout, report, zone);
	unsigned used = (unsigned)(strlen("dnsferret ") + strlen(version) + 2 + 2 + strlen(zone));
	unsigned room =
	    l->layout->width > used + COMMAND_MIN ? l->layout->width - used : COMMAND_MIN;
	struct out *p = lines_open(l, 0);

	out_print(p, "dnsferret %s  ", version);
	put_words(p, report, room < COMMAND_MAX ? room : COMMAND_MAX);
	out_print(p, "  %s", zone);
	lines_close(l);
}

/* The same range in UTC, which is that of the other formats, where another zone is shown. */
static void put_utc(struct lines *l, const struct node *report)
{
	const char *first = document_text(report, "coverage.from");
	char range[RANGE_MAX];

	if (!l->layout->zone || !*first)
		return;
	lines_range(first, document_text(report, "coverage.to"), range);
	out_print(lines_open(l, 0), "in" NO_BREAK "UTC  %.*s  (as in JSON, CSV and --from)",
	    (int)strcspn(range, "(") - 2, range);
	lines_close(l);
}

static void put_input_line(struct lines *l, const struct node *report)
{
	char size[FIGURE_MAX], packets[FIGURE_MAX], range[RANGE_MAX];
	int64_t bytes = 0;
	size_t count = document_count(report, "inputs");
	const char *first = document_text(report, "coverage.from"),
		   *last = document_text(report, "coverage.to");

	for (const struct node *i = document_members(report, "inputs"); i; i = i->next)
		bytes += document_integer(i, "size");
	struct out *p = lines_open(l, 0);
	int64_t records = document_integer(report, "accounting.lines.total"),
		frames = document_integer(report, "accounting.packets");
	out_print(
	    p, "%zu" NO_BREAK "file%s  %s", count, count == 1 ? "" : "s", lines_bytes(bytes, size));
	if (frames > 0 || records == 0)
		out_print(p, "  %s" NO_BREAK "packets", lines_count(frames, packets));
	if (records > 0)
		out_print(p, "  %s" NO_BREAK "lines", lines_count(records, packets));
	if (*first)
		out_print(p, "  %s", lines_range_in(l->layout->zone, first, last, range));
	lines_close(l);
	put_utc(l, report);
	lines_blank(l);
}

static void put_count(struct out *p, size_t count, const char *mark, const char *what)
{
	if (count > 0)
		out_print(p, "%s%zu" NO_BREAK "%s" MARK_PLAIN "   ", mark, count, what);
}

/* "   (34 other domains look ordinary)" */
static void put_others(struct out *p, const struct node *report)
{
	const char *min_level = document_text(report, "run.config.min_level");
	int64_t below = document_integer(report, "below_min_level"),
		suppressed = (int64_t)document_count(report, "suppressed");
	char figure[FIGURE_MAX];

	if (suppressed > 0)
		out_print(p, "(%s allowed)   ", lines_count(suppressed, figure));
	if (below > 0 && strcmp(min_level, "low") == 0)
		out_print(p, "(%s%s domain%s look%s ordinary)", lines_count(below, figure),
		    document_members(report, "findings") ? " other" : "", below == 1 ? "" : "s",
		    below == 1 ? "s" : "");
	else if (below > 0)
		out_print(p, "(%s%s domain%s scored below the reporting level \"%s\")",
		    lines_count(below, figure), document_members(report, "findings") ? " more" : "",
		    below == 1 ? "" : "s", min_level);
}

/* The finding with the highest score, as the summary names it. */
static void put_worst(struct out *p, const struct node *report)
{
	const struct node *f = document_members(report, "findings");

	out_print(p, "worst: %d " MARK_STRONG "%s" MARK_PLAIN " (%s)",
	    (int)document_integer(f, "score"), document_text(f, "domain.registered"),
	    view_kind_words(document_text(f, "kind")));
}

void text_verdict(struct lines *l, const struct node *report, bool last)
{
	struct out *p = lines_label(l, 0, "VERDICT", HANG_HEAD);
	bool found = document_members(report, "findings");

	if (found) {
		put_count(p, view_count_levels(report, "critical", "high"), MARK_CRITICAL,
		    "ACT" NO_BREAK "NOW");
		put_count(p, view_count_levels(report, "medium", ""), MARK_MEDIUM, "REVIEW");
		put_count(p, view_count_levels(report, "low", "info"), MARK_LOW, "WEAK");
	} else {
		bool clean = document_bool(report, "complete") && !view_nothing_read(report);

		out_print(p, "%s%s" MARK_PLAIN "   ", clean ? MARK_GOOD : MARK_MEDIUM,
		    view_nothing_words(report));
	}
	if (last && found)
		put_worst(p, report);
	else
		put_others(p, report);
	if (last)
		lines_close_cut(l);
	else
		lines_close(l);
}

/* Anomalies that make evidence incomplete and are named nowhere else. */
static void put_losses(struct out *p, const struct node *report)
{
	char figure[FIGURE_MAX];
	int64_t appended = document_integer(report, "anomalies.file-appended.count"),
		fragments = document_integer(report, "anomalies.link-fragment.count");

	if (appended > 0)
		out_print(p, "captures appended to %s file%s; ", lines_count(appended, figure),
		    appended == 1 ? "" : "s");
	if (fragments > 0)
		out_print(p, "%s fragment%s of a link layer or tunnel; ",
		    lines_count(fragments, figure), fragments == 1 ? "" : "s");
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
	put_losses(p, report);
	for (const struct node *u = document_members(report, "coverage.unread"); u; u = u->next)
		if (strcmp(document_text(u, "kind"), "link-type") == 0)
			out_print(p, "%s; ", document_text(u, "text"));
}

/* DNS that was seen, but about which this report says nothing. */
static void put_unread(struct lines *l, const struct node *report)
{
	const struct node *u = document_members(report, "coverage.unread");
	int64_t total = document_integer(report, "coverage.unread_total"), named = 0;
	char figure[FIGURE_MAX];

	if (!u)
		return;
	struct out *p = lines_label(l, 0, "", HANG_HEAD);
	out_put(p, MARK_MEDIUM "NOT READ" MARK_PLAIN ": ");
	for (; u && named < UNREAD_NAMED; u = u->next, named++)
		out_print(p, "%s%s", named ? "; " : "", document_text(u, "text"));
	if (total > named)
		out_print(p, "; and %s more in coverage.unread of the JSON report",
		    lines_count(total - named, figure));
	lines_close(l);
}

void text_evidence(struct lines *l, const struct node *report, bool last)
{
	struct out *p = lines_label(l, 0, "EVIDENCE", HANG_HEAD);
	size_t files = document_count(report, "inputs"),
	       whole = files - document_count(report, "errors");
	int64_t packets = document_integer(report, "accounting.packets"),
		undecodable = document_integer(report, "accounting.undecodable.total");
	int64_t unfollowed = document_integer(report, "anomalies.tunnel-not-followed.count");
	char bad[FIGURE_MAX], all[FIGURE_MAX], carriers[FIGURE_MAX];

	if (document_bool(report, "complete"))
		out_put(p, MARK_GOOD "COMPLETE" MARK_PLAIN ": ");
	else
		put_incomplete(p, report);
	out_print(p, "%zu of %zu file%s read to the end; ", whole, files, files == 1 ? "" : "s");
	if (last && view_unread_next(report, NULL)) {
		out_put(p, "not all DNS was read, see above");
		lines_close_cut(l);
		return;
	}
	int64_t records = document_integer(report, "accounting.lines.total"),
		malformed = document_integer(report, "accounting.lines.malformed");
	if (records > 0) {
		if (malformed == 0)
			out_print(p, "all %s lines read", lines_count(records, all));
		else
			out_print(p, "%s of %s lines could not be read",
			    lines_count(malformed, bad), lines_count(records, all));
		out_put(p, packets > 0 ? "; " : "");
	}
	if (records > 0 && packets == 0)
		; /* logs alone */
	else if (undecodable == 0 && unfollowed > 0)
		out_print(p,
		    "%s of %s packets carry others that are not read (tunnel-not-followed)",
		    lines_count(unfollowed, carriers), lines_count(packets, all));
	else if (undecodable == 0)
		out_print(p, "all %s packets decoded", lines_count(packets, all));
	else
		out_print(p, "%s of %s packets could not be decoded", lines_count(undecodable, bad),
		    lines_count(packets, all));
	if (undecodable > 0 && unfollowed > 0)
		out_print(p, "; %s carry others that are not read (tunnel-not-followed)",
		    lines_count(unfollowed, carriers));
	if (last) {
		lines_close_cut(l);
		return;
	}
	lines_close(l);
	put_unread(l, report);
}

static void put_vantage(struct lines *l, const struct node *report)
{
	struct out *p;
	const struct node *ip = document_members(report, "coverage.vantage.resolvers");

	if (!*document_text(report, "coverage.vantage.text") || view_nothing_read(report))
		return;
	p = lines_label(l, 0, "VANTAGE", HANG_HEAD);
	out_put(p, document_text(report, "coverage.vantage.text"));
	size_t named = 0, count = document_count(report, "coverage.vantage.resolvers");
	for (; ip && named < RESOLVERS_NAMED; ip = ip->next, named++)
		out_print(p, "%s%s", named ? ", " : " (", ip->text);
	if (count > named)
		out_print(p, " and %zu more", count - named);
	out_put(p, named ? ")" : "");
	lines_close(l);
	if (!*document_text(report, "coverage.vantage.reason"))
		return;
	p = lines_label(l, 0, "", HANG_HEAD);
	out_print(p, "because %s", document_text(report, "coverage.vantage.reason"));
	lines_close(l);
}

void text_head(struct lines *l, const struct node *report)
{
	put_command(l, report);
	put_input_line(l, report);
	text_verdict(l, report, false);
	text_who(l, report);
	text_evidence(l, report, false);
	put_vantage(l, report);
}

/* The modules that ran, and the amount of data. */
static void put_modules(struct lines *l, const struct node *report)
{
	char names[FIGURE_MAX], domains[FIGURE_MAX], clients[FIGURE_MAX];
	int64_t unique = 0;
	struct out *p = lines_label(l, 0, "CHECKED", HANG_HEAD);

	for (const struct node *d = document_members(report, "domains"); d; d = d->next)
		unique += document_integer(d, "unique_names");
	int64_t asking = document_integer(report, "clients_total");
	out_print(p, "%s names under %s domains, queried by %s client%s, for ",
	    lines_count(unique, names),
	    lines_count(document_integer(report, "domains_total"), domains),
	    lines_count(asking, clients), asking == 1 ? "" : "s");
	for (const struct node *m = document_members(report, "run.modules"); m; m = m->next)
		out_print(p, "%s%s", m->text, m->next ? ", " : "");
	lines_close(l);
}

void text_checked(struct lines *l, const struct node *report)
{
	const struct node *missing = document_members(report, "coverage.not_measurable");

	if (!document_members(report, "findings") && !view_nothing_read(report))
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

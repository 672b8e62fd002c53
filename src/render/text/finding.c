#include "sections.h"

#include <ctype.h>
#include <string.h>

#include "base/utc.h"
#include "report/log_words.h"
#include "../client_host.h"
#include "../kind.h"
#include "../view.h"
#include "shell.h"

#define INDENT 4
/* Domains of a pool that are listed, and columns per name. */
#define DOMAIN_GROUP_NAMED    8
#define DOMAIN_GROUP_NAME_MAX 41
#define HOSTS_NAMED           3
#define NAME_MAX_TEXT         1100
/* Steps of a sparkline, and columns of the other text on its line. */
#define SPARK_MAX    64
#define SPARK_AROUND (HANG_FINDING + 2 + 31)
/* Length of the date and the blank in "2016-11-13 22:00:04". */
#define DATE_LEN 11

/* " 1  CRITICAL  97  example.co.jp  campaign abcde  command channel  F-3f9a1c02b7de" */
static void put_title(struct lines *l, const struct node *f)
{
	const char *level = document_text(f, "level"),
		   *campaign = document_text(f, "domain.campaign");
	char shown[16], domain[NAME_MAX_TEXT], unicode[VIEW_UNICODE_MAX];
	const char *registered = document_text(f, "domain.registered");
	size_t i = 0;

	for (; level[i] && i + 1 < sizeof shown; i++)
		shown[i] = (char)toupper((unsigned char)level[i]);
	shown[i] = '\0';
	struct out *p = lines_open(l, HANG_FINDING);
	out_print(p, "%2d  %s%-8s  %2d" MARK_PLAIN "  " MARK_STRONG "%s" MARK_PLAIN "%s",
	    (int)document_integer(f, "rank"), lines_style(level), shown,
	    (int)document_integer(f, "score"),
	    lines_shorten(registered, l->layout->width / 2, domain),
	    view_unicode(l->layout, registered, false, unicode));
	if (*campaign)
		out_print(p, "  campaign" NO_BREAK "%s",
		    lines_shorten(campaign, l->layout->width / 2, domain));
	out_print(p, "  %s  %s", view_kind_words(document_text(f, "kind")), document_text(f, "id"));
	lines_close(l);
}

/* What it is: the sentence for its kind. */
static void put_kind(struct lines *l, const struct node *f)
{
	char sentence[KIND_SENTENCE_MAX];

	if (!*kind_sentence(f, sentence))
		return;
	out_put(lines_label(l, INDENT, "what", HANG_FINDING), sentence);
	lines_close(l);
}

/* The servers queried, the first few by address. */
static void put_servers(struct out *p, const struct node *f)
{
	const struct node *server = document_members(f, "servers");
	size_t count = document_count(f, "servers"), named = 0;

	if (server)
		out_put(
		    p, document_integer(f, "clients_involved") == 1 ? "  queries " : "  query ");
	for (; server && named < HOSTS_NAMED; server = server->next, named++)
		out_print(p, "%s%s", named ? ", " : "", server->text);
	if (count > named)
		out_print(p, " and %zu more", count - named);
}

/* Only clients that show the behaviour are named, so that nobody isolates one that merely queried
 * the same domain. */
static void put_who(struct lines *l, const struct node *f, const struct node *report)
{
	struct out *p = lines_label(l, INDENT, "who", HANG_FINDING);
	int64_t involved = document_integer(f, "clients_involved"), named = 0,
		others = document_integer(f, "clients_total") - involved;
	const struct node *first = document_members(f, "clients");
	char figure[FIGURE_MAX], whole[FIGURE_MAX];

	for (const struct node *c = first; c && named < HOSTS_NAMED && named < involved;
	     c = c->next, named++) {
		out_print(
		    p, "%s" MARK_STRONG "%s" MARK_PLAIN, named ? ", " : "", document_text(c, "ip"));
		client_host_put(p, report, c);
	}
	if (involved > named)
		out_print(p, " and %s more", lines_count(involved - named, figure));
	int64_t all = document_integer(report, "clients_total");
	out_print(p, " (%s of %s client%s)", lines_count(involved, figure), lines_count(all, whole),
	    all == 1 ? "" : "s");
	put_servers(p, f);
	lines_close(l);
	if (others > 0) {
		p = lines_label(l, INDENT, "", HANG_FINDING);
		out_print(p, "%s other client%s queried this domain without showing this behaviour",
		    lines_count(others, figure), others == 1 ? "" : "s");
		lines_close(l);
	}
	const struct node *resolver = view_involved(f, true);
	if (resolver) {
		p = lines_label(l, INDENT, "", HANG_FINDING);
		out_print(p, "%s is a %s: %s", document_text(resolver, "ip"),
		    document_text(resolver, "role"),
		    view_involved(f, false) ? "it asks for its clients; do not isolate it"
					    : "find the client in its query log");
		lines_close(l);
	}
}

static void put_when(struct lines *l, const struct node *f)
{
	struct out *p = lines_label(l, INDENT, "when", HANG_FINDING);
	char range[RANGE_MAX];
	int64_t last_ns;

	if (utc_parse(document_text(f, "last"), &last_ns) == 0 && last_ns == 0)
		out_put(p, "not known: there are no times");
	else
		out_put(p, lines_range_in(l->layout->zone, document_text(f, "first"),
			       document_text(f, "last"), range));
	lines_close(l);
}

/* Queries over time between bars: one block per step or, if there is not enough room, for several;
 * blank for a step without queries. */
static void put_spark(struct lines *l, const struct node *f)
{
	const struct node *n = document_members(f, "timeline.queries");
	size_t count = document_count(f, "timeline.queries"),
	       room = l->layout->width > SPARK_AROUND ? l->layout->width - SPARK_AROUND : 1,
	       group = (count + room - 1) / room, bins = 0;
	int64_t sums[SPARK_MAX] = {0}, most = 0;
	char step[FIGURE_MAX], figure[FIGURE_MAX];

	if (count < 2 || count > VIEW_BINS_MAX || (count + group - 1) / group > SPARK_MAX)
		return;
	for (size_t i = 0; n; n = n->next, i++) {
		bins = i / group + 1;
		sums[bins - 1] += view_bin(n);
	}
	for (size_t i = 0; i < bins; i++)
		most = sums[i] > most ? sums[i] : most;
	struct out *p = lines_label(l, INDENT, "", HANG_FINDING);
	out_put(p, "|");
	for (size_t i = 0; i < bins; i++) {
		char block = NO_BREAK[0];

		if (sums[i] > 0)
			block = (char)(LINES_BLOCK + (LINES_BLOCKS * sums[i] - 1) / most);
		out_write(p, &block, 1);
	}
	out_print(p, "|  peak %s quer%s per %s", lines_count(most, figure), most == 1 ? "y" : "ies",
	    view_step((double)group * document_number(f, "timeline.step_s"), step));
	lines_close(l);
}

static void put_attack(struct lines *l, const struct node *f)
{
	struct out *p;

	if (l->layout->verbose == 0 || !document_members(f, "attack"))
		return;
	p = lines_label(l, INDENT, "att&ck", HANG_FINDING);
	for (const struct node *t = document_members(f, "attack"); t; t = t->next)
		out_print(p, "%s %s%s", document_text(t, "id"), document_text(t, "name"),
		    t->next ? ", " : "");
	lines_close(l);
}

static void put_volume(struct lines *l, const struct node *f)
{
	char up[FIGURE_MAX], down[FIGURE_MAX], queries[FIGURE_MAX], responses[FIGURE_MAX],
	    unique[FIGURE_MAX];
	struct out *p = lines_label(l, INDENT, "volume", HANG_FINDING);

	int64_t asked = document_integer(f, "volume.queries"),
		names = document_integer(f, "volume.unique_names");
	out_print(p, "sent about %s in %s quer%s (%s unique name%s); ",
	    lines_bytes(document_integer(f, "volume.up_bytes"), up), lines_count(asked, queries),
	    asked == 1 ? "y" : "ies", lines_count(names, unique), names == 1 ? "" : "s");
	if (view_down_unknown(f))
		out_put(p, "what was received is not in the log");
	else if (document_integer(f, "volume.responses") == 0)
		out_put(p, "received nothing (no responses)");
	else
		out_print(p, "received %s in %s responses",
		    lines_bytes(document_integer(f, "volume.down_bytes"), down),
		    lines_count(document_integer(f, "volume.responses"), responses));
	lines_close(l);
}

/* "  (other domains: 21)": the reason's first value for other domains. */
static void put_baseline(struct out *p, const struct node *reason)
{
	char figure[VIEW_BASELINE_MAX];

	if (view_baseline(reason, figure))
		out_print(p, "  (other" NO_BREAK "domains:" NO_BREAK "%s)", figure);
}

static void put_why(struct lines *l, const struct node *f)
{
	const char *label = "why";

	for (const struct node *r = document_members(f, "reasons"); r; r = r->next, label = "") {
		int64_t points = document_integer(r, "points");
		char text[NAME_MAX_TEXT];
		struct out *p = lines_label(l, INDENT, label, HANG_FINDING);

		l->hang += 5;
		out_print(p, "%c%2d  %s", points < 0 ? '-' : '+',
		    (int)(points < 0 ? -points : points),
		    lines_text_in(l->layout->zone, document_text(r, "text"), text, sizeof text));
		put_baseline(p, r);
		lines_close(l);
	}
}

/* The benign causes that were checked and not found. */
static void put_checked(struct lines *l, const struct node *f)
{
	const char *before = "no benign explanation (checked: ";
	struct out *p = NULL;

	for (const struct node *c = document_members(f, "checked"); c; c = c->next) {
		if (document_bool(c, "found"))
			before = "no other benign explanation (checked: ";
	}
	for (const struct node *c = document_members(f, "checked"); c; c = c->next) {
		if (document_bool(c, "found"))
			continue;
		if (!p) {
			p = lines_label(l, INDENT, "", HANG_FINDING);
		}
		out_print(p, "%s%s", before, document_text(c, "what"));
		before = ", ";
	}
	if (p) {
		out_put(p, ")");
		lines_close(l);
	}
}

static void put_sample(struct lines *l, const struct node *f)
{
	char words[VIEW_SAMPLE_MAX];

	if (!view_small_sample(f, words))
		return;
	out_put(lines_label(l, INDENT, "sample", HANG_FINDING), words);
	lines_close(l);
}

/* Shows the whole name with -v; otherwise see the JSON report or the packet. */
static void put_name(struct lines *l, const struct node *e)
{
	const char *qname = document_text(e, "qname");
	unsigned indent = HANG_FINDING + 2, room = l->layout->width - indent;
	char name[NAME_MAX_TEXT], unicode[VIEW_UNICODE_MAX];
	struct out *p = lines_open(l, indent);

	out_print(p, "%*s", (int)indent, "");
	if (l->layout->verbose > 0 || strlen(qname) <= room)
		out_print(p, "%s%s", qname, view_unicode(l->layout, qname, false, unicode));
	else
		out_print(p, "%s  (%d" NO_BREAK "bytes)",
		    lines_shorten(qname, room - (unsigned)strlen("  (255 bytes)"), name),
		    (int)document_integer(e, "qname_bytes"));
	lines_close(l);
}

static void put_sighting(struct lines *l, const struct node *e, const struct node *f,
    const struct node *report, const char *label)
{
	char file[64], when[FIGURE_MAX], first[FIGURE_MAX];
	const char *time = document_text(e, "time");
	struct out *p = lines_label(l, INDENT, label, HANG_FINDING);

	lines_time_in(l->layout->zone, time, when);
	lines_time_in(l->layout->zone, document_text(f, "first"), first);
	bool same_day = strncmp(when, first, DATE_LEN) == 0;
	lines_shorten(view_base_name(view_input_path(report, e)), 40, file);
	int64_t line = document_integer(e, "line");
	const char *src = document_text(e, "src"), *dst = document_text(e, "dst");
	out_print(p, "%s%s%lld  %s%.7s  %s > %s  %s%s%s", file, line > 0 ? ":" : NO_BREAK "#",
	    (long long)document_integer(e, "packet"), when + (same_day ? DATE_LEN : 0),
	    strlen(time) > 19 ? time + 19 : "", *src ? src : "-", *dst ? dst : "-",
	    strcmp(document_text(e, "proto"), "tcp") == 0 ? "TCP " : "", document_text(e, "qtype"),
	    document_bool(e, "response") ? " (response)" : "");
	lines_close(l);
	put_name(l, e);
}

/* A command that prints the line; there is none for binary records and members of archives. */
static void put_line_command(struct lines *l, const struct node *e, const struct node *report)
{
	const struct node *in = view_input(report, e);
	const struct node *container = document_members(in, "container");
	bool gzip = container && strcmp(container->text, "gzip") == 0 && !container->next;

	if ((container && !gzip) || strcmp(document_text(in, "log.unit"), LOG_UNIT_LINE) != 0 ||
	    strcmp(document_text(in, "path"), "-") == 0)
		return;
	shell_line(l, HANG_FINDING, document_text(in, "path"), gzip, document_integer(e, "line"));
}

static void put_proof(struct lines *l, const struct node *f, const struct node *report)
{
	static const int64_t shown_at[] = {2, 10};
	int64_t most = l->layout->verbose < 2 ? shown_at[l->layout->verbose] : INT64_MAX;
	int64_t shown = 0, names = document_integer(f, "volume.unique_names");
	const struct node *e = document_members(f, "evidence");
	char left[FIGURE_MAX];

	for (; e && shown < most; e = e->next, shown++)
		put_sighting(l, e, f, report, shown ? "" : "proof");
	if (names > shown) {
		struct out *p = lines_label(l, INDENT, "", HANG_FINDING);

		out_print(p, "and %s more name%s:", lines_count(names - shown, left),
		    names - shown == 1 ? "" : "s");
		lines_close(l);
	}
	e = document_members(f, "evidence");
	if (e && document_integer(e, "line") > 0)
		put_line_command(l, e, report);
	else if (e)
		shell_packets(l, HANG_FINDING, report, f);
}

/* Tools and services it resembles, and the encoding of its payloads. */
static void put_likeness(struct lines *l, const struct node *f)
{
	const char *encoding = document_text(f, "decoded_as");

	for (const struct node *t = document_members(f, "looks_like"); t; t = t->next) {
		out_print(lines_label(l, INDENT, "tool", HANG_FINDING), "%s (%s%s)",
		    document_text(t, "tool"), document_text(t, "why"),
		    document_bool(t, "exact") ? "" : "; not conclusive, other tools match too");
		lines_close(l);
	}
	if (encoding[0]) {
		out_print(lines_label(l, INDENT, "data", HANG_FINDING), "%s", encoding);
		lines_close(l);
	}
}

/* For a pooled finding: why its domains belong together, and the first of them. */
static void put_pool(struct lines *l, const struct node *f)
{
	const struct node *d = document_members(f, "pool.domains");
	int64_t total = document_integer(f, "pool.domains_total"), named = 0;
	char figure[FIGURE_MAX];

	if (!d)
		return;
	struct out *p = lines_label(l, INDENT, "pool", HANG_FINDING);
	out_print(p, "%s domains, %s: ", lines_count(total, figure), document_text(f, "pool.why"));
	for (; d && (named < DOMAIN_GROUP_NAMED || l->layout->verbose > 0); d = d->next, named++) {
		char name[DOMAIN_GROUP_NAME_MAX], unicode[VIEW_UNICODE_MAX];

		lines_shorten(d->text, sizeof name - 1, name);
		out_print(p, "%s%s%s", named ? ", " : "", l->layout->verbose > 0 ? d->text : name,
		    view_unicode(l->layout, d->text, false, unicode));
	}
	if (total > named)
		out_print(p, " and %s more", lines_count(total - named, figure));
	lines_close(l);
}

/* What to do about a finding of its kind, and what not to block. */
static void put_advice(struct lines *l, const struct node *f)
{
	const char *advice = view_kind_advice(document_text(f, "kind"));

	if (!*advice)
		return;
	out_put(lines_label(l, INDENT, "do", HANG_FINDING), advice);
	lines_close(l);
	if (document_get(f, "block") && !document_members(f, "block.domains")) {
		out_print(lines_label(l, INDENT, "", HANG_FINDING), "block: %s",
		    document_text(f, "block.why"));
		lines_close(l);
	}
}

static void put_full(struct lines *l, const struct node *f, const struct node *report)
{
	put_title(l, f);
	put_kind(l, f);
	put_who(l, f, report);
	put_pool(l, f);
	put_when(l, f);
	text_place(l, f, report);
	put_spark(l, f);
	put_volume(l, f);
	put_why(l, f);
	put_checked(l, f);
	put_sample(l, f);
	put_likeness(l, f);
	put_attack(l, f);
	put_proof(l, f, report);
	put_advice(l, f);
}

/* A weak finding: its title, clients and strongest reason. */
static void put_short(struct lines *l, const struct node *f, const struct node *report)
{
	const struct node *best = document_members(f, "reasons");

	put_title(l, f);
	put_who(l, f, report);
	for (const struct node *r = best; r; r = r->next)
		if (document_integer(r, "points") > document_integer(best, "points"))
			best = r;
	if (!best)
		return;
	struct out *p = lines_label(l, INDENT, "most", HANG_FINDING);
	char text[NAME_MAX_TEXT];
	out_print(p, "%+d  %s", (int)document_integer(best, "points"),
	    lines_text_in(l->layout->zone, document_text(best, "text"), text, sizeof text));
	put_baseline(p, best);
	lines_close(l);
}

static void put_section(struct lines *l, const struct node *report, const char *title,
    const char *one, const char *other,
    void (*put)(struct lines *, const struct node *, const struct node *))
{
	size_t count = view_count_levels(report, one, other), shown = 0;
	char left[FIGURE_MAX];

	if (count == 0)
		return;
	lines_heading(l, title, lines_style(one));
	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		const char *level = document_text(f, "level");

		if (strcmp(level, one) != 0 && strcmp(level, other) != 0)
			continue;
		if (l->layout->top > 0 && shown == l->layout->top)
			break;
		if (shown++ > 0 && put == put_full)
			lines_blank(l);
		put(l, f, report);
	}
	if (shown < count) {
		struct out *p = lines_open(l, INDENT);

		out_print(p, "    and %s more (--all shows them)",
		    lines_count((int64_t)(count - shown), left));
		lines_close(l);
	}
}

void text_findings(struct lines *l, const struct node *report)
{
	put_section(l, report, "ACT NOW", "critical", "high", put_full);
	put_section(l, report, "REVIEW", "medium", "", put_full);
	put_section(l, report, "WEAK", "low", "info", put_short);
}

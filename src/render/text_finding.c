#include "text_parts.h"

#include <ctype.h>
#include <string.h>

#include "base/utc.h"
#include "shell.h"

#define INDENT        4
#define CLIENTS_NAMED 3
#define NAME_MAX_TEXT 1100

/* The kind in the words of a person. */
static const char *kind_words(const char *kind)
{
	static const struct {
		const char *kind, *words;
	} table[] = {
	    {"tunnel", "two-way tunnel"},
	    {"c2", "command channel"},
	    {"exfiltration", "data going out"},
	    {"beacon", "beacon"},
	    {"staging", "code coming in"},
	    {"unclear", "kind unclear"},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].kind, kind) == 0)
			return table[i].words;
	return kind;
}

/* " 1  CRITICAL  97  example.co.jp  campaign abcde  command channel  F-3f9a1c02b7de" */
static void put_title(struct lines *l, const struct node *f)
{
	const char *level = document_text(f, "level"),
		   *campaign = document_text(f, "domain.campaign");
	char shown[16], domain[NAME_MAX_TEXT];
	size_t i = 0;

	for (; level[i] && i + 1 < sizeof shown; i++)
		shown[i] = (char)toupper((unsigned char)level[i]);
	shown[i] = '\0';
	struct out *p = lines_open(l, HANG_FINDING);
	out_print(p, "%2d  %s%-8s  %2d" MARK_PLAIN "  " MARK_STRONG "%s" MARK_PLAIN,
	    (int)document_integer(f, "rank"), lines_mark(level), shown,
	    (int)document_integer(f, "score"),
	    lines_shorten(document_text(f, "domain.registered"), l->layout->width / 2, domain));
	if (*campaign)
		out_print(p, "  campaign" NO_BREAK "%s",
		    lines_shorten(campaign, l->layout->width / 2, domain));
	out_print(p, "  %s  %s", kind_words(document_text(f, "kind")), document_text(f, "id"));
	lines_close(l);
}

static void put_who(struct lines *l, const struct node *f, const struct node *report)
{
	struct out *p = lines_label(l, INDENT, "who", HANG_FINDING);
	int64_t total = document_integer(f, "clients_total"),
		all = document_integer(report, "clients_total");
	char left[FIGURE_MAX], part[FIGURE_MAX], whole[FIGURE_MAX];
	int64_t named = 0;

	for (const struct node *c = document_members(f, "clients"); c && named < CLIENTS_NAMED;
	     c = c->next, named++)
		out_print(
		    p, "%s" MARK_STRONG "%s" MARK_PLAIN, named ? ", " : "", document_text(c, "ip"));
	if (total > named)
		out_print(p, " and %s more", lines_count(total - named, left));
	out_print(p, " (%s of %s client%s)", lines_count(total, part), lines_count(all, whole),
	    all == 1 ? "" : "s");
	const struct node *server = document_members(f, "servers");
	for (const char *before = "  asks "; server; server = server->next, before = ", ")
		out_print(p, "%s%s", before, server->text);
	lines_close(l);
	if (document_bool(document_members(f, "clients"), "answers_queries")) {
		p = lines_label(l, INDENT, "", HANG_FINDING);
		out_print(p,
		    "%s answers queries itself: it is a resolver, and its query log says who asked",
		    document_text(document_members(f, "clients"), "ip"));
		lines_close(l);
	}
}

static void put_when(struct lines *l, const struct node *f)
{
	const char *first = document_text(f, "first"), *last = document_text(f, "last");
	char from[FIGURE_MAX], to[FIGURE_MAX], span[FIGURE_MAX];
	int64_t from_ns = 0, to_ns = 0;

	utc_parse(first, &from_ns);
	utc_parse(last, &to_ns);
	struct out *p = lines_label(l, INDENT, "when", HANG_FINDING);
	lines_time(last, to);
	bool same_day = strncmp(first, last, 10) == 0 && strlen(to) > 11;
	out_print(p, "%s .. %s  (%s)", lines_time(first, from), same_day ? to + 11 : to,
	    lines_span(to_ns - from_ns, span));
	lines_close(l);
}

static void put_moved(struct lines *l, const struct node *f)
{
	char up[FIGURE_MAX], down[FIGURE_MAX], queries[FIGURE_MAX], responses[FIGURE_MAX],
	    unique[FIGURE_MAX];
	struct out *p = lines_label(l, INDENT, "moved", HANG_FINDING);

	out_print(p, "up about %s in %s queries (%s different names)",
	    lines_bytes(document_integer(f, "volume.up_bytes"), up),
	    lines_count(document_integer(f, "volume.queries"), queries),
	    lines_count(document_integer(f, "volume.unique_names"), unique));
	if (document_integer(f, "volume.responses") == 0)
		out_put(p, "   down nothing: no answer was captured");
	else
		out_print(p, "   down %s in %s responses",
		    lines_bytes(document_integer(f, "volume.down_bytes"), down),
		    lines_count(document_integer(f, "volume.responses"), responses));
	lines_close(l);
}

/* " (rest of this capture: length median 12)" from the first figure the rest has. */
static void put_baseline(struct out *p, const struct node *reason)
{
	const struct node *b = document_members(reason, "baseline");
	char figure[FIGURE_MAX];

	while (b && b->kind == NODE_NULL)
		b = b->next;
	if (!b)
		return;
	out_put(p, "  (rest of this capture:" NO_BREAK);
	for (const char *c = b->key; *c; c++)
		out_write(p, *c == '_' ? NO_BREAK : c, 1);
	out_print(p, NO_BREAK "%s)",
	    lines_number((double)b->number / (b->kind == NODE_DECIMAL ? DECIMAL_ONE : 1), figure));
}

static void put_why(struct lines *l, const struct node *f)
{
	const char *label = "why";

	for (const struct node *r = document_members(f, "reasons"); r; r = r->next, label = "") {
		int64_t points = document_integer(r, "points");
		struct out *p = lines_label(l, INDENT, label, HANG_FINDING);

		l->hang += 5;
		out_print(p, "%c%2d  %s", points < 0 ? '-' : '+',
		    (int)(points < 0 ? -points : points), document_text(r, "text"));
		put_baseline(p, r);
		lines_close(l);
	}
}

static const char *input_path(const struct node *report, int64_t number)
{
	const struct node *in = document_members(report, "inputs");

	for (; in && number > 0; in = in->next)
		number--;
	const char *path = document_text(in, "path");
	return path;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

static void put_sighting(
    struct lines *l, const struct node *e, const struct node *report, const char *label)
{
	char file[64], name[NAME_MAX_TEXT], when[FIGURE_MAX];
	const char *time = document_text(e, "time"), *qname = document_text(e, "qname");
	struct out *p = lines_label(l, INDENT, label, HANG_FINDING);

	lines_shorten(base_name(input_path(report, document_integer(e, "input"))), 40, file);
	out_print(p, "%s" NO_BREAK "#%lld  %s%.7s  %s > %s  %s %s%s", file,
	    (long long)document_integer(e, "packet"), lines_time(time, when),
	    strlen(time) > 19 ? time + 19 : "", document_text(e, "src"), document_text(e, "dst"),
	    document_text(e, "proto"), document_text(e, "qtype"),
	    document_bool(e, "response") ? " (response)" : "");
	lines_close(l);
	/* The whole name stands in the JSON report and in the packet. */
	p = lines_open(l, HANG_FINDING + 2);
	unsigned room =
	    l->layout->width > HANG_FINDING + 22 ? l->layout->width - HANG_FINDING - 22 : 20;
	if (l->layout->verbose > 0 || strlen(qname) <= room + 18)
		out_print(p, "%*s%s", HANG_FINDING + 2, "", qname);
	else
		out_print(p, "%*s%s  (%lld" NO_BREAK "octets)", HANG_FINDING + 2, "",
		    lines_shorten(qname, room, name),
		    (long long)document_integer(e, "qname_bytes"));
	lines_close(l);
}

static void put_proof(struct lines *l, const struct node *f, const struct node *report)
{
	static const int64_t shown_at[] = {2, 10};
	int64_t most = l->layout->verbose < 2 ? shown_at[l->layout->verbose] : INT64_MAX;
	int64_t shown = 0, names = document_integer(f, "volume.unique_names");
	const struct node *e = document_members(f, "evidence");
	char left[FIGURE_MAX];

	for (; e && shown < most; e = e->next, shown++)
		put_sighting(l, e, report, shown ? "" : "proof");
	if (names > shown) {
		struct out *p = lines_label(l, INDENT, "", HANG_FINDING);

		out_print(p, "and %s more name%s:", lines_count(names - shown, left),
		    names - shown == 1 ? "" : "s");
		lines_close(l);
	}
	if (document_members(f, "evidence"))
		shell_tshark(l, HANG_FINDING,
		    input_path(report, document_integer(document_members(f, "evidence"), "input")),
		    document_text(f, "filters.tshark"));
}

static void put_full(struct lines *l, const struct node *f, const struct node *report)
{
	put_title(l, f);
	put_who(l, f, report);
	put_when(l, f);
	put_moved(l, f);
	put_why(l, f);
	put_proof(l, f, report);
}

/* A weak finding: its title, who, and the strongest reason. */
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
	out_print(p, "%+d  %s", (int)document_integer(best, "points"), document_text(best, "text"));
	put_baseline(p, best);
	lines_close(l);
}

static void put_section(struct lines *l, const struct node *report, const char *title,
    const char *one, const char *other,
    void (*put)(struct lines *, const struct node *, const struct node *))
{
	size_t count = text_count_levels(report, one, other), shown = 0;
	char left[FIGURE_MAX];

	if (count == 0)
		return;
	lines_heading(l, title, lines_mark(one));
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

#include "sections.h"
#include "../view.h"

#include <string.h>

#include "render/block.h"
#include "report/levels.h"
#include "shell.h"

#define INDENT 2
#define HANG   14
/* Different reasons why there is no domain to block: the program has fewer. */
#define REASONS_MAX 16
#define NAMED_MAX   5
#define TEXT_LIMIT  1100

/* Writes the texts under `path` of each finding to act on or to review, each once. */
static size_t put_each(struct lines *l, struct out *p, const struct node *report,
    const char *(*text_of)(const struct node *finding))
{
	const char *seen[NAMED_MAX];
	size_t count = 0;
	char shown[TEXT_LIMIT];

	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		const char *text = text_of(f);
		bool known = !levels_matter(document_integer(f, "score")) || !*text;

		for (size_t i = 0; i < count && !known; i++)
			known = strcmp(seen[i], text) == 0;
		if (known)
			continue;
		if (count == NAMED_MAX) {
			out_put(p, " and those of the other findings");
			return count;
		}
		out_print(p, "%s" MARK_STRONG "%s" MARK_PLAIN, count ? ", " : "",
		    lines_shorten(text, l->layout->width - HANG - 2, shown));
		seen[count++] = text;
	}
	return count;
}

/* True if the finding is too uncertain to act on before its names have been read. */
static bool is_unclear(const struct node *f)
{
	return strcmp(document_text(f, "kind"), "unclear") == 0 &&
	       !levels_urgent(document_integer(f, "score"));
}

/* The first client that asks for itself; if there is none, the resolver that asks for it. */
static const char *client_of(const struct node *f)
{
	return is_unclear(f) ? "" : document_text(view_involved(f, false), "ip");
}

static const char *resolver_of(const struct node *f)
{
	return is_unclear(f) || view_involved(f, false)
		   ? ""
		   : document_text(view_involved(f, true), "ip");
}

/* What to block of a finding; its domains are too many to name here if they are a group. */
static const char *target_of(const struct node *f)
{
	const char *domain = block_domain(f, 0), *server = block_server(f, 0);

	if (block_domain(f, 1))
		return "";
	return domain ? domain : server ? server : "";
}

static void put_step(struct lines *l, const char *label, const char *text)
{
	struct out *p = lines_label(l, INDENT, label, HANG);

	out_put(p, text);
	lines_close(l);
}

/* Writes a verb and the findings to act on or to review; the ids are hexadecimal. */
static const char *with_ids(struct out *out, const struct node *report, const char *verb)
{
	size_t count = 0;

	out_put(out, verb);
	for (const struct node *f = document_members(report, "findings"); f && count < NAMED_MAX;
	     f = f->next)
		if (levels_matter(document_integer(f, "score")) && ++count)
			out_print(
			    out, "%s%.6s", *verb || count > 1 ? " " : "", document_text(f, "id"));
	return out_text(out, NULL);
}

/* The findings that a command has no room for. */
static void put_rest(struct lines *l, const struct node *report)
{
	int64_t count = -NAMED_MAX;
	char figure[FIGURE_MAX];

	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		count += levels_matter(document_integer(f, "score"));
	if (count <= 0)
		return;
	out_print(lines_label(l, INDENT, "", HANG), "and the same for the other %s finding%s",
	    lines_count(count, figure), count == 1 ? "" : "s");
	lines_close(l);
}

/* A command on the saved report; nothing if it was not saved. */
static void put_saved(struct lines *l, const struct node *report, const char *verb, bool ids)
{
	struct out *text = out_memory();

	if (l->layout->report_path)
		shell_saved(l, HANG, ids ? with_ids(text, report, verb) : verb);
	if (l->layout->report_path && ids)
		put_rest(l, report);
	out_discard(text);
}

static void put_extract(struct lines *l, const struct node *report)
{
	struct out *text = out_memory();

	if (l->layout->report_path)
		shell_extract(l, HANG, report, with_ids(text, report, ""),
		    view_only_logs(report) ? "lines.txt" : "packets.pcapng");
	out_discard(text);
}

/* True for a finding to act on or to review that has not one domain to block. */
static bool is_group(const struct node *f)
{
	return levels_matter(document_integer(f, "score")) && document_get(f, "block") &&
	       (!block_domain(f, 0) || block_domain(f, 1));
}

/* The findings from `f` on without a domain for the same reason: "F-ac26, F-11a2 and 20 more: a
 * program makes up these names". */
static void put_without(struct lines *l, const struct node *f)
{
	struct out *p = lines_label(l, INDENT, "", HANG);
	const char *why = document_text(f, "block.why");
	char figure[FIGURE_MAX];
	size_t named = 0, more = 0;

	for (; f; f = f->next) {
		if (!is_group(f) || block_domain(f, 0) ||
		    strcmp(document_text(f, "block.why"), why) != 0)
			continue;
		if (named == NAMED_MAX) {
			more++;
			continue;
		}
		out_print(p, "%s%.6s", named++ ? ", " : "", document_text(f, "id"));
	}
	if (more > 0)
		out_print(p, " and %s more", lines_count((int64_t)more, figure));
	out_print(p, ": %s", why);
	lines_close(l);
}

/* Findings with several domains, and those without any, by the reason why. */
static void put_groups(struct lines *l, const struct node *report)
{
	const char *said[REASONS_MAX];
	size_t count = 0, i;
	char figure[FIGURE_MAX];

	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		if (!is_group(f))
			continue;
		if (block_domain(f, 1)) {
			out_print(lines_label(l, INDENT, "", HANG), "the %s domains of %.6s",
			    lines_count((int64_t)document_count(f, "block.domains"), figure),
			    document_text(f, "id"));
			lines_close(l);
			continue;
		}
		for (i = 0; i < count && strcmp(said[i], document_text(f, "block.why")) != 0; i++)
			;
		if (i < count || count == REASONS_MAX)
			continue;
		said[count++] = document_text(f, "block.why");
		put_without(l, f);
	}
}

static void put_block(struct lines *l, const struct node *report)
{
	struct out *p = lines_label(l, INDENT, "3 block", HANG);

	if (put_each(l, p, report, target_of) > 0)
		out_put(p, ": a domain with its subdomains on every resolver, a server at the "
			   "firewall; an address alone is not enough where there is a domain");
	else
		out_put(p, "finding by finding:");
	lines_close(l);
	put_groups(l, report);
	put_saved(l, report, "block", true);
}

static bool any(const struct node *report, const char *(*text_of)(const struct node *finding))
{
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		if (levels_matter(document_integer(f, "score")) && *text_of(f))
			return true;
	return false;
}

static bool several_resolvers(const struct node *report)
{
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		if (levels_matter(document_integer(f, "score")) && *resolver_of(f) &&
		    document_integer(f, "clients_involved") > 1)
			return true;
	return false;
}

/* A resolver is never isolated: that would cut off all of its clients, and leave the one that asks
 * where it is. */
static void put_isolate(struct lines *l, const struct node *report)
{
	const char *label = "2 isolate";
	struct out *p;

	if (any(report, client_of)) {
		p = lines_label(l, INDENT, label, HANG);
		put_each(l, p, report, client_of);
		out_put(p, ": identify the machine (DHCP, asset list), take it off the network, "
			   "keep it powered on for memory");
		lines_close(l);
		label = "";
	}
	if (!any(report, resolver_of)) {
		if (*label)
			put_step(l, label,
			    "nobody before the names have been read: what they are for is unclear");
		return;
	}
	p = lines_label(l, INDENT, *label ? "2 find" : "", HANG);
	out_put(p, "the client in the query log of ");
	put_each(l, p, report, resolver_of);
	out_put(p, several_resolvers(report) ? " and of the other resolvers of the finding" : "");
	out_put(p, ": isolate that client, never a resolver");
	lines_close(l);
}

static void put_response(struct lines *l, const struct node *report)
{
	if (view_only_logs(report)) {
		put_step(l, "1 confirm",
		    "read the lines of the log; look for the same names in its older files, and "
		    "capture packets where a log does not say enough");
	} else {
		put_step(l, "1 confirm",
		    "read the packets with the tshark command of each finding; look for the same "
		    "names in "
		    "the resolver's logs, before and after this capture");
	}
	put_extract(l, report);
	put_isolate(l, report);
	put_block(l, report);
	put_step(l, "4 hunt",
	    l->layout->report_path
		? "search for the same elsewhere (formats: dnsferret list blocks, list iocs)"
		: "search for the same elsewhere: dnsferret ioc makes rules, as block makes block "
		  "lists and extract copies the packets, from a report saved with -o FILE.json");
	put_saved(l, report, "ioc --as suricata", false);
	put_step(l, "5 restrict",
	    "let clients query only your own resolvers: drop port 53 (UDP and TCP) from all "
	    "others at the border, and let the resolvers forward only what they must");
	put_step(l, "6 keep",
	    "the captures, their SHA-256 and the JSON report: every other format can be made from "
	    "it");
}

/* What was not read, and how it can be; one step for each, most packets first. */
static void put_unread(struct lines *l, const struct node *report)
{
	const char *label = "not read";
	size_t named = 0;

	for (const struct node *u = view_unread_next(report, NULL); u && named < NAMED_MAX;
	     u = view_unread_next(report, u), named++, label = "") {
		struct out *p = lines_label(l, INDENT, label, HANG);

		out_print(p, "%s: ", document_text(u, "text"));
		if (*document_text(u, "option"))
			out_print(p, "add %s", document_text(u, "option"));
		else
			out_put(p, document_text(u, "advice"));
		lines_close(l);
	}
}

void text_next(struct lines *l, const struct node *report)
{
	bool complete = document_bool(report, "complete");
	bool act = view_count_levels(report, "critical", "high") +
		       view_count_levels(report, "medium", "") >
		   0;
	bool weak = view_count_levels(report, "low", "info") > 0;

	bool unread = view_unread_next(report, NULL);

	if (!act && !weak && complete && !unread)
		return;
	lines_heading(l, "NEXT", MARK_STRONG);
	if (act)
		put_response(l, report);
	else if (weak)
		put_step(l, "look",
		    "weak findings are mostly ordinary traffic: check their names once, "
		    "then analyse a longer capture of the same clients");
	put_unread(l, report);
	/* a link type that is not read has its advice above */
	if (!complete &&
	    (document_members(report, "errors") || document_members(report, "limits") ||
		*document_text(report, "run.interrupted")))
		put_step(l, "rerun",
		    "the evidence is incomplete: obtain the complete files and analyse them again");
}

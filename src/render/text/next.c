#include "sections.h"
#include "../view.h"

#include <string.h>

#include "report/levels.h"

#define INDENT     2
#define HANG       14
#define NAMED_MAX  5
#define TEXT_LIMIT 1100

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

/* The first client that asks for itself; if there is none, the resolver that asks for it. */
static const char *client_of(const struct node *f)
{
	return document_text(view_involved(f, false), "ip");
}

static const char *resolver_of(const struct node *f)
{
	return view_involved(f, false) ? "" : document_text(view_involved(f, true), "ip");
}

static bool is_generated(const struct node *f)
{
	return strcmp(document_text(f, "kind"), "dga") == 0;
}

/* Nobody blocks generated names one by one. */
static const char *domain_of(const struct node *f)
{
	return is_generated(f) ? "" : document_text(f, "domain.registered");
}

/* True if there is a finding to act on or to review with generated names, or without. */
static bool has_kind(const struct node *report, bool generated)
{
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		if (levels_matter(document_integer(f, "score")) && is_generated(f) == generated)
			return true;
	return false;
}

static void put_step(struct lines *l, const char *label, const char *text)
{
	struct out *p = lines_label(l, INDENT, label, HANG);

	out_put(p, text);
	lines_close(l);
}

/* A command for the findings to act on or to review; the ids are hexadecimal. */
static void put_command(
    struct lines *l, const struct node *report, const char *verb, const char *rest)
{
	struct out *p = lines_label(l, INDENT, "", HANG);
	size_t count = 0;

	out_print(p, "dnsferret %s", verb);
	for (const struct node *f = document_members(report, "findings"); f && count < NAMED_MAX;
	     f = f->next)
		if (levels_matter(document_integer(f, "score")) && ++count)
			out_print(p, " %.6s", document_text(f, "id"));
	out_put(p, rest);
	lines_close(l);
}

static bool any(const struct node *report, const char *(*text_of)(const struct node *finding))
{
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		if (document_integer(f, "score") >= 50 && *text_of(f))
			return true;
	return false;
}

static bool several_resolvers(const struct node *report)
{
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		if (document_integer(f, "score") >= 50 && *resolver_of(f) &&
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
	if (!any(report, resolver_of))
		return;
	p = lines_label(l, INDENT, *label ? "2 find" : "", HANG);
	out_put(p, "the client in the query log of ");
	put_each(l, p, report, resolver_of);
	out_put(p, several_resolvers(report) ? " and of the other resolvers of the finding" : "");
	out_put(p, ": isolate that client, never a resolver");
	lines_close(l);
}

static void put_response(struct lines *l, const struct node *report)
{
	struct out *p;

	if (view_only_logs(report)) {
		put_step(l, "1 confirm",
		    "read the lines of the log; look for the same names in its older files, and "
		    "capture packets where a log does not say enough");
		put_command(l, report, "extract", " --report report.json -o lines.txt PATH...");
	} else {
		put_step(l, "1 confirm",
		    "read the packets with the tshark commands above; look for the same names in "
		    "the resolver's logs, before and after this capture");
		put_command(
		    l, report, "extract", " --report report.json -o packets.pcapng PATH...");
	}
	put_isolate(l, report);
	if (has_kind(report, false)) {
		p = lines_label(l, INDENT, "3 block", HANG);
		put_each(l, p, report, domain_of);
		out_put(p, " and its subdomains on every resolver; blocking the server's address "
			   "is not enough:");
		lines_close(l);
	}
	if (has_kind(report, true))
		put_step(l, has_kind(report, false) ? "" : "3 block",
		    "generated names: find the program that makes them up, and sinkhole or "
		    "block those that answer; it asks for others tomorrow");
	put_command(
	    l, report, "block", " --for rpz --report report.json (formats: dnsferret list blocks)");
	put_step(l, "4 hunt",
	    "search for the same elsewhere: dnsferret ioc --as suricata --report report.json "
	    "(formats: dnsferret list iocs)");
	put_step(l, "5 restrict",
	    "let clients query only your own resolvers: drop port 53 (UDP and TCP) from all "
	    "others at the border, and let the resolvers forward only what they must");
	put_step(l, "6 keep",
	    "the captures, their SHA-256 and the JSON report (dnsferret -o report.json): every "
	    "other format can be made from it");
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
	if (!complete)
		put_step(l, "rerun",
		    "the evidence is incomplete: obtain the complete files and analyse them again");
}

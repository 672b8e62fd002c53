#include "grid.h"
#include "sections.h"
#include "../view.h"

#include <string.h>

#define HANG_FORWARDING 14
#define HOSTS_NAMED     3
/* "F-" and four hex digits: enough to name a finding. */
#define SHORT_ID_LEN 6

static void put_more(struct lines *l, int64_t total, int64_t listed, const char *what)
{
	int64_t shown = l->layout->top > 0 && l->layout->top < listed ? l->layout->top : listed;
	char left[FIGURE_MAX];

	if (total <= shown)
		return;
	struct out *p = lines_open(l, 4);
	out_print(p, "  and %s more %s", lines_count(total - shown, left), what);
	if (listed > shown)
		out_put(p, " (--all shows them)");
	lines_close(l);
}

static const struct grid_column client_columns[] = {
    {.title = "#", .right = true},
    {.title = "score", .right = true},
    {.title = "client"}, /* never shortened: it has to identify the machine */
    {.title = "queries", .right = true},
    {.title = "domains", .right = true},
    {.title = "TXT %", .right = true},
    {.title = "burst", .right = true},
    {.title = "role"},
    {.title = "findings"},
};
#define CLIENT_COLUMNS (sizeof client_columns / sizeof *client_columns)

static void client_cells(
    const struct node *c, const struct layout *layout, char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX])
{
	const struct node *f = document_members(c, "findings");
	(void)layout;
	int64_t queries = document_integer(c, "queries"),
		responses = document_integer(c, "responses");

	grid_number(cells[0], document_integer(c, "rank"));
	grid_number(cells[1], document_integer(c, "score"));
	lines_shorten(document_text(c, "ip"), GRID_CELL_MAX - 1, cells[2]);
	grid_number(cells[3], queries > responses ? queries : responses);
	grid_number(cells[4], document_integer(c, "domains"));
	grid_number(cells[5], (int64_t)(100 * document_number(c, "txt_ratio") + 0.5));
	grid_number(cells[6], document_integer(c, "max_burst.names"));
	lines_shorten(document_text(c, "role"), GRID_CELL_MAX - 1, cells[7]);
	snprintf(cells[8], GRID_CELL_MAX, "%.*s", SHORT_ID_LEN, f ? f->text : "-");
	if (f && f->next)
		snprintf(cells[8], GRID_CELL_MAX, "%.*s +%zu", SHORT_ID_LEN, f->text,
		    document_count(c, "findings") - 1);
}

static const struct grid_column domain_columns[] = {
    {.title = "#", .right = true},
    {.title = "score", .right = true},
    {.title = "domain", .shrinks = true},
    {.title = "clients", .right = true},
    {.title = "queries", .right = true},
    {.title = "names", .right = true},
    {.title = "finding"},
};
#define DOMAIN_COLUMNS (sizeof domain_columns / sizeof *domain_columns)

static void domain_cells(
    const struct node *d, const struct layout *layout, char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX])
{
	const char *finding = document_text(d, "finding");

	grid_number(cells[0], document_integer(d, "rank"));
	grid_number(cells[1], document_integer(d, "score"));
	grid_name(cells[2], layout, document_text(d, "registered"));
	grid_number(cells[3], document_integer(d, "clients"));
	grid_number(cells[4], document_integer(d, "queries"));
	grid_number(cells[5], document_integer(d, "unique_names"));
	snprintf(cells[6], GRID_CELL_MAX, "%s", *finding ? finding : "-");
}

static const struct grid_column known_columns[] = {
    {.title = "raw score", .right = true},
    {.title = "domain", .shrinks = true},
    {.title = "clients", .right = true},
    {.title = "known as"},
};
#define KNOWN_COLUMNS (sizeof known_columns / sizeof *known_columns)

static void known_cells(
    const struct node *k, const struct layout *layout, char cells[GRID_COLUMNS_MAX][GRID_CELL_MAX])
{
	grid_number(cells[0], document_integer(k, "score_before"));
	grid_name(cells[1], layout, document_text(k, "domain"));
	grid_number(cells[2], document_integer(k, "clients"));
	lines_shorten(document_text(k, "service"), GRID_CELL_MAX - 1, cells[3]);
}

static void put_expired(struct lines *l, const struct node *report)
{
	for (const struct node *r = document_members(report, "run.allowlists"); r; r = r->next) {
		if (document_integer(r, "expired") == 0)
			continue;
		out_print(lines_open(l, 12), "  rule %s expired on %s and was not applied (%s)",
		    document_text(r, "rule"), document_text(r, "until"),
		    document_text(r, "reason"));
		lines_close(l);
	}
}

/* Lists allowed findings with their reasons, and expired rules. */
static void put_suppressed(struct lines *l, const struct node *report)
{
	const struct node *s = document_members(report, "suppressed");
	const struct node *r = document_members(report, "run.allowlists");

	while (r && document_integer(r, "expired") == 0)
		r = r->next;
	if (!s && !r)
		return;
	lines_heading(l, "ALLOWED", MARK_STRONG);
	put_expired(l, report);
	for (; s; s = s->next) {
		const char *until = document_text(s, "until"), *domain = document_text(s, "domain");
		char unicode[VIEW_UNICODE_MAX];

		out_print(lines_open(l, 12), "  %3d  %s  %s%s: allowed as %s%s%s (%s)",
		    (int)document_integer(s, "score"), document_text(s, "id"), domain,
		    view_unicode(l->layout, domain, false, unicode), document_text(s, "rule"),
		    *until ? " until " : "", until, document_text(s, "reason"));
		lines_close(l);
	}
}

static void put_not_dns(struct lines *l, const struct node *report)
{
	bool titled = false;

	for (const struct node *c = document_members(report, "clients"); c; c = c->next) {
		char payloads[FIGURE_MAX], bytes[FIGURE_MAX];

		if (document_integer(c, "not_dns.payloads") == 0)
			continue;
		if (!titled)
			lines_heading(l, "NOT DNS ON THE DNS PORT", MARK_STRONG);
		titled = true;
		struct out *p = lines_open(l, 4);
		out_print(p, "  %s > %s  %s payloads, %s, first in file %d packet %lld",
		    document_text(c, "ip"), document_text(c, "not_dns.server"),
		    lines_count(document_integer(c, "not_dns.payloads"), payloads),
		    lines_bytes(document_integer(c, "not_dns.bytes"), bytes),
		    (int)document_integer(c, "not_dns.first.input") + 1,
		    (long long)document_integer(c, "not_dns.first.packet"));
		lines_close(l);
	}
}

/* "10.1.0.53 (412 clients)": the local servers with most clients. */
static void put_resolvers(struct lines *l, const struct node *report)
{
	const struct node *r = document_members(report, "forwarding.resolvers");
	int64_t total = document_integer(report, "forwarding.resolvers_total"), named = 0;
	struct out *p = lines_label(l, 2, "resolvers", HANG_FORWARDING);
	char figure[FIGURE_MAX];

	for (; r && named < HOSTS_NAMED; r = r->next, named++)
		out_print(p, "%s%s (%s" NO_BREAK "client%s)", named ? ", " : "",
		    document_text(r, "ip"), lines_count(document_integer(r, "clients"), figure),
		    document_integer(r, "clients") == 1 ? "" : "s");
	if (total > named)
		out_print(p, " and %s more", lines_count(total - named, figure));
	lines_close(l);
}

static void put_direct(struct lines *l, const struct node *report)
{
	int64_t total = document_integer(report, "forwarding.direct_total"), listed = 0;
	const char *label = "direct";
	char figure[FIGURE_MAX];

	for (const struct node *d = document_members(report, "forwarding.direct");
	     d && (l->layout->top == 0 || listed < l->layout->top);
	     d = d->next, listed++, label = "") {
		struct out *p = lines_label(l, 2, label, HANG_FORWARDING);
		const struct node *server = document_members(d, "servers");
		int64_t servers = document_integer(d, "servers_total"), named = 0;

		out_print(p, "%s queries ", document_text(d, "ip"));
		for (; server && named < HOSTS_NAMED; server = server->next, named++)
			out_print(p, "%s%s", named ? ", " : "", server->text);
		if (servers > named)
			out_print(p, " and %s more", lines_count(servers - named, figure));
		lines_close(l);
	}
	if (total > listed) {
		struct out *p = lines_label(l, 2, "", HANG_FORWARDING);

		out_print(p, "and %s more clients", lines_count(total - listed, figure));
		lines_close(l);
	}
}

/* Clients that bypass the resolvers: blocking there does not stop them. */
static void put_forwarding(struct lines *l, const struct node *report)
{
	int64_t local = document_integer(report, "forwarding.local_only"),
		direct = document_integer(report, "forwarding.direct_total");
	char figure[FIGURE_MAX], other[FIGURE_MAX];
	struct out *p;

	const char *not_seen = document_text(report, "forwarding.not_seen");

	if (local + direct == 0 && (!*not_seen || view_nothing_read(report)))
		return;
	lines_heading(l, "FORWARDING", MARK_STRONG);
	if (*not_seen) {
		out_print(lines_open(l, 2), "  %s", not_seen);
		lines_close(l);
	}
	if (local + direct == 0)
		return;
	p = lines_open(l, 2);
	if (direct == 0)
		out_print(p, "  %s client%s use%s only local resolvers%s",
		    lines_count(local, figure), local == 1 ? "" : "s", local == 1 ? "s" : "",
		    *not_seen ? "" : "; none queries the internet directly");
	else
		out_print(p,
		    "  %s client%s quer%s servers on the internet directly, so blocking at the "
		    "resolver will not stop %s; %s use%s only local resolvers",
		    lines_count(direct, figure), direct == 1 ? "" : "s", direct == 1 ? "ies" : "y",
		    direct == 1 ? "it" : "them", lines_count(local, other), local == 1 ? "s" : "");
	lines_close(l);
	if (document_members(report, "forwarding.resolvers"))
		put_resolvers(l, report);
	if (direct > 0)
		put_direct(l, report);
}

void text_tables(struct lines *l, const struct node *report)
{
	unsigned top = l->layout->top;

	if (document_members(report, "clients")) {
		lines_heading(l, "CLIENTS", MARK_STRONG);
		grid_write(l, client_columns, CLIENT_COLUMNS, document_members(report, "clients"),
		    top, client_cells);
		put_more(l, document_integer(report, "clients_total"),
		    (int64_t)document_count(report, "clients"), "clients");
	}
	if (document_members(report, "domains")) {
		lines_heading(l, "DOMAINS", MARK_STRONG);
		grid_write(l, domain_columns, DOMAIN_COLUMNS, document_members(report, "domains"),
		    top, domain_cells);
		put_more(l, document_integer(report, "domains_total"),
		    (int64_t)document_count(report, "domains"), "domains");
	}
	if (document_members(report, "known")) {
		lines_heading(l, "KNOWN SERVICES", MARK_STRONG);
		grid_write(l, known_columns, KNOWN_COLUMNS, document_members(report, "known"), top,
		    known_cells);
		put_more(l, document_integer(report, "known_total"),
		    (int64_t)document_count(report, "known"), "domains");
	}
	put_suppressed(l, report);
	put_not_dns(l, report);
	put_forwarding(l, report);
}

#include "md_cells.h"

#include <inttypes.h>

#include "lines.h"
#include "view.h"

/* Rows of a table: a ticket needs only the first few. */
#define ROWS_MAX 50

static void put_clients(struct out *out, const struct node *report)
{
	const struct node *c = document_members(report, "clients");
	char figure[FIGURE_MAX];

	if (!c)
		return;
	out_put(out, "\n## Clients\n\n| # | score | client | role | queries | domains |\n"
		     "|--:|--:|---|---|--:|--:|\n");
	for (unsigned shown = 0; c && shown < ROWS_MAX; c = c->next, shown++) {
		out_put(out, "|");
		md_count_cell(out, c, "rank");
		md_count_cell(out, c, "score");
		out_put(out, " ");
		md_text(out, document_text(c, "ip"));
		md_host(out, report, c, true);
		out_put(out, " |");
		md_cell(out, document_text(c, "role"));
		md_count_cell(out, c, "queries");
		md_count_cell(out, c, "domains");
		out_put(out, "\n");
	}
	if (c)
		out_print(out, "\n%s clients in total.\n",
		    lines_count(document_integer(report, "clients_total"), figure));
}

static void put_allowed(struct out *out, const struct node *report)
{
	const struct node *s = document_members(report, "suppressed");

	if (!s)
		return;
	out_put(out, "\n## Allowed\n\n| score | finding | domain | rule | reason |\n"
		     "|--:|---|---|---|---|\n");
	for (; s; s = s->next) {
		out_put(out, "|");
		md_count_cell(out, s, "score");
		md_cell(out, document_text(s, "id"));
		md_name_cell(out, document_text(s, "domain"));
		md_cell(out, document_text(s, "rule"));
		md_cell(out, document_text(s, "reason"));
		out_put(out, "\n");
	}
}

static void put_intel(struct out *out, const struct node *report, const struct time_zone *zone)
{
	const struct node *m = document_members(report, "intel.matches");

	if (!m)
		return;
	out_put(out, "\n## Matches of lists\n\n| indicator | list | in | client | messages | first "
		     "| where |\n"
		     "|---|---|---|---|--:|---|---|\n");
	for (; m; m = m->next) {
		out_put(out, "|");
		md_name_cell(out, document_text(m, "indicator"));
		md_cell(out, document_text(m, "list"));
		md_cell(out, document_text(m, "in"));
		md_cell(out, document_text(m, "client"));
		md_count_cell(out, m, "messages");
		md_moment_cell(out, zone, document_text(m, "first"));
		md_where_cell(out, m);
		out_put(out, "\n");
	}
}

static void put_forwarding(struct out *out, const struct node *report)
{
	const struct node *d = document_members(report, "forwarding.direct");
	char figure[FIGURE_MAX];

	if (!d)
		return;
	out_put(out,
	    "\n## Clients that query the internet directly\n\n| client | servers | first |\n"
	    "|---|--:|---|\n");
	for (unsigned shown = 0; d && shown < ROWS_MAX; d = d->next, shown++) {
		const struct node *server = document_members(d, "servers");

		out_put(out, "|");
		md_cell(out, document_text(d, "ip"));
		md_count_cell(out, d, "servers_total");
		md_cell(out, server && server->kind == NODE_TEXT ? server->text : "");
		out_put(out, "\n");
	}
	out_print(out, "\n%s clients in total.\n",
	    lines_count(document_integer(report, "forwarding.direct_total"), figure));
}

static void put_inputs(struct out *out, const struct node *report)
{
	out_put(
	    out, "\n## Inputs\n\n| input | packets | status | SHA\\-256 |\n|---|--:|---|---|\n");
	for (const struct node *in = document_members(report, "inputs"); in; in = in->next) {
		out_put(out, "|");
		md_cell(out, document_text(in, "path"));
		md_count_cell(out, in, document_integer(in, "lines") > 0 ? "lines" : "packets");
		md_cell(out, document_text(in, "status"));
		md_cell(out, document_text(in, "sha256"));
		out_put(out, "\n");
	}
	int64_t others = document_integer(report, "accounting.other_files");
	if (others > 0)
		out_print(out,
		    "\nOther files in directories, not captures, skipped: %" PRId64 ".\n", others);
}

void md_tables(struct out *out, const struct node *report, const struct time_zone *zone)
{
	put_intel(out, report, zone);
	put_allowed(out, report);
	put_clients(out, report);
	put_forwarding(out, report);
	put_inputs(out, report);
}

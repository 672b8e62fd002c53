#include "page.h"
#include "../view.h"

#include <inttypes.h>
#include <string.h>

#include "render/block.h"
#include "report/levels.h"

/* Nodes of a column: clients that show a finding, resolvers, servers. The others are one node. */
#define NODES_MAX 16
#define EDGES_MAX 256
/* Ranks of findings named with an edge in the list. */
#define RANKS_MAX 6

/* Pixels from one node to the next, and where the columns are, in percent. */
#define ROW_HEIGHT 26
#define TOP        34

enum column { CLIENTS, RESOLVERS, SERVERS, COLUMNS };
static const double left[COLUMNS] = {0.2, 37, 71}, right[COLUMNS] = {29, 63, 99.8};

struct host {
	const char *ip; /* NULL: all that have no node of their own */
	int64_t count;  /* of those; of clients of a resolver: how many ask it */
	int64_t score;  /* -1: shows no finding */
	bool alone;     /* all, and there are no others */
};

struct edge {
	enum column from_column, to_column;
	size_t from, to;
	int64_t score; /* of the worst finding that goes this way; -1: none */
	int64_t ranks[RANKS_MAX];
	size_t rank_count;
};

struct graph {
	struct host hosts[COLUMNS][NODES_MAX + 1];
	size_t count[COLUMNS];
	struct edge edges[EDGES_MAX];
	size_t edge_count;
};

/* The node of a host, new if there is room; NODES_MAX + 1 if there is none. */
static size_t node_of(struct graph *g, enum column column, const char *ip)
{
	for (size_t i = 0; i < g->count[column]; i++)
		if (g->hosts[column][i].ip && strcmp(g->hosts[column][i].ip, ip) == 0)
			return i;
	if (!*ip || g->count[column] == NODES_MAX)
		return NODES_MAX + 1;
	g->hosts[column][g->count[column]] = (struct host){.ip = ip, .score = -1};
	return g->count[column]++;
}

static bool is_node(const struct graph *g, enum column column, const char *ip)
{
	for (size_t i = 0; i < g->count[column]; i++)
		if (g->hosts[column][i].ip && strcmp(g->hosts[column][i].ip, ip) == 0)
			return true;
	return false;
}

/* `f` is the finding that goes this way, or NULL. */
static void join(struct graph *g, enum column from_column, size_t from, enum column to_column,
    size_t to, const struct node *f)
{
	struct edge *e = g->edges;
	struct edge *end = g->edges + g->edge_count;

	if (from > NODES_MAX || to > NODES_MAX)
		return;
	while (e < end && (e->from_column != from_column || e->from != from ||
			      e->to_column != to_column || e->to != to))
		e++;
	if (e == end && g->edge_count == EDGES_MAX)
		return;
	if (e == end) {
		g->edge_count++;
		*e = (struct edge){.from_column = from_column,
		    .to_column = to_column,
		    .from = from,
		    .to = to,
		    .score = -1};
	}
	if (!f)
		return;
	if (document_integer(f, "score") > e->score)
		e->score = document_integer(f, "score");
	if (e->rank_count < RANKS_MAX)
		e->ranks[e->rank_count] = document_integer(f, "rank");
	e->rank_count++;
}

static bool has_text(const struct node *list, const char *text)
{
	for (const struct node *n = list; n; n = n->next)
		if (n->kind == NODE_TEXT && strcmp(n->text, text) == 0)
			return true;
	return false;
}

static const struct node *row_of(const struct node *rows, const char *ip)
{
	while (rows && strcmp(document_text(rows, "ip"), ip) != 0)
		rows = rows->next;
	return rows;
}

/* Whether this client of a finding queries this server of it: with several clients the finding
 * lists the servers of all. */
static bool asks(const struct graph *g, const struct node *report, const struct node *f,
    const char *client, const char *server)
{
	const struct node *direct = row_of(document_members(report, "forwarding.direct"), client),
			  *up = row_of(document_members(report, "forwarding.upstream"), client);

	if (strcmp(client, server) == 0)
		return false;
	if (document_integer(f, "clients_involved") == 1)
		return true;
	if (is_node(g, RESOLVERS, client))
		return up && has_text(document_members(up, "servers"), server);
	if (is_node(g, RESOLVERS, server))
		return !direct || has_text(document_members(direct, "resolvers"), server);
	return direct && has_text(document_members(direct, "servers"), server);
}

static void add_resolvers(struct graph *g, const struct node *report)
{
	const struct node *r = document_members(report, "forwarding.resolvers");

	for (; r; r = r->next) {
		size_t at = node_of(g, RESOLVERS, document_text(r, "ip"));

		if (at < NODES_MAX)
			g->hosts[RESOLVERS][at].count = html_total(r, "clients");
	}
	for (r = document_members(report, "forwarding.upstream"); r; r = r->next)
		node_of(g, RESOLVERS, document_text(r, "ip"));
}

/* The ways of one client of a finding. A resolver that shows it is in its own column. */
static void add_ways(
    struct graph *g, const struct node *report, const struct node *f, const char *ip)
{
	bool resolver = is_node(g, RESOLVERS, ip);
	enum column column = resolver ? RESOLVERS : CLIENTS;
	size_t from = node_of(g, column, ip);

	if (from > NODES_MAX)
		return;
	if (document_integer(f, "score") > g->hosts[column][from].score)
		g->hosts[column][from].score = document_integer(f, "score");
	for (const struct node *s = document_members(f, "servers"); s; s = s->next) {
		const char *server = s->kind == NODE_TEXT ? s->text : "";

		if (!asks(g, report, f, ip, server))
			continue;
		if (!resolver && is_node(g, RESOLVERS, server))
			join(g, CLIENTS, from, RESOLVERS, node_of(g, RESOLVERS, server), f);
		else
			join(g, column, from, SERVERS, node_of(g, SERVERS, server), f);
	}
	const struct node *row = row_of(document_members(report, "forwarding.direct"), ip);
	for (const struct node *r = document_members(row, "resolvers"); r; r = r->next)
		if (r->kind == NODE_TEXT && is_node(g, RESOLVERS, r->text) && !resolver)
			join(g, CLIENTS, from, RESOLVERS, node_of(g, RESOLVERS, r->text), NULL);
}

static size_t rest_of(struct graph *g, enum column column, int64_t count)
{
	if (count <= 0)
		return NODES_MAX + 1;
	g->hosts[column][g->count[column]] =
	    (struct host){.count = count, .score = -1, .alone = g->count[column] == 0};
	return g->count[column]++;
}

/* Clients of a resolver that have a node. */
static int64_t own_clients(const struct graph *g, size_t resolver)
{
	int64_t count = 0;

	for (size_t i = 0; i < g->edge_count; i++)
		count += g->edges[i].from_column == CLIENTS && g->edges[i].to_column == RESOLVERS &&
			 g->edges[i].to == resolver;
	return count;
}

/* Everybody else: clients without a node, and servers that resolvers query. */
static void add_others(struct graph *g, const struct node *report)
{
	int64_t direct = html_total(report, "forwarding.direct_total");
	int64_t clients = html_total(report, "forwarding.local_only") + direct;
	size_t resolvers = g->count[RESOLVERS];

	for (size_t i = 0; i < g->count[CLIENTS]; i++)
		direct -= row_of(document_members(report, "forwarding.direct"),
			      g->hosts[CLIENTS][i].ip) != NULL;
	size_t rest = rest_of(g, CLIENTS, clients - (int64_t)g->count[CLIENTS]);
	for (size_t i = 0; i < resolvers && rest <= NODES_MAX; i++)
		if (g->hosts[RESOLVERS][i].count > own_clients(g, i))
			join(g, CLIENTS, rest, RESOLVERS, i, NULL);
	bool upstream = document_members(report, "forwarding.upstream");
	if (direct <= 0 && !upstream)
		return;
	size_t internet = rest_of(g, SERVERS, 1);
	if (direct > 0)
		join(g, CLIENTS, rest, SERVERS, internet, NULL);
	for (const struct node *u = document_members(report, "forwarding.upstream"); u;
	     u = u->next) {
		size_t from = node_of(g, RESOLVERS, document_text(u, "ip"));

		for (const struct node *s = document_members(u, "servers"); s; s = s->next) {
			bool own = s->kind == NODE_TEXT && is_node(g, SERVERS, s->text);

			join(g, RESOLVERS, from, SERVERS,
			    own ? node_of(g, SERVERS, s->text) : internet, NULL);
		}
	}
}

static void graph_read(struct graph *g, const struct node *report)
{
	*g = (struct graph){.edge_count = 0};
	add_resolvers(g, report);
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		for (const struct node *c = NULL; (c = block_client(f, c));)
			add_ways(g, report, f, document_text(c, "ip"));
	add_others(g, report);
}

/* -- drawing -- */

static double middle_of(size_t i)
{
	return TOP + ROW_HEIGHT * ((double)i + 0.5);
}

static void put_name(struct out *out, enum column column, const struct host *h)
{
	if (h->ip)
		html_text(out, h->ip);
	else if (column == SERVERS)
		out_put(out, "servers on the internet");
	else
		html_counted(out, h->count, h->alone ? "client" : "other client");
}

static void put_host(struct out *out, enum column column, size_t i, const struct host *h)
{
	double y = middle_of(i);

	out_print(out,
	    "<rect class=\"%s\" x=\"%.1f%%\" y=\"%.0f\" width=\"%.1f%%\" height=\"%d\" "
	    "rx=\"3\"/><text x=\"%.1f%%\" y=\"%.0f\" dx=\"7\">",
	    h->score >= 0 ? levels_name(h->score) : "plain", left[column], y - 10,
	    right[column] - left[column], 20, left[column], y + 4);
	put_name(out, column, h);
	out_put(out, "</text>\n");
}

static void put_edge(struct out *out, const struct edge *e)
{
	out_print(out, "<line class=\"%s\" x1=\"%.1f%%\" y1=\"%.0f\" x2=\"%.1f%%\" y2=\"%.0f\"/>\n",
	    e->score >= 0 ? levels_name(e->score) : "plain", right[e->from_column],
	    middle_of(e->from), left[e->to_column], middle_of(e->to));
}

static void put_drawing(struct out *out, const struct graph *g)
{
	static const char *const titles[COLUMNS] = {
	    "clients", "resolvers", "servers asked directly"};
	size_t most = 1;

	for (int c = 0; c < COLUMNS; c++)
		most = g->count[c] > most ? g->count[c] : most;
	out_print(out,
	    "<svg class=\"graph\" height=\"%.0f\" role=\"img\" aria-label=\"Which client queries "
	    "which resolver or server; the list below says the same\">\n",
	    middle_of(most) - ROW_HEIGHT / 2.0 + 6);
	for (int c = 0; c < COLUMNS; c++)
		if (g->count[c] > 0)
			out_print(out,
			    "<text class=\"tick\" x=\"%.1f%%\" y=\"16\" dx=\"7\">%s</text>\n",
			    left[c], titles[c]);
	for (int colored = 0; colored < 2; colored++)
		for (size_t i = 0; i < g->edge_count; i++)
			if ((g->edges[i].score >= 0) == colored)
				put_edge(out, &g->edges[i]);
	for (int c = 0; c < COLUMNS; c++)
		for (size_t i = 0; i < g->count[c]; i++)
			put_host(out, (enum column)c, i, &g->hosts[c][i]);
	out_put(out, "</svg>");
}

/* " past 10.0.0.53": the resolvers that the client of a direct way asks as well. */
static void put_past(struct out *out, const struct graph *g, const struct edge *way)
{
	const char *between = ", past ";

	if (way->from_column != CLIENTS || way->to_column != SERVERS)
		return;
	for (size_t i = 0; i < g->edge_count; i++) {
		const struct edge *e = &g->edges[i];

		if (e->from_column != CLIENTS || e->from != way->from || e->to_column != RESOLVERS)
			continue;
		out_put(out, between);
		put_name(out, RESOLVERS, &g->hosts[RESOLVERS][e->to]);
		between = " and ";
	}
}

static void put_sentence(struct out *out, const struct graph *g, const struct edge *e)
{
	const struct host *from = &g->hosts[e->from_column][e->from];

	out_put(out, "<li><code>");
	put_name(out, e->from_column, from);
	out_put(
	    out, from->ip || from->count == 1 ? "</code> queries <code>" : "</code> query <code>");
	put_name(out, e->to_column, &g->hosts[e->to_column][e->to]);
	out_put(out, "</code>");
	put_past(out, g, e);
	for (size_t i = 0; i < e->rank_count && i < RANKS_MAX; i++) {
		out_print(out, "%s%" PRId64,
		    i > 0               ? ", "
		    : e->rank_count > 1 ? " (findings "
					: " (finding ",
		    e->ranks[i]);
	}
	if (e->rank_count > RANKS_MAX)
		out_print(out, " and %zu more", e->rank_count - RANKS_MAX);
	out_put(out, e->rank_count > 0 ? ")</li>\n" : "</li>\n");
}

void html_graph(struct out *out, const struct node *report)
{
	struct graph g;

	graph_read(&g, report);
	if (g.edge_count == 0)
		return;
	out_put(out, "<figure class=\"picture\"><h3 class=\"sub\">Who asks which server</h3>\n<p>");
	out_put(out, document_members(report, "findings")
			 ? "Clients that show a finding, the resolvers they use, and servers they "
			   "query past them. Colored: the way of a finding, by its level."
			 : "The resolvers that clients use, and whether they query servers past "
			   "them.");
	out_put(out, "</p>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" "
		     "aria-label=\"Clients, resolvers and servers\">");
	put_drawing(out, &g);
	out_put(out, "</div>\n<details><summary>The same as a list</summary>\n<ul>\n");
	for (int colored = 1; colored >= 0; colored--)
		for (size_t i = 0; i < g.edge_count; i++)
			if ((g.edges[i].score >= 0) == colored)
				put_sentence(out, &g, &g.edges[i]);
	out_put(out, "</ul></details></figure>\n");
}

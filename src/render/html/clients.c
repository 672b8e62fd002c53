#include "page.h"

#include <stdlib.h>

#include "../client_host.h"
#include "../view.h"

#define LISTED_MAX 8
/* Clients of a finding of which is said who they are. */
#define HOSTS_MAX 3

void html_list(struct out *out, const struct node *first, const char *path, int64_t count)
{
	int64_t named = 0;

	for (const struct node *n = first; n && named < count && named < LISTED_MAX;
	     n = n->next, named++) {
		out_put(out, named ? ", <code>" : "<code>");
		html_text(out, path ? document_text(n, path) : n->kind == NODE_TEXT ? n->text : "");
		out_put(out, "</code>");
	}
	if (count > named) {
		out_put(out, " and ");
		html_count(out, count - named);
		out_put(out, " more");
	}
}

/* What is said about a client, behind its address; returns false if there is nothing. */
static bool put_host(struct out *out, const struct node *report, const struct node *client)
{
	char *words = client_host_plain(report, client, false); /* a card is narrow */
	bool any = *words != '\0';

	if (any) {
		out_put(out, "<span class=\"dim\">");
		html_text(out, words);
		out_put(out, "</span>");
	}
	free(words);
	return any;
}

/* The first clients with what is said about them, a line each; then the others. */
static void put_clients(
    struct out *out, const struct node *report, const struct node *f, int64_t involved)
{
	const struct node *c = document_members(f, "clients");
	bool more = true;

	for (int64_t i = 0; c && i < HOSTS_MAX && involved > 0 && more; c = c->next, i++) {
		if (i > 0)
			out_put(out, "<br>");
		out_put(out, "<code>");
		html_member(out, c, "ip");
		out_put(out, "</code>");
		more = put_host(out, report, c);
		involved--;
	}
	if (!c || involved == 0)
		return;
	out_put(out, more ? "<br>" : ", ");
	html_list(out, c, "ip", involved);
}

void html_clients_fact(struct out *out, const struct node *report, const struct node *f)
{
	int64_t involved = html_total(f, "clients_involved"),
		others = html_total(f, "clients_total") - involved;

	out_put(out, "<div><dt>Clients involved</dt><dd>");
	put_clients(out, report, f, involved);
	if (others > 0) {
		out_put(out, "<br><span class=\"dim\">");
		html_count(out, others);
		out_put(
		    out, others == 1
			     ? " other client queried this domain without showing this behaviour"
			     : " other clients queried this domain without showing this behaviour");
		out_put(out, "</span>");
	}
	const struct node *resolver = view_involved(f, true);
	if (resolver) {
		out_put(out, "<br><span class=\"bad\">");
		html_member(out, resolver, "ip");
		out_put(out, " is a ");
		html_member(out, resolver, "role");
		out_put(out, ": do not isolate it. Its query log shows which client sent these "
			     "queries.</span>");
	}
	out_put(out, "</dd></div>\n");
}

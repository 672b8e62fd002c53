#include "sections.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/levels.h"
#include "../client_host.h"
#include "../view.h"

#define CLIENTS_NAMED 3
/* Columns from which on a line has room for two clients and the time. */
#define TWO_CLIENTS 100

/* The clients behind the findings that matter. */
struct who {
	const char **addresses; /* each once, sorted; borrowed from the report */
	size_t count;
	const struct node *named[CLIENTS_NAMED]; /* clients, then resolvers, worst finding first */
	size_t named_count, findings;
	int64_t total; /* of them: a report does not list all clients of a finding that has many */
	bool cut;      /* there are more, because such a finding is among several */
	const char *first, *last;
};

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void name(struct who *w, const struct node *client)
{
	for (size_t i = 0; i < w->named_count; i++)
		if (strcmp(document_text(w->named[i], "ip"), document_text(client, "ip")) == 0)
			return;
	if (w->named_count < CLIENTS_NAMED)
		w->named[w->named_count++] = client;
}

/* Of clients that ask for themselves, or of resolvers, which count only if there is none of those:
 * they asked for others. */
static void add_clients(struct who *w, const struct node *f, bool for_others)
{
	int64_t involved = document_integer(f, "clients_involved"), listed = 0;
	const struct node *c = document_members(f, "clients");

	for (; c && listed < involved; c = c->next, listed++) {
		if (view_asks_for_others(c) != for_others)
			continue;
		w->addresses = memory_resize(w->addresses, w->count + 1, sizeof *w->addresses);
		w->addresses[w->count++] = document_text(c, "ip");
		name(w, c);
	}
	if (listed < involved) {
		w->total = involved > w->total ? involved : w->total;
		w->cut = true;
	}
}

/* The findings to act on or to review, or, if there is none, the weak ones. */
static void add_findings(struct who *w, const struct node *report, bool for_others)
{
	bool weak = view_count_levels(report, "low", "info") == document_count(report, "findings");

	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		const char *first = document_text(f, "first"), *last = document_text(f, "last");

		if ((!weak && !levels_matter(document_integer(f, "score"))) ||
		    for_others == (view_involved(f, false) != NULL))
			continue;
		w->findings++;
		add_clients(w, f, for_others);
		if (!*w->first || strcmp(first, w->first) < 0)
			w->first = first;
		if (strcmp(last, w->last) > 0)
			w->last = last;
	}
}

static void who_init(struct who *w, const struct node *report)
{
	size_t distinct = 0;

	*w = (struct who){.first = "", .last = ""};
	add_findings(w, report, false);
	add_findings(w, report, true);
	if (w->count == 0)
		return;
	qsort(w->addresses, w->count, sizeof *w->addresses, compare_texts);
	for (size_t i = 0; i < w->count; i++)
		if (i == 0 || strcmp(w->addresses[i], w->addresses[distinct - 1]) != 0)
			w->addresses[distinct++] = w->addresses[i];
	w->count = distinct;
	w->total = (int64_t)distinct > w->total ? (int64_t)distinct : w->total;
	w->cut &= w->findings > 1;
}

/* "10.20.0.23 (says "desk-7"), 10.20.0.24 and 3 more". */
static void put_clients(struct out *p, const struct node *report, const struct who *w, size_t most)
{
	size_t named = w->named_count < most ? w->named_count : most;
	int64_t more = w->total - (int64_t)named;
	char figure[FIGURE_MAX];

	for (size_t i = 0; i < named; i++) {
		const struct node *c = w->named[i];

		out_print(
		    p, "%s" MARK_STRONG "%s" MARK_PLAIN, i ? ", " : "", document_text(c, "ip"));
		client_host_put_name(p, report, c);
		if (view_asks_for_others(c))
			out_print(p, NO_BREAK "(%s)", document_text(c, "role"));
	}
	if (more > 0)
		out_print(p, " and %s more", lines_count(more, figure));
}

void text_who(struct lines *l, const struct node *report)
{
	struct who w;
	char figure[RANGE_MAX];

	who_init(&w, report);
	if (w.count > 0) {
		struct out *p = lines_label(l, 0, "WHO", HANG_HEAD);
		int64_t all = document_integer(report, "clients_total");

		put_clients(p, report, &w, CLIENTS_NAMED);
		out_print(p, " (%s%s of ", w.cut ? "at least " : "", lines_count(w.total, figure));
		out_print(p, "%s client%s)", lines_count(all, figure), all == 1 ? "" : "s");
		lines_close(l);
		out_put(lines_label(l, 0, "WHEN", HANG_HEAD),
		    lines_range_in(l->layout->zone, w.first, w.last, figure));
		lines_close(l);
	}
	free(w.addresses);
}

void text_who_and_when(struct lines *l, const struct node *report)
{
	struct who w;
	char range[RANGE_MAX];

	who_init(&w, report);
	if (w.count > 0) {
		struct out *p = lines_label(l, 0, "WHO", HANG_HEAD);

		put_clients(p, report, &w, l->layout->width < TWO_CLIENTS ? 1 : 2);
		lines_range_in(l->layout->zone, w.first, w.last, range);
		out_print(p, ", %.*s", (int)strcspn(range, "("), range);
		lines_close_cut(l);
	}
	free(w.addresses);
}

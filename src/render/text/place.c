#include "../view.h"
#include "sections.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#define INDENT       4
#define PLACES_NAMED 3

static const struct node *place_of(const struct node *report, const char *ip)
{
	const struct node *one = document_members(report, "geo.addresses");

	while (one && strcmp(document_text(one, "ip"), ip) != 0)
		one = one->next;
	return one;
}

/* "203.0.113.53: NL, AS64500 Example Hosting (/24)" */
static void put_place(struct out *p, const struct node *place)
{
	const char *country = document_text(place, "country");
	const char *organization = document_text(place, "organization");
	int64_t asn = document_integer(place, "asn");

	out_put(p, document_text(place, "ip"));
	if (!document_get(place, "bits"))
		return;
	out_put(p, ":");
	if (*country)
		out_print(p, " %s%s", country, asn || *organization ? "," : "");
	if (asn)
		out_print(p, " AS%" PRId64, asn);
	if (*organization)
		out_print(p, " %s", organization);
	out_print(p, " (/%" PRId64 ")", document_integer(place, "bits"));
}

static void put_servers(struct lines *l, const struct node *f, const struct node *report)
{
	struct out *p = NULL;
	unsigned named = 0;

	for (const struct node *s = document_members(f, "servers"); s && named < PLACES_NAMED;
	     s = s->next) {
		const struct node *place = place_of(report, s->text);

		if (!place)
			continue;
		if (!p)
			p = lines_label(l, INDENT, "network", HANG_FINDING);
		else
			out_put(p, "; ");
		put_place(p, place);
		named++;
	}
	if (p)
		lines_close(l);
}

/* Addresses that its names resolved to. */
static void put_answers(struct lines *l, const struct node *f)
{
	const struct node *a = document_members(f, "answers");
	unsigned most = l->layout->verbose > 0 ? UINT_MAX : PLACES_NAMED, named = 0;
	struct out *p;

	if (!a)
		return;
	p = lines_label(l, INDENT, "answers", HANG_FINDING);
	for (; a && named < most; a = a->next, named++) {
		out_put(p, named ? "; " : "");
		put_place(p, a);
	}
	if (document_bool(f, "answers_more"))
		out_put(p, "; and others");
	else if (document_count(f, "answers") > named)
		out_print(p, "; and %zu more", document_count(f, "answers") - named);
	lines_close(l);
}

/* The best rank among the domains of a finding. */
static int64_t rank_of(const struct node *f, const struct node *report, const char **domain)
{
	int64_t best = 0;

	for (const struct node *d = document_members(report, "popular.domains"); d; d = d->next) {
		const char *name = document_text(d, "domain");
		bool its = strcmp(name, document_text(f, "domain.registered")) == 0;
		int64_t rank = document_integer(d, "rank");

		for (const struct node *m = document_members(f, "pool.domains"); m && !its;
		     m = m->next)
			its = strcmp(m->text, name) == 0;
		if (its && (best == 0 || rank < best)) {
			best = rank;
			*domain = name;
		}
	}
	return best;
}

static void put_rank(struct lines *l, const struct node *f, const struct node *report)
{
	const char *domain = "";
	char figure[FIGURE_MAX];
	int64_t rank = rank_of(f, report, &domain);

	if (rank == 0)
		return;
	out_print(lines_label(l, INDENT, "popular", HANG_FINDING),
	    "%s is number %s of %s, which changes no score", domain, lines_count(rank, figure),
	    view_base_name(document_text(report, "popular.list")));
	lines_close(l);
}

void text_place(struct lines *l, const struct node *f, const struct node *report)
{
	put_servers(l, f, report);
	put_answers(l, f);
	put_rank(l, f, report);
}

#include "sections.h"
#include "../view.h"

/* Names and clients that a clean result is based on. */
static void put_checked(struct lines *l, const struct node *report)
{
	char names[FIGURE_MAX], clients[FIGURE_MAX];
	int64_t domains = document_integer(report, "domains_total"),
		asking = document_integer(report, "clients_total");
	struct out *p = lines_label(l, 0, "CHECKED", HANG_HEAD);

	out_print(p, "%s domain%s, queried by %s client%s", lines_count(domains, names),
	    domains == 1 ? "" : "s", lines_count(asking, clients), asking == 1 ? "" : "s");
	lines_close_cut(l);
}

void text_summary(struct lines *l, const struct node *report)
{
	lines_heading(l, "SUMMARY", MARK_STRONG);
	text_verdict(l, report, true);
	if (document_members(report, "findings"))
		text_who_and_when(l, report);
	else
		put_checked(l, report);
	text_evidence(l, report, true);
}

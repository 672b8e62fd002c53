#include "page.h"
#include "../view.h"

#include <string.h>

static size_t findings_with(const struct node *report, const char *code)
{
	size_t count = 0;

	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		for (const struct node *r = document_members(f, "reasons"); r; r = r->next)
			if (strcmp(document_text(r, "code"), code) == 0 &&
			    document_integer(r, "points") > 0) {
				count++;
				break;
			}
	return count;
}

/* One item per check that found something, or that did not; returns their number. */
static size_t put_checks(struct out *out, const struct node *report, bool found)
{
	size_t count = 0;

	for (const struct node *c = document_members(report, "run.checks"); c; c = c->next) {
		size_t findings = findings_with(report, document_text(c, "code"));

		if ((findings > 0) != found)
			continue;
		out_put(out, count++ ? "<li><code>" : "<ul>\n<li><code>");
		html_member(out, c, "code");
		out_put(out, "</code> ");
		html_member(out, c, "what");
		if (found) {
			out_put(out, " (");
			html_counted(out, (int64_t)findings, "finding");
			out_put(out, ")");
		}
		out_put(out, "</li>\n");
	}
	out_put(out, count ? "</ul>\n" : "");
	return count;
}

static void put_heading(struct out *out, const char *text)
{
	out_print(out, "<h3 class=\"sub\">%s</h3>\n", text);
}

void html_checked(struct out *out, const struct node *report)
{
	if (!view_judged(report) || view_nothing_read(report) ||
	    !document_members(report, "run.checks"))
		return;
	out_put(out, "<section aria-labelledby=\"checked\">\n<h2 id=\"checked\">Checked</h2>\n<p>");
	out_put(out, "Every name of ");
	html_counted(out, document_integer(report, "domains_total"), "domain");
	out_put(out, " was checked for the following.</p>\n");
	put_heading(out, "Checked and not found");
	if (put_checks(out, report, false) == 0)
		out_put(out, "<p>Nothing: each check found something.</p>\n");
	if (document_members(report, "findings")) {
		put_heading(out, "Found");
		put_checks(out, report, true);
	}
	out_put(out, "</section>\n");
}

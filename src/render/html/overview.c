#include "page.h"
#include "../lines.h"
#include "../view.h"

#include <inttypes.h>
#include <string.h>

static const char *const levels[] = {"critical", "high", "medium", "low", "info"};
#define LEVELS (sizeof levels / sizeof *levels)

/* One switch per level that occurs. The style sheet does the rest. */
static void put_levels(struct out *out, const struct node *report)
{
	size_t kinds = 0;

	for (size_t i = 0; i < LEVELS; i++)
		kinds += view_count_levels(report, levels[i], "") > 0;
	if (kinds < 2)
		return;
	out_put(out, "<fieldset class=\"controls\"><legend>Show levels</legend>\n");
	for (size_t i = 0; i < LEVELS; i++) {
		size_t count = view_count_levels(report, levels[i], "");

		if (count == 0)
			continue;
		out_print(out,
		    "<label><input type=\"checkbox\" id=\"show-%s\" autocomplete=\"off\" checked> "
		    "<span class=\"%s\"><span class=\"key f\"></span></span>%s (",
		    levels[i], levels[i], levels[i]);
		html_count(out, (int64_t)count);
		out_put(out, ")</label>\n");
	}
	out_put(out, "</fieldset>\n");
}

/* The clients that show the finding, by address and host name, for the script. */
static void put_data(struct out *out, const struct node *f)
{
	int64_t left = html_total(f, "clients_involved");

	out_put(out, " data-from=\"");
	html_member(out, f, "first");
	out_put(out, "\" data-to=\"");
	html_member(out, f, "last");
	out_put(out, "\" data-clients=\"");
	for (const struct node *c = document_members(f, "clients"); c && left > 0;
	     c = c->next, left--) {
		html_member(out, c, "ip");
		out_put(out, " ");
		html_member(out, c, "host");
		out_put(out, left > 1 ? " " : "");
	}
	out_put(out, "\" data-domains=\"");
	html_member(out, f, "domain.apex");
	for (const struct node *d = document_members(f, "pool.domains"); d; d = d->next) {
		out_put(out, " ");
		html_text(out, d->kind == NODE_TEXT ? d->text : "");
	}
	out_put(out, "\"");
}

static void put_more(struct out *out, int64_t count)
{
	if (count <= 0)
		return;
	out_put(out, " <span class=\"dim\">+");
	html_count(out, count);
	out_put(out, "</span>");
}

static void put_domain(struct out *out, const struct node *f)
{
	out_put(out, "<td class=\"m\"><a href=\"#");
	html_member(out, f, "id");
	out_put(out, "\">");
	html_name(out, document_text(f, "domain.registered"));
	out_put(out, "</a>");
	put_more(out, html_total(f, "pool.domains_total") - 1);
	out_put(out, "</td><td class=\"m\">");
	html_member(out, f, "domain.campaign");
	out_put(out, "</td>");
}

static void put_client(struct out *out, const struct node *f)
{
	const struct node *c = document_members(f, "clients");

	out_put(out, "<td class=\"m brief\">");
	html_member(out, c, "ip");
	put_more(out, html_total(f, "clients_involved") - 1);
	if (*document_text(c, "host")) {
		out_put(out, "<br><span class=\"dim host\">");
		html_member(out, c, "host");
		out_put(out, "</span>");
	}
	out_put(out, "</td>");
}

/* `data-utc` is what the script sorts by. */
static void put_time(struct out *out, const struct time_zone *zone, const char *rfc3339)
{
	out_put(out, "<td class=\"m brief\"");
	if (zone) {
		out_put(out, " data-utc=\"");
		html_text(out, rfc3339);
		out_put(out, "\"");
	}
	out_put(out, ">");
	html_time(out, zone, rfc3339);
	out_put(out, "</td>");
}

static void put_row(struct out *out, const struct node *f, const struct layout *layout)
{
	out_put(out, "<tr class=\"");
	html_member(out, f, "level");
	out_put(out, "\"");
	if (layout->html_script)
		put_data(out, f);
	out_print(out, "><td class=\"n\">%" PRId64 "</td><td class=\"n\">%" PRId64 "</td><td>",
	    document_integer(f, "rank"), document_integer(f, "score"));
	out_put(out, "<span class=\"badge\">");
	html_member(out, f, "level");
	out_put(out, "</span></td>");
	put_domain(out, f);
	put_client(out, f);
	put_time(out, layout->zone, document_text(f, "first"));
	put_time(out, layout->zone, document_text(f, "last"));
	out_put(out, "<td>");
	html_text(out, view_kind_words(document_text(f, "kind")));
	out_put(out, "</td></tr>\n");
}

/* Only the first few are printed. */
static void put_print_note(struct out *out, size_t count)
{
	if (count <= HTML_FIRST)
		return;
	out_print(out, "<p class=\"printed\">Printed: the first %d of ", HTML_FIRST);
	html_counted(out, (int64_t)count, "finding");
	out_put(out, "; the page and the JSON report have all of them.</p>\n");
}

void html_overview(struct out *out, const struct node *report, const struct layout *layout)
{
	const struct node *findings = document_members(report, "findings");
	size_t count = document_count(report, "findings");
	char zone[VIEW_ZONE_MAX];
	int64_t unlisted = html_total(report, "findings_total") - (int64_t)count;

	if (!findings)
		return;
	out_put(out, "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n");
	put_levels(out, report);
	if (layout->html_script)
		html_script_controls(out);
	out_print(out,
	    "<div class=\"wide%s\" tabindex=\"0\" role=\"group\" aria-label=\"Table of "
	    "findings\"><table id=\"overview\">\n<caption>By score; times are ",
	    count > HTML_ROWS_BOX ? " box" : "");
	html_text(out, view_zone(layout->zone, report, zone));
	out_put(out, layout->zone ? ", below them UTC" : "");
	out_put(out,
	    "</caption>\n"
	    "<thead><tr><th scope=\"col\" class=\"n\">#</th><th scope=\"col\" class=\"n\">score"
	    "</th><th scope=\"col\">level</th><th scope=\"col\">domain</th><th "
	    "scope=\"col\">campaign</th><th scope=\"col\">client</th><th scope=\"col\">first</th>"
	    "<th scope=\"col\">last</th><th scope=\"col\">kind</th></tr></thead>\n<tbody>\n");
	for (const struct node *f = findings; f; f = f->next)
		put_row(out, f, layout);
	out_put(out, "</tbody></table></div>\n");
	if (unlisted > 0) {
		out_put(out, "<p class=\"bad\">");
		html_counted(out, unlisted, "more finding");
		out_put(out, unlisted == 1 ? " is not listed.</p>\n" : " are not listed.</p>\n");
	}
	put_print_note(out, count);
	out_put(out, "</section>\n");
}

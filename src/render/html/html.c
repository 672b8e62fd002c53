#include "../formats.h"
#include "page.h"
#include "render/json_value.h"
#include "../lines.h"
#include "../view.h"

#include <string.h>

/* The JSON report, embedded as data that the page itself does not read. */
static void put_json(struct out *out, const struct node *report)
{
	struct out *json = out_memory();

	json_value(json, report, false);
	out_put(out, "<section class=\"inert\" aria-labelledby=\"json\">\n<h2 id=\"json\">Full "
		     "report</h2>\n<p>Full report as JSON, including everything not shown above "
		     "(schema dnsferret/report).</p>\n<details><summary>Show the JSON</summary>"
		     "<pre id=\"report\">");
	html_text(out, out_text(json, NULL));
	out_put(out, "</pre></details>\n</section>\n");
	out_discard(json);
}

static void put_pictures(struct out *out, const struct node *report, const struct time_zone *zone)
{
	struct out *pictures = out_memory();
	const char *text;

	html_heat(pictures, report, zone);
	html_scatter(pictures, report);
	html_graph(pictures, report);
	html_map(pictures, report);
	text = out_text(pictures, NULL);
	if (*text) {
		out_put(out, "<section aria-labelledby=\"pictures\">\n"
			     "<h2 id=\"pictures\">Pictures</h2>\n");
		out_put(out, text);
		out_put(out, "</section>\n");
	}
	out_discard(pictures);
}

static void put_findings(struct out *out, const struct node *report, const struct time_zone *zone)
{
	const struct node *findings = document_members(report, "findings");

	if (!findings)
		return;
	out_put(out, "<section aria-labelledby=\"details\">\n<h2 id=\"details\">Findings in "
		     "detail</h2>\n");
	for (const struct node *f = findings; f; f = f->next)
		html_finding(out, f, report, zone);
	out_put(out, "</section>\n");
}

/* The same, without a zone that is UTC. */
static struct layout layout_of(const struct layout *given)
{
	struct layout layout = *given;

	layout.zone = view_zone_of(given);
	return layout;
}

void html_write(struct out *out, const struct node *report, const struct layout *given)
{
	const struct layout zoned = layout_of(given), *layout = &zoned;
	size_t top = layout->top > 0 && layout->top < HTML_ROWS_MAX ? layout->top : HTML_ROWS_MAX;

	html_head(out, report, layout);
	html_summary(out, report, layout->zone);
	out_put(out, "<main>\n");
	html_overview(out, report, layout);
	html_next(out, report, layout);
	put_pictures(out, report, layout->zone);
	put_findings(out, report, layout->zone);
	html_checked(out, report);
	html_intel(out, report, top, layout->zone);
	html_tables(out, report, top);
	html_forwarding(out, report);
	html_health(out, report, layout->zone);
	html_custody(out, report, layout->zone);
	put_json(out, report);
	out_put(out, "</main>\n");
	if (layout->html_script && document_members(report, "findings")) {
		out_put(out, "<script>");
		out_put(out, html_script);
		out_put(out, "</script>\n");
	}
	out_put(out, "</body>\n</html>\n");
}

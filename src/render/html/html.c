#include "../formats.h"
#include "page.h"
#include "render/json_value.h"
#include "../lines.h"

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

void html_write(struct out *out, const struct node *report, const struct layout *layout)
{
	const struct node *findings = document_members(report, "findings");
	size_t top = layout->top > 0 && layout->top < HTML_ROWS_MAX ? layout->top : HTML_ROWS_MAX;

	out_put(out, html_head);
	html_summary(out, report);
	out_put(out, "<main>\n");
	if (findings)
		out_put(out, "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings"
			     "</h2>\n");
	for (const struct node *f = findings; f; f = f->next)
		html_finding(out, f, report);
	if (findings)
		out_put(out, "</section>\n");
	html_map(out, report);
	html_tables(out, report, top);
	html_forwarding(out, report);
	html_health(out, report);
	html_custody(out, report);
	put_json(out, report);
	out_put(out, "</main>\n</body>\n</html>\n");
}

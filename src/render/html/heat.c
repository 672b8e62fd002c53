#include "charts.h"
#include "page.h"
#include "../lines.h"
#include "../view.h"

#include <inttypes.h>

#include "base/utc.h"
#include "report/levels.h"

#define HEIGHT 20
#define WIDTH  1000
/* Shades of a cell, from few queries to many. */
#define SHADES 4
#define ROWS   40

struct heat {
	const struct node *report;
	const struct time_zone *zone;
	struct span whole;
	int64_t step_ns, most;
	size_t bins;
};

static int64_t most_of(const struct node *row, int64_t most)
{
	for (const struct node *n = document_members(row, "queries"); n; n = n->next)
		if (view_bin(n) > most)
			most = view_bin(n);
	return most;
}

static int64_t sum_of(const struct node *row)
{
	int64_t sum = 0;

	for (const struct node *n = document_members(row, "queries"); n; n = n->next)
		sum += view_bin(n);
	return sum;
}

static bool heat_read(struct heat *h, const struct node *report, const struct time_zone *zone)
{
	const struct node *a = document_get(report, "activity");

	*h = (struct heat){
	    .report = report, .zone = zone, .step_ns = chart_ns(a, "step_s"), .most = 1};
	for (const struct node *row = document_members(a, "clients"); row; row = row->next) {
		size_t bins = document_count(row, "queries");

		h->bins = bins > h->bins ? bins : h->bins;
		h->most = most_of(row, h->most);
	}
	if (h->bins == 0 || h->bins > VIEW_BINS_MAX || h->step_ns <= 0 ||
	    h->step_ns > CHART_SPAN_MAX_NS / (int64_t)h->bins ||
	    utc_parse(document_text(a, "start"), &h->whole.from_ns) != 0)
		return false;
	h->whole.to_ns = h->whole.from_ns + (int64_t)h->bins * h->step_ns;
	return true;
}

/* Steps of equal ratio up to the most: a beacon is seen beside a burst. */
static unsigned shade_of(int64_t queries, int64_t most)
{
	unsigned shade = SHADES;

	for (int64_t limit = most; shade > 1 && queries * 4 <= limit; shade--)
		limit /= 4;
	return shade;
}

/* "2016-11-13 22:00:04" */
static const char *time_text(const struct heat *h, int64_t at_ns, char out[FIGURE_MAX])
{
	char when[UTC_TEXT_MAX];

	lines_time_in(h->zone, utc_rfc3339(at_ns, when), out);
	return lines_plain(out);
}

static void put_cells(struct out *out, const struct heat *h, const struct node *row)
{
	double width = (double)WIDTH / (double)h->bins;
	int64_t i = 0;

	for (const struct node *n = document_members(row, "queries"); n; n = n->next, i++) {
		char when[FIGURE_MAX];

		if (view_bin(n) == 0)
			continue;
		out_print(out,
		    "<rect class=\"h%u\" x=\"%.2f\" width=\"%.2f\" height=\"%d\"><title>%s: "
		    "%" PRId64 "</title></rect>",
		    shade_of(view_bin(n), h->most), width * (double)i, width, HEIGHT,
		    time_text(h, h->whole.from_ns + i * h->step_ns, when), view_bin(n));
	}
}

/* "10.0.0.1: 80 queries in 2 of 94 steps, first ..., last ..." for those who do not see it. */
static void put_label(struct out *out, const struct heat *h, const struct node *row)
{
	int64_t used = 0, first = -1, last = 0, i = 0;
	char when[FIGURE_MAX];

	for (const struct node *n = document_members(row, "queries"); n; n = n->next, i++) {
		if (view_bin(n) == 0)
			continue;
		used++;
		first = first < 0 ? i : first;
		last = i;
	}
	html_member(out, row, "ip");
	out_print(out, ": active in %" PRId64 " of %zu steps", used, h->bins);
	if (first < 0)
		return;
	out_print(out, ", first %s", time_text(h, h->whole.from_ns + first * h->step_ns, when));
	out_print(out, ", last %s", time_text(h, h->whole.from_ns + last * h->step_ns, when));
	out_print(out, ", at most %" PRId64 " queries per step", most_of(row, 0));
}

static void put_row(struct out *out, const struct heat *h, const struct node *row)
{
	int64_t score = document_integer(row, "score");

	out_print(out,
	    "<tr class=\"%s\"><th scope=\"row\" class=\"m\"><span class=\"key f\"></span>",
	    levels_name(score));
	html_member(out, row, "ip");
	out_put(out, "</th><td class=\"cells\">");
	chart_open(out, "bar heat", WIDTH, HEIGHT);
	put_label(out, h, row);
	out_put(out, "\">");
	chart_gaps(out, h->report, &h->whole, WIDTH, HEIGHT);
	put_cells(out, h, row);
	out_put(out, "</svg></td><td class=\"n\">");
	html_count(out, sum_of(row));
	out_put(out, "</td></tr>\n");
}

static void put_when(struct out *out, const struct heat *h, int64_t at_ns)
{
	char when[UTC_TEXT_MAX], text[FIGURE_MAX];

	out_put(out, "<span class=\"t\">");
	html_text(out, lines_time_in(h->zone, utc_rfc3339(at_ns, when), text));
	out_put(out, "</span>");
}

static void put_keys(struct out *out, const struct heat *h)
{
	char figure[FIGURE_MAX];
	int64_t limit = h->most;
	int64_t above[SHADES];

	for (unsigned i = SHADES; i-- > 0; limit /= 4)
		above[i] = i > 0 ? limit / 4 + 1 : 1;
	out_put(out, "<ul class=\"keys\">");
	for (unsigned i = 0; i < SHADES; i++) {
		if (i + 1 < SHADES && above[i] == above[i + 1])
			continue; /* no count is in this shade */
		out_print(out, "<li><span class=\"key h%u\"></span>%s or more</li>", i + 1,
		    lines_count(above[i], figure));
	}
	if (document_members(h->report, "coverage.gaps"))
		out_put(out, "<li>hatched: gap in the capture</li>");
	out_put(out, "</ul>\n");
}

void html_heat(struct out *out, const struct node *report, const struct time_zone *zone)
{
	const struct node *a = document_get(report, "activity");
	struct heat h;
	char step[VIEW_STEP_MAX];
	int64_t more = html_total(a, "clients_total") - (int64_t)document_count(a, "clients");
	size_t left = ROWS;

	if (!heat_read(&h, report, zone))
		return;
	out_put(out, "<figure class=\"picture\"><h3 class=\"sub\">Clients over time</h3>\n<p>"
		     "Queries that belong to findings, by client and time. A burst is a "
		     "block in the strongest color, a beacon a row of evenly spaced marks.</p>\n");
	out_print(out,
	    "<div class=\"wide%s\" tabindex=\"0\" role=\"group\" aria-label=\"Clients over "
	    "time\"><table class=\"heat\">\n<thead><tr><th scope=\"col\">client</th><th "
	    "scope=\"col\"><span class=\"axis\">",
	    document_count(a, "clients") > HTML_ROWS_BOX ? " box" : "");
	put_when(out, &h, h.whole.from_ns);
	out_put(out, "<span>queries per ");
	html_text(out, view_step(document_number(a, "step_s"), step));
	out_put(
	    out, document_bool(a, "estimated") ? ", estimated from a sample</span>" : "</span>");
	put_when(out, &h, h.whole.to_ns);
	out_put(
	    out, "</span></th><th scope=\"col\" class=\"n\">queries</th></tr></thead>\n<tbody>\n");
	for (const struct node *row = document_members(a, "clients"); row && left > 0;
	     row = row->next, left--)
		put_row(out, &h, row);
	out_put(out, "</tbody></table></div>\n");
	put_keys(out, &h);
	if (more > 0) {
		out_put(out, "<p class=\"dim\">");
		html_counted(out, more, "more client");
		out_put(out, more == 1 ? " with lower scores is not drawn.</p>\n"
				       : " with lower scores are not drawn.</p>\n");
	}
	out_put(out, "</figure>\n");
}

#include "charts.h"

#include <inttypes.h>
#include <string.h>

#include "base/utc.h"
#include "page.h"
#include "../lines.h"
#include "../view.h"

/* About the width of a wide page in pixels, so that hatching is hardly stretched. */
#define CHART_WIDTH  1000
#define CHART_HEIGHT 100
/* Seconds (30 years): no capture has a longer step or span. */
#define SECONDS_MAX 1e9

/* -- pieces -- */

void chart_open(struct out *out, const char *class, int64_t width, int64_t height)
{
	out_print(out,
	    "<svg class=\"%s\" viewBox=\"0 0 %" PRId64 " %" PRId64
	    "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"",
	    class, width, height);
}

/* Positions are exact to a thousandth and never depend on the locale. */
static void put_rect(
    struct out *out, const char *class, double x, double y, double width, double height)
{
	out_print(out, "<rect class=\"%s\" x=\"%.3f\" y=\"%.3f\" width=\"%.3f\" height=\"%.3f\"/>",
	    class, x, y, width, height);
}

static void put_titled(struct out *out, const char *class, double x, double width, double height)
{
	out_print(out,
	    "<rect class=\"%s\" x=\"%.3f\" y=\"0\" width=\"%.3f\" height=\"%.0f\"><title>", class,
	    x, width, height);
}

/* -- timeline -- */

static bool read_span(const struct node *map, const char *from, const char *to, struct span *span)
{
	return utc_parse(document_text(map, from), &span->from_ns) == 0 &&
	       utc_parse(document_text(map, to), &span->to_ns) == 0 && span->to_ns > span->from_ns;
}

/* The part of `part` inside `whole`, as a strip of a drawing that is `width` wide. */
static void put_band(struct out *out, const char *class, const struct span *whole,
    const struct span *part, double width, double height)
{
	double length = (double)(whole->to_ns - whole->from_ns);
	double from = (double)(part->from_ns - whole->from_ns) / length,
	       to = (double)(part->to_ns - whole->from_ns) / length;

	if (to < 0 || from > 1)
		return;
	from = from < 0 ? 0 : from;
	to = to > 1 ? 1 : to;
	if (to - from < 0.004)
		to = from + 0.004;
	put_rect(out, class, width * from, 0, width * (to - from), height);
}

size_t chart_gaps(struct out *out, const struct node *report, const struct span *whole,
    double width, double height)
{
	size_t count = 0;

	for (const struct node *g = document_members(report, "coverage.gaps"); g; g = g->next) {
		struct span gap;

		if (!read_span(g, "from", "to", &gap) || gap.to_ns < whole->from_ns ||
		    gap.from_ns > whole->to_ns)
			continue;
		put_band(out, "gap", whole, &gap, width, height);
		count++;
	}
	return count;
}

static int64_t largest(const struct node *list)
{
	int64_t most = 0;

	for (const struct node *n = list; n; n = n->next)
		if (view_bin(n) > most)
			most = view_bin(n);
	return most;
}

/* Seconds in a document as nanoseconds; 0 if they are not a valid duration. */
int64_t chart_ns(const struct node *map, const char *path)
{
	double seconds = document_number(map, path);

	if (!(seconds > 0 && seconds < SECONDS_MAX))
		return 0;
	return (int64_t)(seconds * (double)NS_PER_SECOND + 0.5);
}

/* Bars that overlap the burst are strong, the others pale. */
static void put_bars(struct out *out, const struct node *t, const struct span *burst,
    int64_t start_ns, int64_t step_ns, double width, const struct time_zone *zone)
{
	const struct node *bins = document_members(t, "queries");
	int64_t most = largest(bins), i = 0;

	for (const struct node *n = bins; n; n = n->next, i++) {
		int64_t at = start_ns + i * step_ns;
		bool hot = burst->to_ns > 0 && at <= burst->to_ns && at + step_ns > burst->from_ns;
		double height = CHART_HEIGHT * (double)view_bin(n) / (double)(most > 0 ? most : 1);
		char when[UTC_TEXT_MAX], shown[FIGURE_MAX];

		if (view_bin(n) == 0)
			continue;
		out_print(out,
		    "<rect class=\"%s\" x=\"%.3f\" y=\"%.3f\" width=\"%.3f\" "
		    "height=\"%.3f\"><title>%.12s: %" PRId64 "</title></rect>",
		    hot ? "burst" : "calm", width * ((double)i + 0.05), CHART_HEIGHT - height,
		    0.9 * width, height, lines_rfc3339_in(zone, utc_rfc3339(at, when), shown) + 11,
		    view_bin(n));
	}
}

static void put_when(struct out *out, const struct time_zone *zone, const char *rfc3339)
{
	char when[FIGURE_MAX];

	out_put(out, "<span class=\"t\">");
	html_text(out, lines_time_in(zone, rfc3339, when));
	out_put(out, "</span>");
}

/* The position of the finding within the capture. */
static void put_strip(
    struct out *out, const struct node *f, const struct node *report, const struct time_zone *zone)
{
	struct span whole, part;

	if (!read_span(report, "coverage.from", "coverage.to", &whole) ||
	    utc_parse(document_text(f, "first"), &part.from_ns) != 0 ||
	    utc_parse(document_text(f, "last"), &part.to_ns) != 0)
		return;
	chart_open(out, "bar strip", 1000, 10);
	out_put(out, "position in the capture\">");
	put_rect(out, "track", 0, 0, 1000, 10);
	put_band(out, "f", &whole, &part, 1000, 10);
	chart_gaps(out, report, &whole, 1000, 10);
	out_put(out, "</svg>\n<div class=\"axis\">");
	put_when(out, zone, document_text(report, "coverage.from"));
	out_put(out, "<span>position in the capture</span>");
	put_when(out, zone, document_text(report, "coverage.to"));
	out_put(out, "</div>\n");
}

static void put_burst_key(struct out *out, const struct node *f, const struct time_zone *zone)
{
	char when[FIGURE_MAX], number[FIGURE_MAX];

	out_put(out, "<li><span class=\"key f\"></span>burst: ");
	html_count(out, document_integer(f, "burst.max_queries"));
	out_print(out, " unique names within %s s from ",
	    lines_number(document_number(f, "burst.window_s"), number));
	html_text(out, lines_time_in(zone, document_text(f, "burst.at"), when));
	out_put(out, "</li>");
}

void chart_timeline(
    struct out *out, const struct node *f, const struct node *report, const struct time_zone *zone)
{
	const struct node *t = document_get(f, "timeline");
	int64_t step_ns = chart_ns(t, "step_s");
	int64_t count = (int64_t)document_count(t, "queries");
	struct span whole = {0}, burst = {0};
	char step[VIEW_STEP_MAX], end[UTC_TEXT_MAX];

	if (count == 0 || count > VIEW_BINS_MAX || step_ns <= 0 ||
	    step_ns > CHART_SPAN_MAX_NS / count ||
	    utc_parse(document_text(t, "start"), &whole.from_ns) != 0)
		return;
	whole.to_ns = whole.from_ns + count * step_ns;
	bool has_burst = document_integer(f, "burst.max_queries") > 1 &&
			 utc_parse(document_text(f, "burst.at"), &burst.from_ns) == 0;
	burst.to_ns = has_burst ? burst.from_ns + chart_ns(f, "burst.span_s") : 0;
	out_put(out, "<figure><h4>Queries over time</h4>\n");
	chart_open(out, "chart", CHART_WIDTH, CHART_HEIGHT);
	out_print(out, "queries over time, peak %" PRId64 " per step\">",
	    largest(document_members(t, "queries")));
	if (has_burst)
		put_band(out, "band", &whole, &burst, CHART_WIDTH, CHART_HEIGHT);
	size_t gaps = chart_gaps(out, report, &whole, CHART_WIDTH, CHART_HEIGHT);
	put_bars(out, t, &burst, whole.from_ns, step_ns, CHART_WIDTH / (double)count, zone);
	out_put(out, "</svg>\n<div class=\"axis\">");
	put_when(out, zone, document_text(t, "start"));
	out_put(out, "<span>peak ");
	html_count(out, largest(document_members(t, "queries")));
	out_put(
	    out, largest(document_members(t, "queries")) == 1 ? " query per " : " queries per ");
	html_text(out, view_step(document_number(t, "step_s"), step));
	out_put(out, document_bool(t, "estimated") ? ", estimated from a sample" : "");
	out_put(out, "</span>");
	put_when(out, zone, utc_rfc3339(whole.to_ns, end));
	out_put(out, "</div>\n<ul class=\"keys\">");
	if (has_burst)
		put_burst_key(out, f, zone);
	if (gaps > 0)
		out_put(out, "<li>hatched: gap in the capture</li>");
	out_put(out, "</ul>\n");
	put_strip(out, f, report, zone);
	out_put(out, "</figure>\n");
}

/* -- histograms -- */

static int64_t sum_of(const struct node *list)
{
	int64_t sum = 0;
	unsigned left = VIEW_BINS_MAX;

	for (const struct node *n = list; n && left > 0; n = n->next, left--)
		sum += view_bin(n);
	return sum;
}

static void put_series(struct out *out, const char *class, const struct node *bins, double offset,
    double scale, double width)
{
	int64_t i = 0;

	for (const struct node *n = bins; n; n = n->next, i++)
		if (view_bin(n) > 0)
			put_rect(out, class, (double)i + offset,
			    CHART_HEIGHT - scale * (double)view_bin(n), width,
			    scale * (double)view_bin(n));
}

static double largest_share(const struct node *bins)
{
	int64_t sum = sum_of(bins);

	return sum > 0 ? (double)largest(bins) / (double)sum : 0;
}

static void put_key(struct out *out, const char *class, const char *what, int64_t names)
{
	out_print(out, "<li><span class=\"key %s\"></span>%s (", class, what);
	html_counted(out, names, "name");
	out_put(out, ")</li>");
}

void chart_histogram(struct out *out, const struct node *f, const struct node *rest,
    const char *which, const char *title, const char *unit)
{
	char path[64], number[FIGURE_MAX];

	snprintf(path, sizeof path, "histograms.%s.names", which);
	const struct node *own = document_members(f, path), *others = document_members(rest, path);
	size_t own_count = document_count(f, path), rest_count = document_count(rest, path);
	size_t count = own_count > rest_count ? own_count : rest_count;
	double most = largest_share(own), other = largest_share(others);
	snprintf(path, sizeof path, "histograms.%s.step", which);
	double end = document_number(f, path) * (double)count;

	if (!own || count > VIEW_BINS_MAX || most <= 0)
		return;
	most = other > most ? other : most;
	out_print(out, "<figure><h4>%s</h4>\n", title);
	chart_open(out, "chart", (int64_t)count, CHART_HEIGHT);
	out_print(out, "%s of this finding compared with the rest of the capture\">", title);
	if (others)
		put_series(
		    out, "r", others, 0.08, CHART_HEIGHT / most / (double)sum_of(others), 0.42);
	put_series(out, "f", own, 0.5, CHART_HEIGHT / most / (double)sum_of(own), 0.42);
	out_print(out, "</svg>\n<div class=\"axis\"><span>0</span><span>%s</span><span>", unit);
	html_text(out, lines_number(end, number));
	out_put(out, "</span></div>\n<ul class=\"keys\">");
	put_key(out, "f", "this finding", sum_of(own));
	put_key(out, "r", "rest of the capture", sum_of(others));
	out_put(out, "</ul></figure>\n");
}

/* -- bars in pieces -- */

static const struct {
	const char *key, *title, *class;
} types[] = {
    {"txt", "TXT", "c0"},
    {"rare_data", "NULL, KEY, PRIVATE...", "c7"},
    {"cname", "CNAME", "c1"},
    {"mx", "MX", "c2"},
    {"srv", "SRV", "c6"},
    {"a", "A", "c5"},
    {"aaaa", "AAAA", "c4"},
    {"ptr", "PTR", "c3"},
    {"other", "other", "r"},
};
#define TYPES (sizeof types / sizeof *types)

static void put_types(struct out *out, const struct node *map, const char *what)
{
	int64_t sum = sum_of(document_members(map, "query_types"));
	double at = 0;

	chart_open(out, "bar", 1000, 10);
	out_print(out, "query types of %s\">", what);
	put_rect(out, "track", 0, 0, 1000, 10);
	for (size_t i = 0; i < TYPES && sum > 0; i++) {
		const struct node *all = document_get(map, "query_types");
		double width = 1000 * (double)document_integer(all, types[i].key) / (double)sum;

		if (width <= 0)
			continue;
		put_titled(out, types[i].class, at, width > 3 ? width - 2 : width, 10);
		out_print(out, "%s: %" PRId64 "</title></rect>", types[i].title,
		    document_integer(all, types[i].key));
		at += width;
	}
	out_print(out, "</svg>\n<div class=\"axis\"><span>%s</span><span>", what);
	html_counted(out, sum, "message");
	out_put(out, "</span></div>\n");
}

void chart_types(struct out *out, const struct node *f, const struct node *rest)
{
	out_put(out, "<figure><h4>Query types</h4>\n");
	put_types(out, f, "this finding");
	put_types(out, rest, "rest of the capture");
	out_put(out, "<ul class=\"keys\">");
	for (size_t i = 0; i < TYPES; i++)
		if (document_integer(document_get(f, "query_types"), types[i].key) > 0 ||
		    document_integer(document_get(rest, "query_types"), types[i].key) > 0)
			out_print(out, "<li><span class=\"key %s\"></span>%s</li>", types[i].class,
			    types[i].title);
	out_put(out, "</ul></figure>\n");
}

const char *chart_reason_class(unsigned index)
{
	static const char *const classes[] = {"c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"};

	return classes[index % (sizeof classes / sizeof *classes)];
}

void chart_score(struct out *out, const struct node *f)
{
	unsigned i = 0;
	int64_t at = 0;

	chart_open(out, "bar", 1000, 10);
	out_print(out, "score %" PRId64 " of 100\">", document_integer(f, "score"));
	put_rect(out, "track", 0, 0, 1000, 10);
	for (const struct node *r = document_members(f, "reasons"); r; r = r->next, i++) {
		int64_t points = document_integer(r, "points");

		if (points <= 0 || points > 100 || at > 1000)
			continue;
		put_titled(out, chart_reason_class(i), (double)at, (double)points * 10 - 2, 10);
		out_print(out, "%+" PRId64 " ", points);
		html_member(out, r, "text");
		out_put(out, "</title></rect>");
		at += points * 10;
	}
	out_put(out, "</svg>\n");
}

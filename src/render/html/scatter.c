#include "page.h"
#include "../view.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "report/levels.h"

/* The scales: characters of a name (RFC 1035 2.3.4) on a logarithmic one, bits per character. */
#define LENGTH_MAX 255
#define BITS_MIN   1.0
#define BITS_MAX   9.0
#define EDGE       0.975
/* Domains that share a cell of this grid are one mark. */
#define COLUMNS 160
#define ROWS    80
/* Findings that are closer than this, as parts of the drawing, have one label, of so many ranks. */
#define LABEL_WIDTH  0.06
#define LABEL_HEIGHT 0.06
#define RANKS_MAX    3

struct spot {
	const struct node *domain; /* the first of those here */
	unsigned count;
};

struct plot {
	struct spot *spots; /* ROWS by COLUMNS */
	size_t domains, findings;
};

/* A finding of names that have nothing left of the domain has no place in the drawing. */
static bool has_place(const struct node *finding)
{
	return document_number(finding, "length.median") > 0;
}

/* From the left edge, and from the top: marks at the edges are drawn whole. */
static double across(double length)
{
	double at = log1p(length < 0 ? 0 : length) / log1p(LENGTH_MAX);

	return at > EDGE ? EDGE : at;
}

static double down(double bits)
{
	double at = (BITS_MAX - bits) / (BITS_MAX - BITS_MIN);

	return at < 1 - EDGE ? 1 - EDGE : at > EDGE ? EDGE : at;
}

static unsigned cell(double at, unsigned cells)
{
	unsigned i = (unsigned)(at * cells);

	return i < cells ? i : cells - 1;
}

static void plot_domains(struct plot *p, const struct node *report)
{
	for (const struct node *d = document_members(report, "domains"); d; d = d->next) {
		const struct node *look = document_get(d, "names_look");

		if (!look || look->kind != NODE_MAP || *document_text(d, "finding"))
			continue;
		struct spot *s =
		    &p->spots[cell(down(document_number(look, "mean_bits")), ROWS) * COLUMNS +
			      cell(across(document_number(look, "median_length")), COLUMNS)];
		if (s->count++ == 0)
			s->domain = d;
		p->domains++;
	}
}

static void put_spots(struct out *out, const struct plot *p)
{
	for (unsigned i = 0; i < ROWS * COLUMNS; i++) {
		const struct spot *s = &p->spots[i];

		if (s->count == 0)
			continue;
		out_print(out, "<circle class=\"r\" cx=\"%.2f%%\" cy=\"%.2f%%\" r=\"%.1f\"><title>",
		    100.0 * (i % COLUMNS + 0.5) / COLUMNS, 100.0 * (i / COLUMNS + 0.5) / ROWS,
		    2 + fmin(4, log2(s->count) / 2));
		html_member(out, s->domain, "registered");
		if (s->count > 1)
			out_print(out, " and %u more", s->count - 1);
		out_put(out, "</title></circle>\n");
	}
}

/* The worst are drawn last, on top. */
static void put_findings(struct out *out, const struct node *f)
{
	size_t count = 0, i = 0;
	const struct node **all;

	for (const struct node *n = f; n; n = n->next)
		count++;
	all = memory_new(count + 1, sizeof(*all));
	for (; f; f = f->next)
		if (has_place(f))
			all[i++] = f;
	while (i-- > 0) {
		out_print(out,
		    "<circle class=\"mark %s\" cx=\"%.2f%%\" cy=\"%.2f%%\" r=\"6\"><title>%" PRId64
		    ". ",
		    levels_name(document_integer(all[i], "score")),
		    100 * across(document_number(all[i], "length.median")),
		    100 * down(document_number(all[i], "entropy.surprise_bits")),
		    document_integer(all[i], "rank"));
		html_member(out, all[i], "domain.registered");
		out_print(out, " (score %" PRId64 ")</title></circle>\n",
		    document_integer(all[i], "score"));
	}
	free(all);
}

struct label {
	double x, y;
	const struct node *findings[HTML_FIRST];
	size_t count;
};

/* Adds a finding to the label that is too close for another one, or to a new one. */
static void label_add(struct label *labels, size_t *count, const struct node *f)
{
	double x = across(document_number(f, "length.median")),
	       y = down(document_number(f, "entropy.surprise_bits"));
	size_t i = 0;

	while (i < *count &&
	       (fabs(labels[i].x - x) > LABEL_WIDTH || fabs(labels[i].y - y) > LABEL_HEIGHT))
		i++;
	if (i == *count)
		labels[(*count)++] = (struct label){.x = x, .y = y};
	labels[i].findings[labels[i].count++] = f;
}

/* The ranks of the first few, beside their marks. */
static void put_labels(struct out *out, const struct node *f)
{
	struct label labels[HTML_FIRST];
	size_t count = 0;

	for (size_t left = HTML_FIRST; f && left > 0; f = f->next, left--)
		if (has_place(f))
			label_add(labels, &count, f);
	for (size_t i = 0; i < count; i++) {
		bool edge = labels[i].x > 0.8;

		out_print(out, "<text x=\"%.2f%%\" y=\"%.2f%%\" dx=\"%d\" dy=\"4\"%s>",
		    100 * labels[i].x - (edge ? 1 : 0), 100 * labels[i].y, edge ? 0 : 9,
		    edge ? " text-anchor=\"end\"" : "");
		for (size_t k = 0; k < labels[i].count && k < RANKS_MAX; k++)
			out_print(out, "%s%" PRId64, k > 0 ? ", " : "",
			    document_integer(labels[i].findings[k], "rank"));
		if (labels[i].count > RANKS_MAX)
			out_print(out, " +%zu", labels[i].count - RANKS_MAX);
		out_put(out, "</text>\n");
	}
}

static void put_grid(struct out *out, const struct node *report)
{
	static const int lengths[] = {1, 3, 10, 30, 100};

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		out_print(out,
		    "<line class=\"grid\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"0\" y2=\"100%%\"/>"
		    "<text class=\"tick\" x=\"%.2f%%\" y=\"99%%\" dx=\"3\">%d</text>\n",
		    100 * across(lengths[i]), 100 * across(lengths[i]), 100 * across(lengths[i]),
		    lengths[i]);
	for (int bits = 2; bits < BITS_MAX; bits += 2)
		out_print(out,
		    "<line class=\"grid\" x1=\"0\" x2=\"100%%\" y1=\"%.2f%%\" y2=\"%.2f%%\"/>"
		    "<text class=\"tick\" x=\"0\" y=\"%.2f%%\" dx=\"3\">%d</text>\n",
		    100 * down(bits), 100 * down(bits), 100 * down(bits) - 1, bits);
	double length = document_number(report, "run.config.length_threshold"),
	       bits = document_number(report, "run.config.entropy_threshold");
	out_print(out,
	    "<line class=\"limit\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"0\" y2=\"100%%\"/>"
	    "<line class=\"limit\" x1=\"0\" x2=\"100%%\" y1=\"%.2f%%\" y2=\"%.2f%%\"/>\n",
	    100 * across(length), 100 * across(length), 100 * down(bits), 100 * down(bits));
}

static void put_drawing(struct out *out, const struct plot *p, const struct node *report)
{
	const struct node *findings = document_members(report, "findings");

	out_print(out,
	    "<svg class=\"scatter\" role=\"img\" aria-label=\"Name length against randomness: %zu "
	    "domains without a finding, %zu findings; the table of findings and the list of "
	    "domains name them\">\n",
	    p->domains, p->findings);
	put_grid(out, report);
	put_spots(out, p);
	put_findings(out, findings);
	put_labels(out, findings);
	out_put(out, "</svg>\n");
}

static void put_keys(struct out *out, const struct plot *p, const struct node *report)
{
	int64_t more =
	    html_total(report, "domains_total") - (int64_t)document_count(report, "domains");

	out_put(out, "<div class=\"axis\"><span>median characters left of the domain, logarithmic"
		     "</span><span>dashed: thresholds</span></div>\n<ul class=\"keys\">");
	if (p->findings > 0)
		out_put(out, "<li>large marks: findings in the color of their level, the first "
			     "ones with their rank</li>");
	if (p->domains > 0) {
		out_put(out, "<li><span class=\"key r\"></span>");
		html_counted(out, (int64_t)p->domains, p->findings > 0 ? "other domain" : "domain");
		out_put(out, " with names below them, larger where several coincide</li>");
	}
	out_put(out, "</ul>\n");
	if (more > 0) {
		out_put(out, "<p class=\"dim\">");
		html_counted(out, more, "more domain");
		out_put(out, " with lower scores not drawn.</p>\n");
	}
}

void html_scatter(struct out *out, const struct node *report)
{
	struct plot p = {.domains = 0};

	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		p.findings += has_place(f);
	p.spots = memory_new((size_t)ROWS * COLUMNS, sizeof *p.spots);
	plot_domains(&p, report);
	/* reports of version 2.0 do not say how the names of domains look */
	if (p.domains > 0 || p.findings > 1) {
		out_put(out, "<figure class=\"picture\"><h3 class=\"sub\">Name length and "
			     "randomness</h3>\n<p>Bits per character (up: less like a hostname) "
			     "against length. Data in names is at the top right.</p>\n");
		put_drawing(out, &p, report);
		put_keys(out, &p, report);
		out_put(out, "</figure>\n");
	}
	free(p.spots);
}

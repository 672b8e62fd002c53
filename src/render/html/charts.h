/*
 * Drawings of the HTML page: inline SVG without text, stretched to the available width, with scales
 * and keys as ordinary text around them; each has a label that describes it.
 */
#ifndef DNSFERRET_RENDER_HTML_CHARTS_H
#define DNSFERRET_RENDER_HTML_CHARTS_H

#include "base/out.h"
#include "base/time_zone.h"
#include "report/document.h"

/* Thirty years: no drawing spans more, and its ends still fit. */
#define CHART_SPAN_MAX_NS INT64_C(1000000000000000000)

struct span {
	int64_t from_ns, to_ns;
};

/* Opens a drawing of that size, stretched to what there is; its label and `">` follow. */
void chart_open(struct out *out, const char *class, int64_t width, int64_t height);

/* Hatches the gaps of the capture within a span; returns their number. */
size_t chart_gaps(struct out *out, const struct node *report, const struct span *whole,
    double width, double height);

/* Seconds in a document as nanoseconds; 0 if they are not a valid duration. */
int64_t chart_ns(const struct node *map, const char *path);

/* Queries of a finding over time, with its burst and the gaps of the capture, and its position
 * within the capture. */
void chart_timeline(struct out *out, const struct node *finding, const struct node *report,
    const struct time_zone *zone);

/* A histogram ("length", "surprise") of a finding next to the rest of the capture, as shares. */
void chart_histogram(struct out *out, const struct node *finding, const struct node *rest,
    const char *which, const char *title, const char *unit);

/* Query types of a finding above those of the rest of the capture. */
void chart_types(struct out *out, const struct node *finding, const struct node *rest);

/* The score out of 100, with one segment per reason in the color of chart_reason_class. */
void chart_score(struct out *out, const struct node *finding);
const char *chart_reason_class(unsigned index);

#endif

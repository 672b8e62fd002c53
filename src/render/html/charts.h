/*
 * Drawings of the HTML page: inline SVG without text, stretched to the available width, with scales
 * and keys as ordinary text around them; each has a label that describes it.
 */
#ifndef DNSFERRET_RENDER_HTML_CHARTS_H
#define DNSFERRET_RENDER_HTML_CHARTS_H

#include "base/out.h"
#include "report/document.h"

/* Queries of a finding over time, with its burst and the gaps of the capture, and its position
 * within the capture. */
void chart_timeline(struct out *out, const struct node *finding, const struct node *report);

/* A histogram ("length", "surprise") of a finding next to the rest of the capture, as shares. */
void chart_histogram(struct out *out, const struct node *finding, const struct node *rest,
    const char *which, const char *title, const char *unit);

/* Query types of a finding above those of the rest of the capture. */
void chart_types(struct out *out, const struct node *finding, const struct node *rest);

/* The score out of 100, with one segment per reason in the color of chart_reason_class. */
void chart_score(struct out *out, const struct node *finding);
const char *chart_reason_class(unsigned index);

#endif

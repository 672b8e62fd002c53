/*
 * Drawings of the HTML page: inline SVG without text, stretched to the room there is, with scales
 * and keys as ordinary text around them; each carries what it shows as a label.
 */
#ifndef DNSFERRET_RENDER_HTML_CHARTS_H
#define DNSFERRET_RENDER_HTML_CHARTS_H

#include "base/out.h"
#include "report/document.h"

/* Queries of a finding over time, its burst and the gaps of the capture marked, above the place it
 * takes in the capture. */
void chart_timeline(struct out *out, const struct node *finding, const struct node *report);

/* A histogram ("length", "surprise") of a finding beside the rest of the capture, as shares. */
void chart_histogram(struct out *out, const struct node *finding, const struct node *rest,
    const char *which, const char *title, const char *unit);

/* Query types of a finding above those of the rest. */
void chart_types(struct out *out, const struct node *finding, const struct node *rest);

/* The score out of a hundred, in one piece a reason; the pieces have the colors of
 * chart_reason_class. */
void chart_score(struct out *out, const struct node *finding);
const char *chart_reason_class(unsigned index);

#endif

/*
 * Internals of the text report: its sections.
 */
#ifndef DNSFERRET_RENDER_TEXT_SECTIONS_H
#define DNSFERRET_RENDER_TEXT_SECTIONS_H

#include "../lines.h"

/* Column at which the text after a label starts, in the head and in a finding. */
#define HANG_HEAD    10
#define HANG_FINDING 12

/* The summary: header, verdict, whether the evidence is complete, vantage point. */
void text_head(struct lines *l, const struct node *report);

/* All findings, the urgent ones in full. */
void text_findings(struct lines *l, const struct node *report);

/* What was checked and what could not be: the body of a report without findings. */
void text_checked(struct lines *l, const struct node *report);

void text_tables(struct lines *l, const struct node *report);
void text_health(struct lines *l, const struct node *report);
void text_next(struct lines *l, const struct node *report);

#endif

/*
 * Inside of the text report: its sections.
 */
#ifndef DNSFERRET_RENDER_TEXT_SECTIONS_H
#define DNSFERRET_RENDER_TEXT_SECTIONS_H

#include "../lines.h"

/* Column at which the text behind a label starts, in the head and in a finding. */
#define HANG_HEAD    10
#define HANG_FINDING 12

/* The answer: header, verdict, is the evidence whole, seen from where. */
void text_head(struct lines *l, const struct node *report);

/* All findings, the urgent ones in full. */
void text_findings(struct lines *l, const struct node *report);

/* What was checked and could not be: the body of a result without findings. */
void text_checked(struct lines *l, const struct node *report);

void text_tables(struct lines *l, const struct node *report);
void text_health(struct lines *l, const struct node *report);
void text_next(struct lines *l, const struct node *report);

#endif

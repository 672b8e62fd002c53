/*
 * Internals of the text report: its sections.
 */
#ifndef DNSFERRET_RENDER_TEXT_SECTIONS_H
#define DNSFERRET_RENDER_TEXT_SECTIONS_H

#include "../lines.h"

/* Column at which the text after a label starts, in the head and in a finding. */
#define HANG_HEAD    10
#define HANG_FINDING 12

/* The first screen: header, verdict, who and when, whether the evidence is complete, vantage point.
 */
void text_head(struct lines *l, const struct node *report);

/* Lines that the first and the last screen share. `last`: on one line, cut at its end. */
void text_verdict(struct lines *l, const struct node *report, bool last);
void text_evidence(struct lines *l, const struct node *report, bool last);

/* The clients of the findings to act on or to review (if there are none, of the weak ones) and the
 * time from first to last message: two lines, or one. Nothing without findings. */
void text_who(struct lines *l, const struct node *report);
void text_who_and_when(struct lines *l, const struct node *report);

/* All findings, a row each. */
void text_overview(struct lines *l, const struct node *report);

/* All findings, the urgent ones in full. */
void text_findings(struct lines *l, const struct node *report);

/* What was checked and what could not be: the body of a report without findings. */
void text_checked(struct lines *l, const struct node *report);

/* Countries and networks of the servers of a finding and of addresses in its answers, and the rank
 * of its domain; nothing without --geoip and --popular. */
void text_place(struct lines *l, const struct node *f, const struct node *report);

/* Lists of indicators and what matched them; nothing without --intel. */
void text_intel(struct lines *l, const struct node *report);

void text_tables(struct lines *l, const struct node *report);
void text_health(struct lines *l, const struct node *report);
void text_next(struct lines *l, const struct node *report);

/* The first screen in three lines, where a terminal stops. */
void text_summary(struct lines *l, const struct node *report);

#endif

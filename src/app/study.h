/*
 * One run over captures as scan and info share it: read, count, score, build the report, write it
 * everywhere.
 */
#ifndef DNSFERRET_APP_STUDY_H
#define DNSFERRET_APP_STUDY_H

#include "options.h"
#include "render/writer.h"
#include "report/document.h"

/* A view of the report that is not the whole: its own text format, and what to take out. */
struct study_view {
	const struct writer *text;
	void (*trim)(struct node *report);
};

/* `view` NULL: the whole report. Returns an enum exit_code. */
int study_run(const struct options *options, const struct study_view *view);

#endif

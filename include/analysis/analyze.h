/*
 * One run from captures, or from partial results, to a report, as scan, info, check, baseline and
 * merge share it: gather, score, build the report, write it everywhere.
 */
#ifndef DNSFERRET_ANALYSIS_ANALYZE_H
#define DNSFERRET_ANALYSIS_ANALYZE_H

#include "analysis/pipeline.h"
#include "render/writer.h"
#include "report/document.h"

/* Returns EXIT_CLEAN, or the code to leave with when there is nothing to judge (said why). */
typedef int analyze_gather(struct collection *g);

/* What is made of the report when it is not simply written: another text format, members taken out
 * of it, or a caller that takes it itself, with the exit code of scan, and nothing is written. */
struct analyze_view {
	analyze_gather *gather; /* NULL: reads captures */
	const struct writer *text;
	void (*trim)(struct node *report);
	void (*take)(void *ctx, const struct node *report, int exit_code);
	void *take_ctx;
};

/* `view` NULL: the whole report. Returns an enum exit_code. */
int analyze_run(const struct options *options, const struct analyze_view *view);

#endif

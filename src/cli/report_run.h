/*
 * One run from inputs to a report, as scan, info, check, baseline and merge share it: open the
 * outputs, confine the process, collect, score, write the report everywhere.
 */
#ifndef DNSFERRET_CLI_REPORT_RUN_H
#define DNSFERRET_CLI_REPORT_RUN_H

#include "analysis/pipeline.h"
#include "options.h"
#include "render/writer.h"
#include "report/document.h"

/* What differs from scan: where messages come from, whether they are scored, or a caller that takes
 * the report itself, with the exit code of scan, and nothing is written. */
struct report_view {
	collect_source *collect; /* NULL: reads captures */
	bool health_only; /* no scores: the report describes the captures and not their content */
	void (*take)(void *ctx, const struct node *report, int exit_code);
	void *take_ctx;
};

/* `view` NULL: the whole report. Returns an enum exit_code. */
int report_run(const struct options *options, const struct report_view *view);

#endif

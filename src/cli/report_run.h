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

/* How a verb uses the report, unless it is simply written: with another text format, with some
 * members removed, or passed to a callback with the exit code of scan instead of being written. */
struct report_view {
	collect_source *collect; /* NULL: reads captures */
	const struct writer *text;
	void (*trim)(struct node *report);
	void (*take)(void *ctx, const struct node *report, int exit_code);
	void *take_ctx;
};

/* `view` NULL: the whole report. Returns an enum exit_code. */
int report_run(const struct options *options, const struct report_view *view);

#endif

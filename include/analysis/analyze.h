/*
 * From inputs to the result document: collect statistics (from captures or partial results), score
 * them, build the report. Knows no command line and writes nothing.
 */
#ifndef DNSFERRET_ANALYSIS_ANALYZE_H
#define DNSFERRET_ANALYSIS_ANALYZE_H

#include "analysis/allowlist.h"
#include "analysis/pipeline.h"
#include "report/report.h"

/* Collects from `source`, NULL = the captures, within `memory_bytes` (0 = a usual limit). Returns
 * EXIT_CLEAN when there is something to report, else the code to leave with; analyze_fini in any
 * case. c->read, paths, bpf, suffix and jobs must be set. */
int analyze_collect(struct collection *c, collect_source *source, uint64_t memory_bytes);

/* What the report says about the run besides what was collected. */
struct analysis_run {
	const char *const *argv;
	const struct report_library *libraries;
	const char *sandbox, *interrupted;
	const struct score_options *score;
	struct allowlist *allowlist;
};

/* Scores and builds the document in the arena. The caller owns *ranking (score_fini). Without
 * `ranking` nothing is scored, and the document has no findings. */
struct node *analyze_report(const struct collection *c, const struct analysis_run *run,
    struct arena *arena, struct ranking **ranking);

void analyze_fini(struct collection *c);

#endif

/*
 * From inputs to the result document: collects statistics (from captures or partial results),
 * scores them, and builds the report. Knows nothing of the command line and writes nothing.
 */
#ifndef DNSFERRET_ANALYSIS_ANALYZE_H
#define DNSFERRET_ANALYSIS_ANALYZE_H

#include "analysis/allowlist.h"
#include "analysis/pipeline.h"
#include "report/report.h"

/* Collects from `source` (NULL = the captures) within `memory_bytes` (0 = the default limit).
 * Returns EXIT_CLEAN if there is something to report, otherwise the exit code; call analyze_fini in
 * either case. c->read, paths, bpf, suffix and jobs must be set. */
int analyze_collect(struct collection *c, collect_source *source, uint64_t memory_bytes);

/* Facts about the run for the report, besides the collected ones. */
struct analysis_run {
	const char *const *argv;
	const struct report_library *libraries;
	const char *sandbox, *interrupted;
	const struct score_options *score;
	struct allowlist *allowlist;
};

/* Scores and builds the document in the arena. The caller owns *ranking (score_fini). */
struct node *analyze_report(const struct collection *c, const struct analysis_run *run,
    struct arena *arena, struct ranking **ranking);

void analyze_fini(struct collection *c);

#endif

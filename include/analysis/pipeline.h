/*
 * From captures to statistics: one thread reads, all parse what it read, and one at a time adds it
 * up in the order it was read.
 */
#ifndef DNSFERRET_ANALYSIS_PIPELINE_H
#define DNSFERRET_ANALYSIS_PIPELINE_H

#include "read/provenance.h"
#include "analysis/partial.h"
#include "read/input_paths.h"
#include "stats/stats.h"

struct bpf;

/* What the inputs amount to before anything is scored. */
struct collection {
	const struct read_options *read;
	const struct paths *paths;
	struct bpf *bpf; /* of --bpf or NULL; to be taken */
	struct suffix *suffix;
	unsigned jobs;
	uint64_t secret;     /* of this run's hash tables */
	struct stats *stats; /* empty */
	char reading[PARTIAL_READING_MAX];
	struct provenance evidence;
};

/* Fills a collection from something: EXIT_CLEAN, or the code to leave with when there is nothing to
 * score (the reason was said). */
typedef int collect_source(struct collection *c);

/* The source that reads captures: all threads parse, one at a time adds. */
void pipeline_run(struct collection *g);

#endif

/*
 * From captures to statistics: one thread reads, all parse what it read, and one at a time adds it
 * up in the order it was read.
 */
#ifndef DNSFERRET_ANALYSIS_PIPELINE_H
#define DNSFERRET_ANALYSIS_PIPELINE_H

#include "capture/bpf.h"
#include "read/provenance.h"
#include "analysis/partial.h"
#include "read/input_paths.h"
#include "stats/stats.h"

/* What is filled before anything is judged. */
struct collection {
	const struct options *options;
	const struct paths *paths;
	struct bpf *bpf; /* of --bpf or NULL; to be taken */
	struct suffix *suffix;
	unsigned jobs;
	uint64_t secret;     /* of this run's hash tables */
	struct stats *stats; /* empty */
	char reading[PARTIAL_READING_MAX];
	struct provenance evidence;
};

void pipeline_run(struct collection *g);

#endif

/*
 * From captures to statistics: one thread reads, all threads parse, and one at a time adds messages
 * to the statistics, in the order in which they were read.
 */
#ifndef DNSFERRET_ANALYSIS_PIPELINE_H
#define DNSFERRET_ANALYSIS_PIPELINE_H

#include "read/provenance.h"
#include "analysis/partial.h"
#include "read/input_paths.h"
#include "stats/stats.h"

struct bpf;
struct indicators;
struct intel;
struct resolved;

/* Everything collected from the inputs before scoring. */
struct collection {
	const struct read_options *read;
	const struct paths *paths;
	struct bpf *bpf; /* of --bpf, or NULL; ownership is taken */
	struct suffix *suffix;
	unsigned jobs;
	uint64_t secret;                     /* seeds the hash tables of this run */
	struct stats *stats;                 /* empty */
	const struct indicators *indicators; /* of --intel, or NULL */
	struct intel *intel;                 /* their matches, or NULL */
	bool keep_answers;                   /* for --geoip */
	struct resolved *resolved;           /* addresses in answers, or NULL */
	char reading[PARTIAL_READING_MAX];
	struct provenance provenance;
};

/* Fills a collection. Returns EXIT_CLEAN, or the exit code if there is nothing to score (after a
 * message). */
typedef int collect_source(struct collection *c);

/* The collect_source that reads captures. */
void pipeline_run(struct collection *g);

#endif

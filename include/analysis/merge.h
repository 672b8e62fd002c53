/*
 * Partial results become one collection: inputs in the order in which one run would have read them.
 */
#ifndef DNSFERRET_ANALYSIS_MERGE_H
#define DNSFERRET_ANALYSIS_MERGE_H

#include "analysis/pipeline.h"

/* A collect_source of the partial results in c->paths. What cannot be read becomes an unreadable
 * input. EXIT_USAGE (with a sentence) when they do not belong together: another version, read with
 * other options, or the same capture in two of them. */
int merge_collect(struct collection *c);

#endif

/*
 * Merges partial results into one collection, with inputs in the order in which one run would have
 * read them.
 */
#ifndef DNSFERRET_ANALYSIS_MERGE_H
#define DNSFERRET_ANALYSIS_MERGE_H

#include "analysis/pipeline.h"

/* A collect_source for the partial results in c->paths. Unreadable ones become unreadable inputs.
 * Returns EXIT_USAGE (after a message) if they do not belong together: other versions or options,
 * or the same capture twice. */
int merge_collect(struct collection *c);

#endif

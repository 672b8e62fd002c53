/*
 * How long names are and how little they look like host names: counts in equal steps, of a finding
 * and of the channels that are no finding. Values.
 */
#ifndef DNSFERRET_REPORT_HISTOGRAMS_H
#define DNSFERRET_REPORT_HISTOGRAMS_H

#include "report/document.h"
#include "stats/stats.h"

#define HISTOGRAM_BINS 32

struct histograms {
	uint64_t length[HISTOGRAM_BINS];   /* distinct names by characters left of the base */
	uint64_t surprise[HISTOGRAM_BINS]; /* sampled names by bits a character */
};

/* Adds a channel's names; of its sampled ones those with a hash up to `threshold`, `depth` labels
 * left of their base passed over. */
void histograms_add(
    struct histograms *h, const struct channel *channel, unsigned depth, uint64_t threshold);

/* Adds all of `from`. */
void histograms_merge(struct histograms *into, const struct histograms *from);

struct node *histograms_build(struct arena *a, const struct histograms *h);

#endif

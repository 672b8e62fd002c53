/*
 * Ranks of domains in a list of popular ones (--popular FILE), such as Tranco's or Umbrella's: a
 * line "RANK,DOMAIN" or a domain each. Shown beside findings, and never an excuse. The list is read
 * once, for the domains that a report names. init/fini.
 */
#ifndef DNSFERRET_ANALYSIS_POPULAR_H
#define DNSFERRET_ANALYSIS_POPULAR_H

#include <stdio.h>

#include "base/err.h"
#include "report/document.h"

struct popular {
	const char *path; /* borrowed; NULL: no list */
	FILE *file;
};

/* `path` may be NULL. Returns 0, or -1 with one sentence: the file cannot be opened, or does not
 * begin like such a list. */
int popular_init(struct popular *popular, const char *path, struct err *err);
void popular_fini(struct popular *popular);

/* Adds `popular` to the report: the list, and the rank of each domain of a finding that is in it.
 * Does nothing without a list. */
void popular_annotate(struct popular *popular, struct arena *a, struct node *report);

#endif

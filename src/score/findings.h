/*
 * Builds the finding of a base domain, and what it has in common with that of a domain group.
 */
#ifndef DNSFERRET_SCORE_FINDINGS_H
#define DNSFERRET_SCORE_FINDINGS_H

#include "run.h"

/* Fills facts, score, reasons, kind and id of a finding, as its first channel shows them. */
void findings_judge(struct run *run, struct finding *finding, size_t base_clients, uint64_t id);

/* For qsort: by score, then by messages. */
int findings_compare(const void *a, const void *b);

/* Fills the finding of a domain, given as index into ranking->domains. */
void findings_build_domain(struct run *run, size_t domain, struct finding *finding);

#endif

/*
 * Findings of domain groups (domain_group.h): chooses the groups and builds them, lets them absorb
 * the findings of their members and each other.
 */
#ifndef DNSFERRET_SCORE_GROUP_FINDINGS_H
#define DNSFERRET_SCORE_GROUP_FINDINGS_H

#include "run.h"

/* Upper bound for the number of groups. */
size_t group_findings_bound(struct run *run);

/* Appends the findings of groups to ranking->findings, which holds those of the domains, and marks
 * what they absorb. */
void group_findings_add(struct run *run);

#endif

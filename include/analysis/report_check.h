/*
 * Checks the parts of a saved report that block, ioc, explain and extract act on: a report may have
 * been edited by hand, forged, or made by a version of the program that wrote other members.
 */
#ifndef DNSFERRET_ANALYSIS_REPORT_CHECK_H
#define DNSFERRET_ANALYSIS_REPORT_CHECK_H

#include "base/err.h"
#include "report/document.h"

/* Returns 0 if each finding has every member that is needed, with values that this program writes
 * and that agree with each other; otherwise -1 with err set to one sentence. */
int report_check(
    const struct node *report, const struct node *const *findings, size_t count, struct err *err);

#endif

/*
 * What the user knows to be harmless (--allow FILE, --allow-domain NAME): findings under an allowed
 * domain leave the list of findings for `suppressed`, with the rule and its reason; they are
 * counted and never silent. One entry a line: SUFFIX [until=YYYY-MM-DD] REASON; '#' begins a
 * comment. An entry counts up to the end of that day in the time of the capture, whatever the day
 * of the run. init/fini.
 */
#ifndef DNSFERRET_ANALYSIS_ALLOWLIST_H
#define DNSFERRET_ANALYSIS_ALLOWLIST_H

#include "dns/suffix.h"
#include "base/texts.h"
#include "report/report.h"

struct allowlist_entry;

struct allowlist {
	struct allowlist_entry *entries;
	size_t count;
};

/* Reads the files of rules and the domains of the command line. 0, or -1 with file, line and
 * reason: an invalid name, a public suffix (it would allow everybody's domains), an invalid date, a
 * rule without a reason. */
int allowlist_init(struct allowlist *allow, const struct texts *files, const struct texts *domains,
    struct suffix *suffix, struct err *err);
void allowlist_fini(struct allowlist *allow);

/* Applies the rules while a report is built: an allowed finding goes to `suppressed`; the rules,
 * and what each did or would have done had it not expired, to run.allowlists. Of a pooled finding
 * all domains must be allowed. Borrows the allowlist; once. */
struct report_allowlist allowlist_for_report(struct allowlist *allow);

#endif

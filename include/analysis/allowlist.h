/*
 * Domains that the user knows to be harmless (--allow FILE, --allow-domain NAME). Findings under an
 * allowed domain move from the list of findings to `suppressed`, with the rule and its reason; they
 * are counted, never hidden. One rule per line: SUFFIX [until=YYYY-MM-DD] REASON; '#' starts a
 * comment. A rule is valid to the end of that day by the clock of the capture, whatever the day of
 * the run. init/fini.
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

/* Reads the files and the domains of the command line. Returns 0, or -1 with file, line and reason:
 * an invalid name, a public suffix (which would allow everybody's domains), an invalid date, or a
 * rule without a reason. */
int allowlist_init(struct allowlist *allow, const struct texts *files, const struct texts *domains,
    struct suffix *suffix, struct err *err);
void allowlist_fini(struct allowlist *allow);

/* Applies the rules while a report is built: allowed findings go to `suppressed`; each rule, and
 * how many findings it allowed or would have allowed had it not expired, to run.allowlists. A
 * pooled finding is allowed only if all of its domains are. Borrows the allowlist; call once. */
struct report_allowlist allowlist_for_report(struct allowlist *allow);

#endif

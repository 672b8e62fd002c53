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
#include "../../src/cli/options.h"
#include "report/document.h"

struct allowlist_entry;

struct allowlist {
	struct allowlist_entry *entries;
	size_t count;
};

/* Reads all of --allow and --allow-domain. 0, or -1 with file, line and reason: what is no name, a
 * public suffix (it would allow everybody's domains), no date, or has no reason. */
int allowlist_init(
    struct allowlist *allow, const struct options *options, struct suffix *suffix, struct err *err);
void allowlist_fini(struct allowlist *allow);

/* Moves findings of the report to report.suppressed and numbers the rest anew; lists the rules and
 * what each did, or would have done had it not expired, in run.allowlists. Of a pool all domains
 * must be allowed. Once. */
void allowlist_apply(struct allowlist *allow, struct arena *arena, struct node *report);

#endif

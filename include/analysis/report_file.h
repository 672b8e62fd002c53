/*
 * Reports saved as JSON, read back: for the verbs that work on a report instead of captures.
 */
#ifndef DNSFERRET_ANALYSIS_REPORT_FILE_H
#define DNSFERRET_ANALYSIS_REPORT_FILE_H

#include "base/err.h"
#include "base/texts.h"
#include "report/document.h"

/* The report in a file. NULL with a sentence when it cannot be read, is none, or has another major
 * version than this program. */
struct node *report_file_read(struct arena *arena, const char *path, struct err *err);

/* True for F- and at least four hex digits: an operand that means a finding where it could also be
 * a path. */
bool report_file_is_id(const char *operand);

/* The finding of an id, "F-3f9a1c02b7de", which may be cut down to four hex digits and to "3f9a".
 * NULL with a sentence: none, or several (which are named). */
const struct node *report_file_finding(const struct node *report, const char *id, struct err *err);

/* The findings of the ids in `operands`, into fresh memory (*count of them). NULL with a sentence.
 */
const struct node **report_file_findings(
    const struct node *report, const struct texts *operands, size_t *count, struct err *err);

/* A forged report may hold anything as an id: 0 when all are F- and 12 hex digits, or -1 with a
 * sentence. */
int report_file_ids(const struct node *const *findings, size_t count, struct err *err);

#endif

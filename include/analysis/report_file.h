/*
 * Reads saved JSON reports, for the verbs that work on a report instead of captures.
 */
#ifndef DNSFERRET_ANALYSIS_REPORT_FILE_H
#define DNSFERRET_ANALYSIS_REPORT_FILE_H

#include "base/err.h"
#include "base/texts.h"
#include "report/document.h"

/* Reads a report. Returns NULL with err set if the file cannot be read, is not a report, or has
 * another major version than this program. */
const struct node *report_file_read(struct arena *arena, const char *path, struct err *err);

/* The same for verbs that act on a report. Returns EXIT_CLEAN, EXIT_UNREADABLE if the file cannot
 * be opened, or EXIT_USAGE for what is in it. */
int report_file_load(
    struct arena *arena, const char *path, const struct node **report, struct err *err);

/* True for F- and at least four hex digits: such an operand is the ID of a finding even where a
 * path is possible. */
bool report_file_is_id(const char *operand);

/* The finding with this ID, "F-3f9a1c02b7de", which may be shortened to four hex digits or to
 * "3f9a". Returns NULL with err set if no finding matches, or several do (the message names them).
 */
const struct node *report_file_finding(const struct node *report, const char *id, struct err *err);

/* The findings with the IDs in `operands`, as an array of *count on the heap, or NULL with err set.
 */
const struct node **report_file_findings(
    const struct node *report, const struct texts *operands, size_t *count, struct err *err);

#endif

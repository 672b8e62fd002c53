/*
 * Levels of scores, for layers that see only the document. Their thresholds are the ones of
 * scoring.
 */
#ifndef DNSFERRET_REPORT_LEVELS_H
#define DNSFERRET_REPORT_LEVELS_H

#include <stdbool.h>
#include <stdint.h>

/* The name of a score's level: "info", "low", ... */
const char *levels_name(int64_t score);

/* True if a score is at least "medium": to act on or to review. */
bool levels_matter(int64_t score);

/* True if a score is at least "high": to act on. */
bool levels_urgent(int64_t score);

#endif

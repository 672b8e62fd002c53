/*
 * Matches of messages with lists of indicators: who queried a listed name, who was given a listed
 * address in a response, and who queried a listed server. Every message counts, whatever its score.
 * Heap-owned. Any thread may match; one thread adds, in the order of reading.
 */
#ifndef DNSFERRET_ANALYSIS_INTEL_H
#define DNSFERRET_ANALYSIS_INTEL_H

#include "analysis/indicators.h"
#include "dns/event.h"
#include "report/report.h"

/* Different indicators that one message can match; the rest of them is left out. */
#define INTEL_MATCHES_MAX 4

enum intel_place { INTEL_QUESTION, INTEL_ANSWER, INTEL_SERVER };

struct intel_match {
	uint32_t indicator;
	enum intel_place place;
};

struct intel;

/* Borrows the indicators and the suffix search; seeds its tables with `secret`. */
struct intel *intel_new(const struct indicators *all, struct suffix *suffix, uint64_t secret);
void intel_free(struct intel *intel);

/* Finds the indicators of a parsed message, whose bytes these are. Returns how many. Answers of
 * type A, AAAA and CNAME are looked at. */
unsigned intel_match(const struct intel *intel, const struct dns_event *event,
    const struct dns_msg *msg, const uint8_t *bytes, size_t len,
    struct intel_match found[INTEL_MATCHES_MAX]);

void intel_add(struct intel *intel, const struct dns_event *event, const struct intel_match *found,
    unsigned count);

/* Sorts. Call once, after the last add and before the two below. */
void intel_finalize(struct intel *intel);

/* For scoring: a channel with a match is listed. */
struct score_listed intel_for_score(const struct intel *intel);

/* For the report: its lists and matches. */
struct report_intel intel_for_report(const struct intel *intel);

#endif

/*
 * A score while it comes about: points and the reasons that add up to it. Values; no allocation.
 */
#ifndef DNSFERRET_SCORE_VERDICT_H
#define DNSFERRET_SCORE_VERDICT_H

#include "score/fingerprint.h"
#include "score/known_services.h"
#include "score/score.h"

struct verdict {
	int weighed; /* the modules' score, before floors and discounts */
	int score;
	struct reason reasons[REASONS_MAX];
	size_t reason_count;
	bool staged;   /* the answers hand out a payload */
	bool has_mark; /* of a tool */
	struct fingerprint_hit mark;
	const struct known_service *known; /* the row that caps it, or NULL */
	int score_before;                  /* the cap of a known service */
};

/* Nothing said yet. Reasons are set as they come: a verdict has 6 KiB. */
void verdict_begin(struct verdict *v);

/* A reason more; the last one when there is no room. */
struct reason *verdict_reason(struct verdict *v, const char *code, int points);

/* A figure of it without a baseline. */
void verdict_measure(struct reason *r, const char *name, double value, double limit);

/* Raises or lowers the score to `score` with a reason for the difference. */
struct reason *verdict_set(struct verdict *v, const char *code, int score);

#endif

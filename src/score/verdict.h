/*
 * A score under construction: points and the reasons that add up to them. Plain values; no
 * allocation.
 */
#ifndef DNSFERRET_SCORE_VERDICT_H
#define DNSFERRET_SCORE_VERDICT_H

#include "score/fingerprint.h"
#include "score/known_services.h"
#include "score/score.h"

struct verdict {
	int weighed; /* the scorers' score, before floors and discounts */
	int score;
	struct reason reasons[REASONS_MAX];
	size_t reason_count;
	bool staged;   /* the answers deliver a payload */
	bool leaked;   /* data stands left of an out-of-band token */
	bool has_mark; /* a tool signature matched */
	struct fingerprint_hit mark;
	const struct known_service *known; /* the known service that caps the score, or NULL */
	int score_before;                  /* score before that cap */
};

/* Empties a verdict. Reasons are set one by one: a verdict is 6 KiB. */
void verdict_begin(struct verdict *v);

/* Adds a reason; returns the last one if there is no room. */
struct reason *verdict_reason(struct verdict *v, const char *code, int points);

/* Adds a measurement without a baseline. */
void verdict_measure(struct reason *r, const char *name, double value, double limit);

/* Sets the score to `score`, with a reason for the difference. */
struct reason *verdict_set(struct verdict *v, const char *code, int score);

#endif

/*
 * A scorer: a pure function from a channel's facts to a strength of 0..1, with the measurements
 * that support it. One file and one row of scorers.def each, and a page of the same name in
 * docs/scorers/. No I/O, no clock, no allocation, no writable state.
 */
#ifndef DNSFERRET_SCORE_SCORER_H
#define DNSFERRET_SCORE_SCORER_H

#include "score/baseline.h"
#include "score/facts.h"
#include "score/score.h"

enum evidence_group {
	GROUP_CONTENT,
	GROUP_VOLUME,
	GROUP_TYPE,
	GROUP_TIME,
	GROUP_RESOLUTION,
	GROUP_COUNT,
};
const char *group_name(enum evidence_group group);

/* What a scorer reports for a channel. */
struct signal {
	char text[REASON_TEXT_MAX];
	struct measure measures[MEASURES_MAX];
	size_t measure_count;
};

struct scorer {
	const char *name; /* "label-entropy" */
	const char *what; /* one sentence for the user */
	enum evidence_group group;
	/* 0 = no evidence .. 1 = full strength. */
	double (*strength)(const struct facts *facts, const struct score_options *options);
	/* Fills the text and the measurements, with baselines from `rest`: called only if the
	 * strength is above 0 and the reasons are needed. */
	void (*explain)(const struct facts *facts, const struct baseline *rest,
	    const struct score_options *options, struct signal *signal);
	const char *fires_on, *quiet_on; /* sample captures that test it */
};

/* The table (scorers.def); *count rows. */
const struct scorer *const *scorer_table(size_t *count);

/* Helpers for scorers: clamp((v - a) / (b - a)), the same on logarithms, and adding a measure;
 * signal_measure_of takes the baseline (the value that 99 % of the rest stay below) and the median
 * from `rest`. */
double scorer_ramp(double v, double a, double b);
double scorer_log_ramp(double v, double a, double b);
void signal_measure(
    struct signal *signal, const char *name, double value, double limit, double baseline);
void signal_measure_of(struct signal *signal, const char *name, double value, double limit,
    const struct baseline *rest, enum baseline_figure figure);

#endif

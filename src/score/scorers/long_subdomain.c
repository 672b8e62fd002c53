#include "score/scorer.h"

#include <math.h>
#include <stdio.h>

/* Median length: the ramp starts below the threshold, for channels that stay one or two characters
 * under a round number, and ends where only data occurs. Shares of the threshold; at 30 they give
 * 20 and 52. */
#define RAMP_LOW_SHARE  (20.0 / 30)
#define RAMP_HIGH_SHARE (52.0 / 30)

static double strength(const struct facts *f, const struct score_options *o)
{
	double threshold = o->facts.length_threshold;
	double ramp =
	    scorer_ramp(f->length_median, RAMP_LOW_SHARE * threshold, RAMP_HIGH_SHARE * threshold);

	return (1 - f->structure_share) * (0.5 * f->long_share + 0.5 * ramp);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	double threshold = o->facts.length_threshold;

	snprintf(s->text, sizeof s->text,
	    "names carry data: median %u characters, %.0f %% have %.0f or more", f->length_median,
	    100 * f->long_share, threshold);
	signal_measure_of(s, "length_median", f->length_median, threshold, rest, BASELINE_LENGTH);
	signal_measure(s, "long_share", f->long_share, 0.5, NAN);
	signal_measure(s, "length_max", f->length_max, threshold, NAN);
}

const struct scorer scorer_long_subdomain = {
    .name = "long-subdomain",
    .what = "the part left of the domain has 30 and more characters",
    .group = GROUP_CONTENT,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/rat-80.pcap",
    .quiet_on = "samples/office.pcap",
};

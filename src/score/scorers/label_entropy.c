#include "score/scorer.h"

#include <math.h>
#include <stdio.h>

/* Corrected entropy over log2(alphabet): ordinary names are below the ramp, random text reaches
 * 1. */
#define RATIO_LOW  0.80
#define RATIO_HIGH 0.97
/* Width of the surprise ramp above its threshold, in bits per character. */
#define SURPRISE_RAMP 1.3
/* With fewer payload characters their distribution is meaningless. */
#define CHARACTERS_MIN 24
/* Short payloads are surprising under any model ("a1", "mx"): median lengths at which they start to
 * count, and count fully. */
#define LENGTH_LOW  3
#define LENGTH_HIGH 8

static double strength(const struct facts *f, const struct score_options *o)
{
	double threshold = o->facts.surprise_threshold;

	if (f->payload_sampled * f->length_median < CHARACTERS_MIN)
		return 0;
	return sqrt(scorer_ramp(f->entropy_ratio, RATIO_LOW, RATIO_HIGH) *
		    scorer_ramp(f->surprise_bits, threshold, threshold + SURPRISE_RAMP)) *
	       scorer_ramp(f->length_median, LENGTH_LOW, LENGTH_HIGH);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	double threshold = o->facts.surprise_threshold;

	snprintf(s->text, sizeof s->text,
	    "names look encoded: %.1f bits/char under the hostname model; entropy %.0f %% of the "
	    "maximum for %u characters",
	    f->surprise_bits, 100 * f->entropy_ratio, f->alphabet);
	signal_measure_of(s, "surprise_bits", f->surprise_bits, threshold, rest, BASELINE_SURPRISE);
	signal_measure(s, "entropy_ratio", f->entropy_ratio, RATIO_LOW, NAN);
	signal_measure(s, "entropy_bits", f->entropy_bits, NAN, NAN);
}

const struct scorer scorer_label_entropy = {
    .name = "label-entropy",
    .what = "the characters of the names are distributed like encoded data, not like host names",
    .group = GROUP_CONTENT,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/rat-80.pcap",
    .quiet_on = "samples/office.pcap",
};

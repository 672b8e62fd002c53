#include <math.h>
#include <stdio.h>

#include "score/scorer.h"

/* Share of the steps that go the same way; a counter that starts again has one that does not. */
#define STEADY 0.95
/* Names below which there is nothing to see, and from which on there is no doubt. */
#define NAMES_LOW  8
#define NAMES_HIGH 48
/* Bits per character: hosts in a row (web01, web02) are numbered, too. */
#define SURPRISE_LOW  5.3
#define SURPRISE_HIGH 6.3

static double strength(const struct facts *f, const struct score_options *o)
{
	(void)o;
	if (f->counting.names == 0 || f->counting.share < STEADY)
		return 0;
	return scorer_log_ramp(f->counting.names, NAMES_LOW, NAMES_HIGH) *
	       scorer_ramp(f->counting.surprise_bits, SURPRISE_LOW, SURPRISE_HIGH);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	(void)rest;
	(void)o;
	snprintf(s->text, sizeof s->text,
	    "names count up: %.0f %% of the steps between %u sampled names go the same way; "
	    "%.1f bits/char",
	    100 * f->counting.share, f->counting.names, f->counting.surprise_bits);
	signal_measure(s, "steady_share", f->counting.share, STEADY, NAN);
	signal_measure(s, "counted_names", f->counting.names, NAMES_LOW, NAN);
	signal_measure(s, "counter_surprise_bits", f->counting.surprise_bits, SURPRISE_LOW, NAN);
}

const struct scorer scorer_counter = {
    .name = "counter",
    .what = "the names contain a number that counts up from query to query",
    .group = GROUP_CONTENT,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/counter-emul.pcap",
    .quiet_on = "samples/counter-quiet.pcap",
};

#include "score/scorer.h"

#include <math.h>
#include <stdio.h>

#include "base/utc.h"

#define REGULARITY_LOW  0.60
#define REGULARITY_HIGH 0.95
#define POLLS_LOW       7
#define POLLS_HIGH      20
/* Observation time below which no periodicity is reported. */
#define SPAN_MIN_NS (60 * NS_PER_SECOND)

static double strength(const struct facts *f, const struct score_options *o)
{
	(void)o;
	if (f->rhythm.span_ns < SPAN_MIN_NS)
		return 0;
	return scorer_ramp(f->rhythm.regularity, REGULARITY_LOW, REGULARITY_HIGH) *
	       scorer_ramp(f->rhythm.polls, POLLS_LOW, POLLS_HIGH);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	(void)rest;
	(void)o;
	snprintf(s->text, sizeof s->text, "beaconing: every %.1f s, %u times (regularity %.2f)",
	    (double)f->rhythm.interval_ns / (double)NS_PER_SECOND, f->rhythm.polls,
	    f->rhythm.regularity);
	signal_measure(s, "regularity", f->rhythm.regularity, REGULARITY_LOW, NAN);
	signal_measure(
	    s, "interval_s", (double)f->rhythm.interval_ns / (double)NS_PER_SECOND, NAN, NAN);
	signal_measure(s, "polls", f->rhythm.polls, POLLS_LOW, NAN);
}

const struct scorer scorer_beacon = {
    .name = "beacon",
    .what = "the client sends queries at regular intervals",
    .group = GROUP_TIME,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/slow-beacon-emul.pcap",
    .quiet_on = "samples/office.pcap",
};

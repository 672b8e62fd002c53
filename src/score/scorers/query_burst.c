#include "score/scorer.h"

#include <stdio.h>

#include "base/utc.h"

/* New names in one window: start of the ramp, and the rate given in the advisory. */
#define NAMES_LOW  5
#define NAMES_HIGH 80

static double strength(const struct facts *f, const struct score_options *o)
{
	(void)o;
	return scorer_log_ramp(f->burst.names, NAMES_LOW, NAMES_HIGH);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	char start[UTC_TEXT_MAX];

	snprintf(s->text, sizeof s->text, "burst: %s%u unique names in %g s from %s",
	    f->burst.estimated ? "about " : "", f->burst.names,
	    (double)o->facts.window_ns / (double)NS_PER_SECOND,
	    utc_short(f->burst.start_ns, start));
	signal_measure_of(s, "burst_names", f->burst.names, NAMES_LOW, rest, BASELINE_BURST);
}

const struct scorer scorer_query_burst = {
    .name = "query-burst",
    .what = "many unique names under one domain within one window (10 s)",
    .group = GROUP_TIME,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/rat-80.pcap",
    .quiet_on = "samples/office.pcap",
};

#include "score/scorer.h"

#include <stdio.h>

/* Share of queries with a name not queried before, and the number of names from which it counts. */
#define SHARE_LOW  0.50
#define SHARE_HIGH 0.95
#define NAMES_LOW  4
#define NAMES_HIGH 12

static double strength(const struct facts *f, const struct score_options *o)
{
	(void)o;
	return scorer_ramp(f->unique_share, SHARE_LOW, SHARE_HIGH) *
	       scorer_ramp((double)f->names, NAMES_LOW, NAMES_HIGH);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	(void)o;
	double usual = baseline_quantile(rest, BASELINE_UNIQUE, 0.5, f->unique_share);
	snprintf(s->text, sizeof s->text, "names do not repeat: %llu of %llu queries ask a new one",
	    (unsigned long long)f->names, (unsigned long long)f->transactions);
	signal_measure(s, "unique_share", f->unique_share, SHARE_LOW, usual);
}

const struct scorer scorer_uniqueness = {
    .name = "uniqueness",
    .what =
	"nearly every query asks for a name that was never asked before, so no cache can answer",
    .group = GROUP_VOLUME,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/rat-80.pcap",
    .quiet_on = "samples/office.pcap",
};

#include "score/scorer.h"

#include <stdio.h>

#include "base/grouped.h"

/* Share of queries with a name not asked before, and how many names make that worth a word. */
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
	char names[GROUPED_MAX], queries[GROUPED_MAX];
	/* Names of responses alone were not queried, as far as was seen. */
	snprintf(s->text, sizeof s->text,
	    "unique names: %s of %s queries use a name not seen before",
	    grouped_text((int64_t)(f->names < f->transactions ? f->names : f->transactions), names),
	    grouped_text((int64_t)f->transactions, queries));
	signal_measure(s, "unique_share", f->unique_share, SHARE_LOW, usual);
	s->measures[s->measure_count - 1].median = usual;
}

const struct scorer scorer_uniqueness = {
    .name = "uniqueness",
    .what = "nearly every query uses a name not seen before, so no cache can answer it",
    .group = GROUP_VOLUME,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/rat-80.pcap",
    .quiet_on = "samples/office.pcap",
};

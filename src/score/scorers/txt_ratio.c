#include "score/scorer.h"

#include <stdio.h>

static double strength(const struct facts *f, const struct score_options *o)
{
	return scorer_ramp(f->data_type_lower, o->txt_ratio, 1);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	double usual = baseline_data_type_share(rest, f);

	snprintf(s->text, sizeof s->text,
	    "data-carrying record types: %.0f %% TXT, NULL or KEY (90 %% lower bound: %.0f %%)",
	    100 * f->data_type_share, 100 * f->data_type_lower);
	signal_measure(s, "data_type_share", f->data_type_share, o->txt_ratio, usual);
	signal_measure(s, "lower_bound", f->data_type_lower, o->txt_ratio, usual);
}

const struct scorer scorer_txt_ratio = {
    .name = "txt-ratio",
    .what = "most queries of this client to this domain are for TXT or rarer record types that "
	    "carry arbitrary data",
    .group = GROUP_TYPE,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/rat-80.pcap",
    .quiet_on = "samples/mail-day.pcap",
};

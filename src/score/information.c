#include "score/scorer.h"

#include <stdio.h>

/* Bytes of distinct payload (Paxson et al., USENIX Security 2013: 4 kB a day is where a channel
 * pays). */
#define UP_LOW  128
#define UP_HIGH 2048

static double strength(
    const struct facts *f, const struct baseline *rest, const struct score_options *o)
{
	(void)rest;
	(void)o;
	return scorer_log_ramp((double)f->up_bytes, UP_LOW, UP_HIGH);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	double up = (double)f->up_bytes;
	double usual = baseline_quantile(rest, BASELINE_UP, 0.99, up);

	(void)o;
	snprintf(s->text, sizeof s->text,
	    "information sent in names: about %.1f kB in %s%llu different names", up / 1000,
	    f->names_exact ? "" : "about ", (unsigned long long)f->names);
	signal_measure(s, "up_bytes", up, UP_LOW, usual);
	signal_measure(s, "names", (double)f->names, 0,
	    baseline_quantile(rest, BASELINE_NAMES, 0.99, (double)f->names));
}

const struct scorer scorer_information = {
    .name = "information",
    .what =
	"the different names of this client under this domain add up to a volume of information",
    .group = GROUP_VOLUME,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/iodine-null.pcap",
    .quiet_on = "samples/office.pcap",
};

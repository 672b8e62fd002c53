#include "score/scorer.h"

#include <math.h>
#include <stdio.h>

#define SHARE_LOW  0.3
#define SHARE_HIGH 0.9

static void measure(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	const struct counters *c = &f->channel->count;
	double queries = (double)c->of[COUNT_QUERIES], responses = (double)c->of[COUNT_RESPONSES];

	(void)o;
	/* Without any response in the capture, or without queries, silence is unknown. */
	if (rest->responses == 0 || queries == 0)
		return;
	double silent = queries > responses ? (queries - responses) / queries : 0;
	double dead = fmin(1, silent + (1 - silent) * f->failed_share);
	s->strength = scorer_ramp(dead, SHARE_LOW, SHARE_HIGH);
	snprintf(s->text, sizeof s->text,
	    "nobody is there: %.0f %% without an answer, %.0f %% of answers are failures",
	    100 * silent, 100 * f->failed_share);
	signal_measure(s, "unanswered_share", silent, SHARE_LOW, NAN);
	signal_measure(s, "failed_share", f->failed_share, SHARE_LOW, NAN);
}

const struct scorer scorer_silence = {
    .name = "silence",
    .what = "queries stay without an answer or fail: a server that is gone; counts only beside "
	    "encoded names",
    .group = GROUP_RESOLUTION,
    .channel = measure,
    .fires_on = "samples/rat-80.pcap",
    .quiet_on = "samples/iodine-null.pcap",
};

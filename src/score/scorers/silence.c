#include "score/scorer.h"

#include <math.h>
#include <stdio.h>

#define SHARE_LOW  0.3
#define SHARE_HIGH 0.9

/* Share of the responses that fail, or are empty where data was queried. */
static double failed_share(const struct facts *f)
{
	const struct counters *c = &f->channel->count;
	double responses = (double)c->of[COUNT_RESPONSES];
	double empty = responses > 0 ? (double)counters_empty_data(c) / responses : 0;

	return fmin(1, f->failed_share + empty);
}

static double strength(const struct facts *f, const struct score_options *o)
{
	(void)o;
	/* If the capture has no responses at all, or no queries, a missing response means
	 * nothing. */
	if (!f->capture_answered || f->channel->count.of[COUNT_QUERIES] == 0)
		return 0;
	double dead = f->unanswered_share + (1 - f->unanswered_share) * failed_share(f);
	return scorer_ramp(dead, SHARE_LOW, SHARE_HIGH);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	(void)rest;
	(void)o;
	double failed = failed_share(f);

	snprintf(s->text, sizeof s->text,
	    "server %s: %.0f %% of queries unanswered, %.0f %% of responses fail",
	    f->unanswered_share >= failed ? "not answering" : "failing", 100 * f->unanswered_share,
	    100 * failed);
	signal_measure(s, "unanswered_share", f->unanswered_share, SHARE_LOW, NAN);
	signal_measure(s, "failed_share", failed, SHARE_LOW, NAN);
}

const struct scorer scorer_silence = {
    .name = "silence",
    .what = "queries fail, or get no response or no data: the server is gone; counts only together "
	    "with "
	    "encoded names",
    .group = GROUP_RESOLUTION,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/rat-80.pcap",
    .quiet_on = "samples/iodine-null.pcap",
};

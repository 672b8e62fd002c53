#include "score/scorer.h"

#include <math.h>
#include <stdio.h>

/* Starts of the tool: half strength at eight. */
#define STARTS_LOW  4
#define STARTS_HIGH 16
/* Source ports: a tool that is started has a new one, an application keeps its own. */
#define PORTS_MIN 5
/* Share of the channel's queries with ids that follow the first one. */
#define SHARE_LOW  0.5
#define SHARE_HIGH 0.9

static double strength(const struct facts *f, const struct score_options *o)
{
	(void)o;
	if (f->tool_ports < PORTS_MIN)
		return 0;
	return scorer_log_ramp((double)f->tool_starts, STARTS_LOW, STARTS_HIGH) *
	       scorer_ramp(f->tool_id_share, SHARE_LOW, SHARE_HIGH);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	(void)rest;
	(void)o;
	snprintf(s->text, sizeof s->text,
	    "lookup tool in a loop: the client started one %llu times, and %.0f %% of the queries "
	    "have its ids",
	    (unsigned long long)f->tool_starts, 100 * f->tool_id_share);
	signal_measure(s, "tool_starts", (double)f->tool_starts, STARTS_LOW, NAN);
	signal_measure(s, "tool_id_share", f->tool_id_share, SHARE_LOW, NAN);
}

const struct scorer scorer_tool_loop = {
    .name = "tool-loop",
    .what = "the queries come from a lookup tool such as nslookup that is started again and again; "
	    "counts only together with encoded names",
    .group = GROUP_RESOLUTION,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/tool-loop-emul.pcap",
    .quiet_on = "samples/tool-loop-quiet.pcap",
};

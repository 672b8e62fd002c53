#include "score/scorer.h"

#include <math.h>
#include <stdio.h>

/* Bytes of unique answers: a short script .. a small program. */
#define DOWN_LOW  512
#define DOWN_HIGH 8192

static double strength(const struct facts *f, const struct score_options *o)
{
	(void)o;
	return scorer_log_ramp((double)f->down_info_bytes, DOWN_LOW, DOWN_HIGH);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	double down = (double)f->down_info_bytes;

	(void)rest;
	(void)o;
	snprintf(s->text, sizeof s->text,
	    "responses carry data: about %.1f kB of unique answer data", down / 1000);
	signal_measure(s, "down_info_bytes", down, DOWN_LOW, NAN);
}

const struct scorer scorer_answer_payload = {
    .name = "answer-payload",
    .what = "the responses add up to a volume of unique data (TXT, NULL, CNAME, MX, SRV, or a "
	    "different address for every name)",
    .group = GROUP_VOLUME,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/iodine-null.pcap",
    .quiet_on = "samples/dns-over-tcp.pcap",
};

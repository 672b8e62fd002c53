#include "score/scorer.h"

#include <math.h>
#include <stdio.h>

/* Base domains queried at the client's usual server: ramp from which it counts as its usual one. */
#define USUAL_LOW  3
#define USUAL_HIGH 10
/* Required share of its base domains at that server; otherwise every server gets a zone or two,
 * which is how resolvers query. */
#define USUAL_SHARE 0.5

static double strength(const struct facts *f, const struct score_options *o)
{
	(void)o;
	if (f->server_bases != 1 || (double)f->usual_bases < USUAL_SHARE * (double)f->client_bases)
		return 0;
	return scorer_log_ramp((double)f->usual_bases, USUAL_LOW, USUAL_HIGH);
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	(void)rest;
	(void)o;
	snprintf(s->text, sizeof s->text,
	    "dedicated server: queried for this domain only; the client sends %zu of its %zu "
	    "domains to its usual resolver",
	    f->usual_bases, f->client_bases);
	signal_measure(s, "server_bases", (double)f->server_bases, 1, NAN);
	signal_measure(s, "usual_bases", (double)f->usual_bases, USUAL_LOW, NAN);
}

const struct scorer scorer_odd_resolver = {
    .name = "odd-resolver",
    .what = "the domain is queried at a server that serves nothing else, bypassing the client's "
	    "usual resolver; counts only together with encoded names",
    .group = GROUP_RESOLUTION,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/direct-server-emul.pcap",
    .quiet_on = "samples/iodine-office.pcap",
};

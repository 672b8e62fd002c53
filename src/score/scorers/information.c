#include "score/scorer.h"

#include <math.h>
#include <stdio.h>

#include "base/grouped.h"

/* Bytes of distinct payload (Paxson et al., USENIX Security 2013: 4 kB a day is where a channel
 * becomes useful). */
#define UP_LOW  128
#define UP_HIGH 2048

static double strength(const struct facts *f, const struct score_options *o)
{
	(void)o;
	return scorer_log_ramp((double)f->up_bytes, UP_LOW, UP_HIGH);
}

/* The shortest window that contains half of it; PEAK_COUNT if none does. */
static enum peak half_within(const struct facts *f)
{
	enum peak p = PEAK_2_MIN;

	while (p < PEAK_COUNT && f->peak_bytes[p] * 2 < f->up_bytes)
		p++;
	return p;
}

static void explain(const struct facts *f, const struct baseline *rest,
    const struct score_options *o, struct signal *s)
{
	double up = (double)f->up_bytes;

	static const struct {
		const char *name, *text;
	} windows[] = {{"up_bytes_2min", "2 min"}, {"up_bytes_15min", "15 min"},
	    {"up_bytes_1h", "1 h"}, {"up_bytes_24h", "24 h"}, {NULL, "more than 24 h"}};
	enum peak half = half_within(f);
	char names[GROUPED_MAX];

	(void)o;
	snprintf(s->text, sizeof s->text,
	    "data sent in names: about %.1f kB in %s%s unique names, half of it within %s",
	    up / 1000, f->names_exact ? "" : "about ", grouped_text((int64_t)f->names, names),
	    windows[half].text);
	signal_measure_of(s, "up_bytes", up, UP_LOW, rest, BASELINE_UP);
	signal_measure_of(s, "names", (double)f->names, 0, rest, BASELINE_NAMES);
	for (unsigned w = 0; w < PEAK_COUNT; w++)
		signal_measure(s, windows[w].name, (double)f->peak_bytes[w], 0, NAN);
}

const struct scorer scorer_information = {
    .name = "information",
    .what = "the unique names of this client under this domain add up to a volume of data",
    .group = GROUP_VOLUME,
    .strength = strength,
    .explain = explain,
    .fires_on = "samples/iodine-null.pcap",
    .quiet_on = "samples/office.pcap",
};

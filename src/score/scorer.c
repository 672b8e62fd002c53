#include "score/scorer.h"

#include <math.h>

const char *group_name(enum evidence_group group)
{
	static const char *const names[] = {"content", "volume", "type", "time", "resolution"};

	return names[group];
}

double scorer_ramp(double v, double a, double b)
{
	double r = (v - a) / (b - a);

	return r > 0 ? (r < 1 ? r : 1) : 0; /* NaN gives 0 */
}

double scorer_log_ramp(double v, double a, double b)
{
	return v > a ? scorer_ramp(log(v / a), 0, log(b / a)) : 0;
}

void signal_measure(
    struct signal *signal, const char *name, double value, double limit, double baseline)
{
	if (signal->measure_count < MEASURES_MAX)
		signal->measures[signal->measure_count++] = (struct measure){.name = name,
		    .value = value,
		    .limit = limit,
		    .baseline = baseline,
		    .median = NAN};
}

void signal_measure_of(struct signal *signal, const char *name, double value, double limit,
    const struct baseline *rest, enum baseline_figure figure)
{
	size_t at = signal->measure_count;

	signal_measure(signal, name, value, limit, baseline_quantile(rest, figure, 0.99, value));
	if (at < signal->measure_count)
		signal->measures[at].median = baseline_quantile(rest, figure, 0.5, value);
}

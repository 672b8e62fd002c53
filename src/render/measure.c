#include "render/measure.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lines.h"

/* A saved report may have any number: larger ones are written without a unit. */
#define BASELINE_BYTES_MAX 1e18

const char *measure_text(const char *name, double value, char out[MEASURE_TEXT_MAX])
{
	static const struct {
		const char *in, *unit;
		double factor;
		bool plural;
	} units[] = {{"share", "%", 100, false}, {"ratio", "%", 100, false},
	    {"lower_bound", "%", 100, false}, {"regularity", "%", 100, false},
	    {"length", "characters", 1, true}, {"_bits", "bits/char", 1, false},
	    {"names", "unique names", 1, true}, {"bases", "domains", 1, true},
	    {"interval_s", "s", 1, false}};
	char figure[FIGURE_MAX];

	if (strstr(name, "bytes") && value >= 0 && value < BASELINE_BYTES_MAX) {
		lines_bytes(llround(value), figure);
		snprintf(out, MEASURE_TEXT_MAX, "%s", lines_plain(figure));
		return out;
	}
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		bool one = value == 1 && units[i].plural;

		if (!strstr(name, units[i].in))
			continue;
		snprintf(out, MEASURE_TEXT_MAX, "%s %.*s",
		    lines_number(units[i].factor * value, figure), (int)strlen(units[i].unit) - one,
		    units[i].unit);
		return out;
	}
	snprintf(out, MEASURE_TEXT_MAX, "%s", lines_number(value, figure));
	return out;
}

#include "verbs.h"
#include "analysis/analyze.h"

int scan_run(const struct options *options)
{
	return analyze_run(options, NULL);
}

#include "verbs.h"
#include "../report_run.h"

int scan_run(const struct options *options)
{
	return report_run(options, NULL);
}

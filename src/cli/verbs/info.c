#include "verbs.h"
#include "../report_run.h"

int info_run(const struct options *options)
{
	static const struct report_view view = {.health_only = true};

	return report_run(options, &view);
}

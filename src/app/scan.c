#include "study.h"

int scan_run(const struct options *options)
{
	return study_run(options, NULL);
}

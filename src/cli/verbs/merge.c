#include <stdio.h>

#include "../report_run.h"
#include "analysis/merge.h"
#include "base/exit_code.h"
#include "verbs.h"

int merge_run(const struct options *options)
{
	static const struct report_view view = {.collect = merge_collect};

	if (options->read.operands.count == 0 && !options->read.files_from) {
		fputs("dnsferret: usage: dnsferret merge PARTIAL...\n", stderr);
		return EXIT_USAGE;
	}
	return report_run(options, &view);
}

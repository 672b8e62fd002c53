#include "render/ioc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/exit_code.h"
#include "../outputs.h"
#include "verbs.h"
#include "analysis/report_check.h"
#include "analysis/report_file.h"
#include "report/levels.h"
#include "report/log_words.h"

/* Without operands: all findings that matter. */
static const struct node **telling(const struct node *report, size_t *count)
{
	size_t most = document_count(report, "findings");
	const struct node **found = memory_new(most + 1, sizeof *found);

	*count = 0;
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		if (levels_matter(document_integer(f, "score")))
			found[(*count)++] = f;
	return found;
}

/* Indicators say when. False, with the reason, if the times of an input cannot be stated: a log
 * without years, or without times. */
static bool has_dates(const struct node *report, struct err *err)
{
	for (const struct node *in = document_members(report, "inputs"); in; in = in->next) {
		if (strcmp(document_text(in, "log.year"), LOG_YEAR_UNKNOWN) == 0)
			err_set(err,
			    "ioc: the dates of %s have no year: analyse it again with --log-year",
			    document_text(in, "path"));
		else if (document_integer(in, "lines") > 0 && !*document_text(in, "first"))
			err_set(err, "ioc: %s has no times to state", document_text(in, "path"));
	}
	return err->text[0] == '\0';
}

static int write_iocs(const struct ioc_form *form, const struct block *findings)
{
	struct out *out = out_stdout();

	form->write(out, findings);
	return outputs_finish(out) == 0 ? EXIT_CLEAN : EXIT_OUTPUT;
}

int ioc_run(const struct options *options)
{
	const struct ioc_form *form = ioc_find(options->ioc_as ? options->ioc_as : "csv");
	struct arena arena = {0};
	struct err err = {""};
	struct block b = {0};
	int code = EXIT_USAGE;

	if (!form)
		err_set(
		    &err, "ioc: unknown format '%.40s' (see dnsferret list iocs)", options->ioc_as);
	else if (!options->report)
		err_set(&err, "usage: dnsferret ioc [F-ID...] --report FILE");
	else if ((code = report_file_load(&arena, options->report, &b.report, &err)) != EXIT_CLEAN)
		;
	else if (options->read.operands.count == 0)
		b.findings = telling(b.report, &b.count);
	else
		b.findings =
		    report_file_findings(b.report, &options->read.operands, &b.count, &err);
	if (b.report)
		code = b.findings && has_dates(b.report, &err) &&
			       report_check(b.report, b.findings, b.count, &err) == 0
			   ? write_iocs(form, &b)
			   : EXIT_USAGE;
	if (err.text[0])
		fprintf(stderr, "dnsferret: %s\n", err.text);
	free((void *)b.findings);
	arena_fini(&arena);
	return code;
}

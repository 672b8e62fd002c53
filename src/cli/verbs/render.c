#include <stdio.h>
#include <string.h>

#include "base/exit_code.h"
#include "../outputs.h"
#include "../sandbox.h"
#include "verbs.h"
#include "analysis/report_file.h"

/* Writes a saved report in any other format, as scan would have written it. */
static int read_and_write(const struct options *options, const struct paths *inputs,
    struct outputs *outputs, struct err *err)
{
	struct arena arena = {0};
	struct sandbox sandbox;
	int code = EXIT_USAGE;

	if (sandbox_enter(&sandbox, options->sandbox, inputs, &outputs->paths, err) == 0) {
		const struct node *report = report_file_read(&arena, inputs->items[0].name, err);

		code = !report                               ? EXIT_UNREADABLE
		       : outputs_write(outputs, report) == 0 ? EXIT_CLEAN
							     : EXIT_OUTPUT;
		if (!report)
			fprintf(stderr, "dnsferret: %s\n", err->text);
		err->text[0] = '\0';
	}
	arena_fini(&arena);
	return code;
}

int render_run(const struct options *options)
{
	struct path path = {NULL, false};
	struct paths inputs = {&path, 1};
	struct outputs outputs = {0};
	struct err err = {""};
	int code = EXIT_USAGE;

	if (options->read.operands.count == 1) {
		path.name = (char *)(uintptr_t)options->read.operands.items[0];
		code = outputs_init(&outputs, options, &inputs, &err);
		outputs_name_report(&outputs, strcmp(path.name, "-") == 0 ? NULL : path.name);
		if (code == EXIT_CLEAN)
			code = read_and_write(options, &inputs, &outputs, &err);
	} else {
		err_set(&err, "usage: dnsferret render REPORT.json");
	}
	if (err.text[0])
		fprintf(stderr, "dnsferret: %s\n", err.text);
	outputs_fini(&outputs);
	return code;
}

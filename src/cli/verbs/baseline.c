#include <stdio.h>

#include "base/exit_code.h"
#include "../outputs.h"
#include "../sandbox.h"
#include "verbs.h"
#include "../report_run.h"
#include "report/levels.h"
#include "score/score.h"

/* How far a score may drop before `check` fails. */
#define TOLERANCE 5
static void put_finding(struct out *out, const struct node *f)
{
	int score = (int)document_integer(f, "score");
	const struct node *client = document_members(f, "clients");

	out_print(out, "find %s score>=%d", document_text(f, "domain.apex"), score - TOLERANCE);
	if (client)
		out_print(out, " client=%s", document_text(client, "ip"));
	out_print(out, "  # %d %s\n", score, document_text(f, "level"));
}

/* Prints the expectations (expectations.h) that the capture meets now. */
struct baseline_writer {
	struct out *out;
	const char *path;
};

static void put_expectations(void *ctx, const struct node *report, int exit_code)
{
	const struct baseline_writer *w = ctx;

	out_print(w->out, "capture %s\n", w->path);
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		if (levels_matter(document_integer(f, "score")))
			put_finding(w->out, f);
	out_print(w->out, "absent score>=%d\nexit %d\n\n", level_floor(LEVEL_MEDIUM), exit_code);
}

int baseline_run(const struct options *options)
{
	struct baseline_writer writer = {.out = out_stdout()};
	const struct report_view view = {.take = put_expectations, .take_ctx = &writer};
	struct paths all;
	struct sandbox sandbox;
	struct texts none = {0};
	struct err err = {"usage: dnsferret baseline PATH..."};
	int worst = EXIT_CLEAN;

	if (options->read.operands.count == 0 || paths_init(&all, &options->read, &err) != 0 ||
	    sandbox_enter(&sandbox, options->sandbox, &all, &none, &err) != 0) {
		out_discard(writer.out);
		fprintf(stderr, "dnsferret: %s\n", err.text);
		return EXIT_USAGE;
	}
	paths_fini(&all);
	for (size_t i = 0; i < options->read.operands.count; i++) {
		struct options one = *options;

		one.read.operands = (struct texts){&options->read.operands.items[i], 1};
		one.min_level = LEVEL_INFO;
		one.sandbox = SANDBOX_OFF; /* already confined, for all captures */
		writer.path = options->read.operands.items[i];
		int code = report_run(&one, &view);
		worst = code > worst ? code : worst;
	}
	return outputs_finish(writer.out) == 0 ? worst : EXIT_OUTPUT;
}

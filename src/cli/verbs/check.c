#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/exit_code.h"
#include "analysis/expectations.h"
#include "../outputs.h"
#include "../sandbox.h"
#include "verbs.h"
#include "../report_run.h"

/* Tests captures against expectations (expectations.h): TAP 13 on standard output. */
struct check {
	struct expectations all;
	struct out *out;
	const struct options *options;
	size_t capture; /* the current one */
	size_t number, failed;
	bool read; /* its report is complete */
};

static void judge(void *ctx, const struct node *report, int exit_code)
{
	struct check *c = ctx;

	c->read = true;
	for (size_t i = 0; i < c->all.count; i++) {
		const struct expectation *e = &c->all.items[i];
		struct err why;

		if (e->capture != c->capture)
			continue;
		bool holds = expectations_hold(&c->all, e, report, exit_code, &why);
		out_print(c->out, "%sok %zu - %s: %s\n", holds ? "" : "not ", ++c->number,
		    c->all.captures[c->capture], e->line);
		if (!holds) {
			out_print(c->out, "# %s\n", why.text);
			c->failed++;
		}
	}
}

/* For an unreadable capture only the exit code can be tested. */
static void judge_unread(struct check *c, int exit_code)
{
	struct arena arena = {0};

	judge(c, document_map(&arena), exit_code);
	arena_fini(&arena);
}

static void check_captures(struct check *c)
{
	struct options options = *c->options;
	const struct report_view view = {.take = judge, .take_ctx = c};

	/* The process is already confined, for all captures. */
	options.sandbox = SANDBOX_OFF;
	options.min_level = LEVEL_INFO;
	out_print(c->out, "TAP version 13\n1..%zu\n", c->all.count);
	for (c->capture = 0; c->capture < c->all.capture_count; c->capture++) {
		const char *path = c->all.captures[c->capture];

		options.read.operands = (struct texts){&path, 1};
		c->read = false;
		int code = report_run(&options, &view);
		if (!c->read)
			judge_unread(c, code);
	}
}

static int closed_in(const struct check *c, struct err *err)
{
	size_t count = c->all.capture_count;
	struct path *paths = memory_new(count + 1, sizeof *paths);
	struct texts none = {0};
	struct sandbox sandbox;

	for (size_t i = 0; i < count; i++)
		paths[i].name = c->all.captures[i];
	struct paths inputs = {paths, count};
	int status = sandbox_enter(&sandbox, c->options->sandbox, &inputs, &none, err);
	free(paths);
	return status;
}

int check_run(const struct options *options)
{
	struct check c = {.options = options};
	struct err err = {""};
	int code = EXIT_USAGE;

	if (options->read.operands.count != 1)
		err_set(&err, "check: exactly one EXPECTATIONS file is required");
	else if (expectations_init(&c.all, options->read.operands.items[0], &err) == 0 &&
		 closed_in(&c, &err) == 0) {
		c.out = out_stdout();
		check_captures(&c);
		code = c.failed > 0 ? EXIT_FOUND : EXIT_CLEAN;
		if (outputs_finish(c.out) != 0)
			code = EXIT_OUTPUT;
	}
	if (err.text[0])
		fprintf(stderr, "dnsferret: %s\n", err.text);
	expectations_fini(&c.all);
	return code;
}

#include <stdio.h>
#include <string.h>

#include "base/exit_code.h"
#include "../outputs.h"
#include "render/json_value.h"
#include "verbs.h"
#include "analysis/report_file.h"

/* Compares two reports finding by finding (the ID is the same in every run). Text, or one JSON
 * object per line: {"change":"new|gone|changed","id":...,"domain":...,"old":...,"new":...}
 */
struct diff {
	struct out *out;
	bool json;
	unsigned count;
};

static const struct node *find(const struct node *report, const char *id)
{
	const struct node *f = document_members(report, "findings");

	while (f && strcmp(document_text(f, "id"), id) != 0)
		f = f->next;
	return f;
}

/* Points of a reason, 0 when the finding does not have it. */
static int points_of(const struct node *finding, const char *code)
{
	for (const struct node *r = document_members(finding, "reasons"); r; r = r->next)
		if (strcmp(document_text(r, "code"), code) == 0)
			return (int)document_integer(r, "points");
	return 0;
}

static void put_reason(struct diff *d, const char *code, int old, int new)
{
	if (old != new)
		out_print(d->out, "      %-16s %+d -> %+d\n", code, old, new);
}

static void put_reasons(struct diff *d, const struct node *old, const struct node *new)
{
	for (const struct node *r = document_members(old, "reasons"); r; r = r->next) {
		const char *code = document_text(r, "code");

		put_reason(d, code, (int)document_integer(r, "points"), points_of(new, code));
	}
	for (const struct node *r = document_members(new, "reasons"); r; r = r->next) {
		const char *code = document_text(r, "code");

		if (points_of(old, code) == 0)
			put_reason(d, code, 0, (int)document_integer(r, "points"));
	}
}

static void put_score(struct diff *d, const char *key, const struct node *finding)
{
	if (finding)
		out_print(d->out, ",\"%s\":{\"score\":%d,\"level\":\"%s\"}", key,
		    (int)document_integer(finding, "score"), document_text(finding, "level"));
	else
		out_print(d->out, ",\"%s\":null", key);
}

static void put_change(
    struct diff *d, const char *change, const struct node *old, const struct node *new)
{
	const struct node *any = new ? new : old;

	d->count++;
	if (d->json) {
		out_print(d->out, "{\"change\":\"%s\",\"id\":\"%s\",\"domain\":", change,
		    document_text(any, "id"));
		json_value_text(d->out, document_text(any, "domain.apex"));
		put_score(d, "old", old);
		put_score(d, "new", new);
		out_put(d->out, "}\n");
		return;
	}
	out_print(d->out, "%-8s %s  %s  ", change, document_text(any, "id"),
	    document_text(any, "domain.apex"));
	if (old && new) {
		out_print(d->out, "%d %s -> %d %s\n", (int)document_integer(old, "score"),
		    document_text(old, "level"), (int)document_integer(new, "score"),
		    document_text(new, "level"));
		put_reasons(d, old, new);
	} else {
		out_print(d->out, "%d %s\n", (int)document_integer(any, "score"),
		    document_text(any, "level"));
	}
}

static bool same_reasons(const struct node *old, const struct node *new)
{
	size_t count = document_count(old, "reasons");

	if (count != document_count(new, "reasons"))
		return false;
	for (const struct node *r = document_members(old, "reasons"); r; r = r->next)
		if (points_of(new, document_text(r, "code")) != (int)document_integer(r, "points"))
			return false;
	return true;
}

static void compare(struct diff *d, const struct node *old, const struct node *new)
{
	for (const struct node *f = document_members(new, "findings"); f; f = f->next) {
		const struct node *before = find(old, document_text(f, "id"));

		if (!before)
			put_change(d, "new", NULL, f);
		else if (document_integer(before, "score") != document_integer(f, "score") ||
			 !same_reasons(before, f))
			put_change(d, "changed", before, f);
	}
	for (const struct node *f = document_members(old, "findings"); f; f = f->next)
		if (!find(new, document_text(f, "id")))
			put_change(d, "gone", f, NULL);
}

static int read_and_compare(const struct options *options, struct arena *arena)
{
	const struct node *reports[2];
	struct diff d = {.json = options->format && strcmp(options->format, "jsonl") == 0};
	struct err err;

	for (int i = 0; i < 2; i++) {
		reports[i] = report_file_read(arena, options->read.operands.items[i], &err);
		if (!reports[i]) {
			fprintf(stderr, "dnsferret: %s\n", err.text);
			return EXIT_UNREADABLE;
		}
	}
	d.out = out_stdout();
	compare(&d, reports[0], reports[1]);
	if (d.count == 0 && !d.json && !options->read.quiet)
		out_put(d.out, "no differences\n");
	if (outputs_finish(d.out) != 0)
		return EXIT_OUTPUT;
	return options->exit_code && d.count > 0 ? EXIT_FOUND : EXIT_CLEAN;
}

int diff_run(const struct options *options)
{
	struct arena arena = {0};

	if (options->read.operands.count != 2) {
		fputs("dnsferret: usage: dnsferret diff OLD.json "
		      "NEW.json\n",
		    stderr);
		return EXIT_USAGE;
	}
	if (options->format && strcmp(options->format, "text") != 0 &&
	    strcmp(options->format, "jsonl") != 0) {
		fprintf(
		    stderr, "dnsferret: --format: '%s' is not text or jsonl\n", options->format);
		return EXIT_USAGE;
	}
	int code = read_and_compare(options, &arena);
	arena_fini(&arena);
	return code;
}

#include "verbs.h"
#include "../report_run.h"

#include <string.h>

/* The members of a report that describe the captures, not their content. */
static const char *const kept_keys[] = {"schema", "schema_version", "complete", "tool", "run",
    "inputs", "accounting", "messages", "anomalies", "coverage", "limits", "errors"};

static void print_input(struct out *out, const struct node *input)
{
	const char *error = document_text(input, "error");

	out_print(out, "%s\n", document_text(input, "path"));
	out_print(out, "    %s, %s, %lld bytes, %lld packets\n", document_text(input, "status"),
	    document_text(input, "format")[0] ? document_text(input, "format") : "unknown format",
	    (long long)document_integer(input, "size"),
	    (long long)document_integer(input, "packets"));
	if (document_text(input, "first")[0])
		out_print(out, "    %s .. %s\n", document_text(input, "first"),
		    document_text(input, "last"));
	if (document_text(input, "sha256")[0])
		out_print(out, "    sha256 %s\n", document_text(input, "sha256"));
	if (error[0])
		out_print(out, "    %s\n", error);
}

/* The numbers of a map, one per line; nested maps are indented below. */
static void print_numbers(struct out *out, const struct node *map, const char *title)
{
	out_print(out, "\n%s\n", title);
	for (const struct node *m = map ? map->first : NULL; m; m = m->next) {
		if (m->kind == NODE_INTEGER)
			out_print(out, "    %-24s %12lld\n", m->key, (long long)m->number);
		for (const struct node *n = m->kind == NODE_MAP ? m->first : NULL; n; n = n->next)
			if (n->kind == NODE_INTEGER)
				out_print(out, "    %s.%-*s %12lld\n", m->key,
				    (int)(23 - strlen(m->key)), n->key, (long long)n->number);
	}
}

static const char *input_path(const struct node *report, int64_t index)
{
	const struct node *inputs = document_get(report, "inputs");
	const struct node *input = inputs ? inputs->first : NULL;

	while (input && index-- > 0)
		input = input->next;
	return input ? document_text(input, "path") : "-";
}

static void print_anomalies(struct out *out, const struct node *report)
{
	const struct node *anomalies = document_get(report, "anomalies");

	out_put(out, "\nANOMALIES\n");
	if (!anomalies || !anomalies->first)
		out_put(out, "    none\n");
	for (const struct node *a = anomalies ? anomalies->first : NULL; a; a = a->next)
		out_print(out, "    %-24s %12lld   first at packet %lld of %s\n", a->key,
		    (long long)document_integer(a, "count"),
		    (long long)document_integer(a, "first.packet"),
		    input_path(report, document_integer(a, "first.input")));
}

static void write_text(struct out *out, const struct node *report, const struct layout *layout)
{
	const struct node *inputs = document_get(report, "inputs");

	(void)layout;
	for (const struct node *i = inputs ? inputs->first : NULL; i; i = i->next)
		print_input(out, i);
	print_numbers(out, document_get(report, "accounting"), "PACKETS");
	print_numbers(out, document_get(report, "messages"), "MESSAGES");
	print_anomalies(out, report);
}

static const struct writer text_writer = {.name = "text", .write = write_text};

/* Removes the other members from the report. */
static void keep_health(struct node *report)
{
	struct node *next = report->first;

	report->first = report->last = NULL;
	report->count = 0;
	while (next) {
		struct node *member = next;

		next = member->next;
		member->next = NULL;
		for (size_t i = 0; i < sizeof kept_keys / sizeof *kept_keys; i++)
			if (strcmp(member->key, kept_keys[i]) == 0)
				document_set(report, member->key, member);
	}
}

int info_run(const struct options *options)
{
	static const struct report_view view = {.text = &text_writer, .trim = keep_health};

	return report_run(options, &view);
}

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/anomaly.h"
#include "base/exit_code.h"
#include "base/idn.h"
#include "../outputs.h"
#include "../explain_pages.h"
#include "analysis/report_check.h"
#include "analysis/report_file.h"
#include "verbs.h"
#include "score/known_services.h"
#include "render/measure.h"

/* Markdown for a terminal: without emphasis and code markers. */
static void put_page(struct out *out, const char *text)
{
	for (const char *c = text; *c; c++) {
		if (strncmp(c, "**", 2) == 0)
			c++;
		else if (*c != '`')
			out_print(out, "%c", *c);
	}
}

static bool put_anomaly(struct out *out, const char *name)
{
	for (int a = 0; a < ANOMALY_COUNT; a++)
		if (strcmp(anomaly_name((enum anomaly)a), name) == 0) {
			out_print(out, "%s: %s\n", name, anomaly_what((enum anomaly)a));
			return true;
		}
	return false;
}

static bool put_known(struct out *out, const char *name)
{
	size_t count;
	const struct known_service *rows = known_services_table(&count);
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		const struct known_service *row = &rows[i];

		if (strcasecmp(row->name, name) != 0 && strcasecmp(row->suffix, name) != 0)
			continue;
		out_print(out,
		    "%s%s (%s)\n\n%s.\n\nNames end in %s, match the pattern  %s,\nare queried as "
		    "%s, and "
		    "responses carry at most %u bytes on average.\n\nSource: %s\n",
		    found ? "\n" : "", row->name, known_services_category_name(row->category),
		    row->why, row->suffix, row->pattern, row->types, row->answer_bytes_max,
		    row->source);
		found = true;
	}
	return found;
}

/* One of the values of a reason, for a measurement; false if it is null. */
static bool put_value(struct out *out, const char *before, const struct node *reason,
    const char *list, const char *measure)
{
	const struct node *n = document_get(document_get(reason, list), measure);
	char value[MEASURE_TEXT_MAX];

	if (!n || n->kind == NODE_NULL)
		return false;
	measure_text(measure, document_number(n->parent, n->key), value);
	out_print(out, "%s%s", before, value);
	return true;
}

/* Each value next to its threshold and to those of the rest of the capture. */
static void put_measures(struct out *out, const struct node *reason)
{
	for (const struct node *m = document_members(reason, "measured"); m; m = m->next) {
		out_print(out, "    %-18s", m->key);
		put_value(out, " ", reason, "measured", m->key);
		if (document_number(document_get(reason, "limit"), m->key) > 0)
			put_value(out, "   threshold ", reason, "limit", m->key);
		bool median = put_value(
		    out, "   rest of this capture: median ", reason, "baseline_median", m->key);
		if (!median)
			put_value(out, "   rest of this capture: ", reason, "baseline", m->key);
		else if (strcmp(m->key, "unique_share") != 0)
			put_value(out, ", 99 % below ", reason, "baseline", m->key);
		out_put(out, "\n");
	}
}

/* The first paragraph of a page: what the reason means. */
static void put_first(struct out *out, const char *page)
{
	const char *what = page ? strstr(page, "**What.** ") : NULL;
	const char *end = what ? strstr(what, "\n\n") : NULL;
	char text[2048];

	if (!end)
		return;
	what += strlen("**What.** ");
	snprintf(text, sizeof text, "%.*s\n", (int)(end - what), what);
	for (char *c = text; *c; c++)
		if (*c == '\n' && c[1])
			*c = ' ';
	out_put(out, "    ");
	put_page(out, text);
}

/* The domain, and its Unicode form; digits follow, so none that runs from right to left. */
static void put_apex(struct out *out, const char *apex, bool utf8)
{
	struct idn_name unicode;
	char text[IDN_NAME_TEXT_MAX];

	out_put(out, apex);
	if (!utf8 || !idn_name_read(&unicode, apex) || unicode.right_to_left)
		return;
	idn_name_text(&unicode, text);
	out_print(out, " (%s)", text);
}

static void put_finding(struct out *out, const struct node *f, bool utf8)
{
	out_print(out, "%s  ", document_text(f, "id"));
	put_apex(out, document_text(f, "domain.apex"), utf8);
	out_print(out, "  %d %s  %s\n", (int)document_integer(f, "score"),
	    document_text(f, "level"), document_text(f, "kind"));
	for (const struct node *r = document_members(f, "reasons"); r; r = r->next) {
		out_print(out, "\n%+d  %s: %s\n", (int)document_integer(r, "points"),
		    document_text(r, "code"), document_text(r, "text"));
		put_measures(out, r);
		put_first(out, explain_pages_find(document_text(r, "code")));
	}
	for (const struct node *t = document_members(f, "looks_like"); t; t = t->next)
		out_print(
		    out, "\ntool %s: %s\n", document_text(t, "tool"), document_text(t, "why"));
	if (*document_text(f, "filters.tshark"))
		out_print(out, "\nDisplay filter for tshark%s%s:\n    %s\n",
		    *document_text(f, "filters.tshark_options") ? ", with " : "",
		    document_text(f, "filters.tshark_options"), document_text(f, "filters.tshark"));
	else
		out_put(
		    out, "\nNo display filter selects these packets; dnsferret extract does.\n");
	out_put(out, "For details of a reason: dnsferret explain REASON\n");
}

static int explain_finding(const struct options *options, const char *id)
{
	struct arena arena = {0};
	struct err err;
	const struct node *finding = NULL, *report;
	int code = report_file_load(&arena, options->report, &report, &err);

	if (report) {
		finding = report_file_finding(report, id, &err);
		code = EXIT_USAGE;
	}
	if (finding && report_check(report, &finding, 1, &err) == 0) {
		struct out *out = out_stdout();

		put_finding(out, finding, outputs_utf8(options));
		code = outputs_finish(out) == 0 ? EXIT_CLEAN : EXIT_OUTPUT;
	} else {
		fprintf(stderr, "dnsferret: %s\n", err.text);
	}
	arena_fini(&arena);
	return code;
}

int explain_run(const struct options *options)
{
	const char *name =
	    options->read.operands.count == 1 ? options->read.operands.items[0] : NULL;

	if (!name) {
		fputs("dnsferret: usage: dnsferret explain REASON|F-ID [--report FILE]\n", stderr);
		return EXIT_USAGE;
	}
	if (options->report)
		return explain_finding(options, name);
	struct out *out = out_stdout();
	const char *page = explain_pages_find(name);
	if (page)
		put_page(out, page);
	if (!page && !put_anomaly(out, name) && !put_known(out, name)) {
		out_discard(out);
		fprintf(stderr,
		    "dnsferret: '%.60s' is not a reason, anomaly or known service (see dnsferret "
		    "list "
		    "reasons); a finding requires --report FILE\n",
		    name);
		return EXIT_USAGE;
	}
	return outputs_finish(out) == 0 ? EXIT_CLEAN : EXIT_OUTPUT;
}

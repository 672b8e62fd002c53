#include "view.h"

#include "lines.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Fewer messages than this are no ground for "nothing found". */
#define MESSAGES_MIN 8

size_t view_count_levels(const struct node *report, const char *one, const char *other)
{
	size_t count = 0;

	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		const char *level = document_text(f, "level");

		count += strcmp(level, one) == 0 || strcmp(level, other) == 0;
	}
	return count;
}

bool view_nothing_read(const struct node *report)
{
	return document_integer(report, "messages.queries") == 0 &&
	       document_integer(report, "messages.responses") == 0;
}

bool view_judged(const struct node *report)
{
	return document_get(report, "findings") != NULL;
}

const char *view_nothing_words(const struct node *report)
{
	if (view_nothing_read(report))
		return "NOTHING TO JUDGE: no DNS message was read";
	if (!view_judged(report))
		return "HEALTH OF CAPTURES: nothing was judged";
	if (document_integer(report, "messages.queries") < MESSAGES_MIN &&
	    document_integer(report, "messages.responses") < MESSAGES_MIN)
		return "INSUFFICIENT EVIDENCE: too few messages to judge";
	if (!document_bool(report, "complete"))
		return "NOTHING FOUND IN WHAT COULD BE READ";
	return "NOTHING FOUND";
}

const char *view_kind_words(const char *kind)
{
	static const struct {
		const char *kind, *words;
	} table[] = {
	    {"tunnel", "two-way tunnel"},
	    {"c2", "command channel"},
	    {"exfiltration", "data going out"},
	    {"beacon", "beacon"},
	    {"staging", "code coming in"},
	    {"unclear", "kind unclear"},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].kind, kind) == 0)
			return table[i].words;
	return kind;
}

bool view_baseline(const struct node *reason, char out[VIEW_BASELINE_MAX])
{
	const struct node *b = document_members(reason, "baseline");
	char figure[FIGURE_MAX];

	if (!b || b->kind == NODE_NULL)
		return false;
	double value = document_number(b->parent, b->key);
	size_t len = strlen(b->key);
	bool share = len > 5 && strcmp(b->key + len - 5, "share") == 0;
	snprintf(out, VIEW_BASELINE_MAX, "%s%s", lines_number(share ? 100 * value : value, figure),
	    share ? NO_BREAK "%" : "");
	return true;
}

int64_t view_bin(const struct node *n)
{
	const int64_t most = INT64_C(1) << 40;

	if (n->kind != NODE_INTEGER || n->number < 0)
		return 0;
	return n->number < most ? n->number : most;
}

const char *view_step(double step_s, char out[VIEW_STEP_MAX])
{
	static const struct {
		int64_t seconds;
		const char *unit;
	} units[] = {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (fmod(step_s, (double)units[i].seconds) == 0) {
			snprintf(out, VIEW_STEP_MAX, "%" PRId64 NO_BREAK "%s",
			    (int64_t)step_s / units[i].seconds, units[i].unit);
			return out;
		}
	snprintf(out, VIEW_STEP_MAX, "%g" NO_BREAK "s", step_s);
	return out;
}

const char *view_input_path(const struct node *report, const struct node *evidence)
{
	const struct node *in = document_members(report, "inputs");

	for (int64_t left = document_integer(evidence, "input"); in && left > 0; left--)
		in = in->next;
	return document_text(in, "path");
}

const char *view_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

#define SMALL_SAMPLE 30

bool view_small_sample(const struct node *finding)
{
	if (!document_get(finding, "band"))
		return false;
	return document_integer(finding, "band.names") < SMALL_SAMPLE ||
	       document_bool(finding, "band.insufficient");
}

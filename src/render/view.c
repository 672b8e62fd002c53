#include "view.h"

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

const char *view_nothing_words(const struct node *report)
{
	if (view_nothing_read(report))
		return "NOTHING TO JUDGE: no DNS message was read";
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

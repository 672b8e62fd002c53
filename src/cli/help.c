#include "help.h"

#include <stdio.h>
#include <string.h>

#include "libraries.h"
#include "options.h"

/* Characters of a verb and its operands that fit on the line of the usage. */
#define USAGE_MAX 70

/* Column of the descriptions, and the width to which they are wrapped. */
#define HELP_INDENT  33
#define HELP_COLUMNS 100

/* Prints `name`, then `what` from HELP_INDENT on: on the next line when the name is too long. */
static void print_row(struct out *out, const char *name, const char *what)
{
	const size_t room = HELP_COLUMNS - HELP_INDENT;

	if (strlen(name) < HELP_INDENT)
		out_print(out, "%-*s", HELP_INDENT, name);
	else
		out_print(out, "%s\n%*s", name, HELP_INDENT, "");
	while (strlen(what) > room) {
		size_t end = room;

		while (end > 0 && what[end] != ' ')
			end--;
		out_print(out, "%.*s\n%*s", (int)end, what, HELP_INDENT, "");
		what += end + 1;
	}
	out_print(out, "%s\n", what);
}

static void print_option(struct out *out, const struct option_row *row)
{
	char name[64], what[192];

	snprintf(name, sizeof name, "  %c%c%s --%s%s%s", row->letter ? '-' : ' ',
	    row->letter ? row->letter : ' ', row->letter ? "," : " ", row->name,
	    row->argument ? " " : "", row->argument ? row->argument : "");
	snprintf(what, sizeof what, "%s%s%s%s", row->what, row->standard ? " [" : "",
	    row->standard ? row->standard : "", row->standard ? "]" : "");
	print_row(out, name, what);
}

static void print_verbs(struct out *out)
{
	const struct verb *verbs = verb_table();

	out_put(out, "\nVerbs:\n");
	for (size_t i = 0; i < VERB_COUNT; i++) {
		char name[128], what[128];

		snprintf(name, sizeof name, "  %s %s", verbs[i].name, verbs[i].operands);
		snprintf(what, sizeof what, "%s%s", verbs[i].what, i == 0 ? " (default)" : "");
		print_row(out, name, what);
	}
}

void help_print(struct out *out, const struct verb *verb)
{
	static const char *const titles[OPTIONS_GROUP_COUNT] = {
	    "Input", "Filters", "Detection", "Output", "Other"};
	size_t count;
	const struct option_row *rows = options_table(&count);
	bool first_verb = verb == verb_table();

	bool narrow = strlen(verb->name) + strlen(verb->operands) <= USAGE_MAX;
	out_print(out, "Usage: dnsferret %s%s%s [OPTIONS]%s%s\n", first_verb ? "[" : "", verb->name,
	    first_verb ? "]" : "", narrow ? " " : "\n       ", verb->operands);
	out_print(out, "dnsferret %s: %s\n", verb->name, verb->what);
	if (first_verb)
		print_verbs(out);
	for (int group = 0; group < OPTIONS_GROUP_COUNT; group++) {
		bool titled = false;

		for (size_t i = 0; i < count; i++) {
			if ((int)rows[i].group != group || !(rows[i].verbs & verb->set))
				continue;
			if (!titled)
				out_print(out, "\n%s:\n", titles[group]);
			titled = true;
			print_option(out, &rows[i]);
		}
	}
}

void help_version(struct out *out)
{
	struct report_library libraries[LIBRARIES_MAX];

	libraries_list(libraries);
	out_put(out, "dnsferret " DNSFERRET_VERSION "\n");
	for (size_t i = 0; libraries[i].name; i++)
		out_print(out, "%s %s\n", libraries[i].name, libraries[i].version);
}

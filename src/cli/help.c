#include "help.h"

#include <stdio.h>
#include <string.h>

#include "libraries.h"
#include "options.h"

/* A page of a terminal. */
#define HELP_COLUMNS    80
#define OPERANDS_INDENT 7
#define HELP_LINES      50
/* Columns of the descriptions of options and of verbs. */
#define OPTION_INDENT 30
#define VERB_INDENT   13

/* Prints `name`, then `what` from column `indent` on: on the next line when the name is too long.
 */
static void print_row(struct out *out, size_t indent, const char *name, const char *what)
{
	const size_t room = HELP_COLUMNS - indent;

	if (strlen(name) < indent || indent == 0)
		out_print(out, "%-*s", (int)indent, name);
	else
		out_print(out, "%s\n%*s", name, (int)indent, "");
	while (strlen(what) > room) {
		size_t end = room;

		while (end > 0 && what[end] != ' ')
			end--;
		out_print(out, "%.*s\n%*s", (int)end, what, (int)indent, "");
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
	print_row(out, OPTION_INDENT, name, what);
}

static void print_verbs(struct out *out)
{
	const struct verb *verbs = verb_table();

	out_put(out, "\nVerbs:\n");
	for (size_t i = 0; i < VERB_COUNT; i++) {
		char name[32], what[128];

		snprintf(name, sizeof name, "  %s", verbs[i].name);
		snprintf(what, sizeof what, "%s%s", verbs[i].what, i == 0 ? " (default)" : "");
		print_row(out, VERB_INDENT, name, what);
	}
}

/* Prints the options of the verb by group, or only the common ones. Returns how many it has. */
static size_t print_options(struct out *out, const struct verb *verb, bool all)
{
	static const char *const titles[OPTIONS_GROUP_COUNT] = {
	    "Input", "Filters", "Detection", "Output", "Other"};
	size_t count, own = 0;
	const struct option_row *rows = options_table(&count);

	if (!all)
		out_put(out, "\nOptions:\n");
	for (int group = 0; group < OPTIONS_GROUP_COUNT; group++) {
		bool titled = false;

		for (size_t i = 0; i < count; i++) {
			if ((int)rows[i].group != group || !(rows[i].verbs & verb->set))
				continue;
			own++;
			if (!all && !rows[i].common)
				continue;
			if (all && !titled)
				out_print(out, "\n%s:\n", titles[group]);
			titled = true;
			print_option(out, &rows[i]);
		}
	}
	return own;
}

/* Behind the usage, or in lines of their own, which end at a "|" if there are several. */
static void print_operands(struct out *out, const char *usage, const char *operands)
{
	if (strlen(usage) + 1 + strlen(operands) <= HELP_COLUMNS) {
		out_print(out, "%s %s\n", usage, operands);
		return;
	}
	out_print(out, "%s\n", usage);
	while (*operands) {
		size_t len = strlen(operands), most = HELP_COLUMNS - OPERANDS_INDENT;

		if (len > most)
			for (len = most; len > 1 && operands[len - 1] != '|'; len--)
				;
		out_print(out, "%*s%.*s\n", OPERANDS_INDENT, "", (int)len, operands);
		operands += len;
	}
}

static void print_page(struct out *out, const struct verb *verb, bool all)
{
	bool first_verb = verb == verb_table();
	char usage[192];

	snprintf(usage, sizeof usage, "Usage: dnsferret %s%s%s [OPTIONS]", first_verb ? "[" : "",
	    verb->name, first_verb ? "]" : "");
	print_operands(out, usage, verb->operands);
	snprintf(usage, sizeof usage, "dnsferret %s: %s", verb->name, verb->what);
	print_row(out, 0, "", usage);
	out_print(out, "\nExample:\n  %s\n", verb->example);
	if (first_verb)
		print_verbs(out);
	size_t count = print_options(out, verb, all);
	if (!all)
		out_print(out,
		    "\nAll %zu options: dnsferret %s --help-all; manual: man dnsferret-%s\n", count,
		    verb->name, verb->name);
}

static size_t count_lines(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

void help_print(struct out *out, const struct verb *verb, bool all)
{
	struct out *page = out_memory();

	print_page(page, verb, true);
	if (all || count_lines(out_text(page, NULL)) <= HELP_LINES)
		out_put(out, out_text(page, NULL));
	else
		print_page(out, verb, false);
	out_discard(page);
}

void help_version(struct out *out)
{
	struct report_library libraries[LIBRARIES_MAX];

	libraries_list(libraries);
	out_put(out, "dnsferret " DNSFERRET_VERSION "\n");
	for (size_t i = 0; libraries[i].name; i++)
		out_print(out, "%s %s\n", libraries[i].name, libraries[i].version);
}

#include <stdio.h>
#include <string.h>

#include "base/exit_code.h"
#include "../options.h"
#include "../outputs.h"
#include "render/block.h"
#include "render/ioc.h"
#include "verbs.h"
#include "score/score.h"

/* Completion scripts for shells, generated from the tables that the command line is parsed with. */

#define PROGRAM "dnsferret"

typedef void put_words(struct out *out);

/* -- words -- */

static void put_formats(struct out *out)
{
	for (const struct writer *w = writer_table(); w->name; w++)
		out_print(out, "%s ", w->name);
	out_put(out, "tsv zeek");
}

static void put_blocks(struct out *out)
{
	for (const struct block_form *f = block_table(); f->name; f++)
		out_print(out, "%s%s", f->name, f[1].name ? " " : "");
}

static void put_iocs(struct out *out)
{
	for (const struct ioc_form *f = ioc_table(); f->name; f++)
		out_print(out, "%s%s", f->name, f[1].name ? " " : "");
}

static void put_levels(struct out *out)
{
	for (int level = LEVEL_INFO; level <= LEVEL_CRITICAL; level++)
		out_print(
		    out, "%s%s", level > LEVEL_INFO ? " " : "", level_name((enum level)level));
}

static void put_whens(struct out *out)
{
	out_put(out, "auto always never");
}

static void put_modes(struct out *out)
{
	out_put(out, "auto off require");
}

/* The possible values of an option; NULL = a file, or anything. */
static put_words *words_of(const struct option_row *row)
{
	switch (row->type) {
	case VALUE_LEVEL:
		return put_levels;
	case VALUE_WHEN:
		return put_whens;
	case VALUE_SANDBOX:
		return put_modes;
	default:
		break;
	}
	if (strcmp(row->name, "format") == 0)
		return put_formats;
	if (strcmp(row->name, "for") == 0)
		return put_blocks;
	return strcmp(row->name, "as") == 0 ? put_iocs : NULL;
}

static void put_verbs(struct out *out)
{
	const struct verb *verbs = verb_table();

	for (size_t i = 0; i < VERB_COUNT; i++)
		out_print(out, "%s%s", i > 0 ? " " : "", verbs[i].name);
}

static bool takes_verb(const struct verb *verb)
{
	return strcmp(verb->operands, "[VERB]") == 0;
}

/* The words of a verb that takes no files: its operands "a|b|c", separated by spaces, or the verbs.
 */
static void put_operands(struct out *out, const struct verb *verb)
{
	if (takes_verb(verb)) {
		put_verbs(out);
		return;
	}
	for (const char *c = verb->operands; *c; c++)
		out_put(out, *c == '|' ? " " : (char[]){*c, '\0'});
}

static bool takes_words(const struct verb *verb)
{
	return takes_verb(verb) || (strchr(verb->operands, '|') && !strchr(verb->operands, '-'));
}

/* -- bash -- */

static void put_bash_values(struct out *out)
{
	size_t count;
	const struct option_row *rows = options_table(&count);

	for (size_t i = 0; i < count; i++) {
		put_words *words = words_of(&rows[i]);

		if (!rows[i].argument)
			continue;
		out_print(out, "\t--%s", rows[i].name);
		if (rows[i].letter)
			out_print(out, "|-%c", rows[i].letter);
		out_put(out, ") COMPREPLY=($(compgen ");
		out_put(out, words ? "-W '" : "-f");
		if (words)
			words(out);
		out_put(
		    out, words ? "' -- \"$cur\")); return ;;\n" : " -- \"$cur\")); return ;;\n");
	}
}

static void put_bash_verb(struct out *out, const struct verb *verb)
{
	size_t count;
	const struct option_row *rows = options_table(&count);

	out_print(out, "\t%s) options='", verb->name);
	for (size_t i = 0; i < count; i++)
		if (rows[i].verbs & verb->set)
			out_print(out, "--%s ", rows[i].name);
	out_put(out, "'");
	if (takes_words(verb)) {
		out_put(out, " words='");
		put_operands(out, verb);
		out_put(out, "'");
	}
	out_put(out, " ;;\n");
}

static void put_bash(struct out *out)
{
	const struct verb *verbs = verb_table();

	out_put(out,
	    "# bash completion of " PROGRAM
	    ": source it, or install it in the folder of bash-completion.\n"
	    "_" PROGRAM
	    "() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	    "\tlocal verb=${COMP_WORDS[1]} verbs='");
	put_verbs(out);
	out_put(out, "' options= words=\n\tcase $prev in\n");
	put_bash_values(out);
	out_put(out, "\tesac\n\tcase \" $verbs \" in\n\t*\" $verb \"*) [ \"$COMP_CWORD\" -gt 1 ] "
		     "|| verb=scan ;;\n"
		     "\t*) verb=scan ;;\n\tesac\n\tcase $verb in\n");
	for (size_t i = 0; i < VERB_COUNT; i++)
		put_bash_verb(out, &verbs[i]);
	out_put(out, "\tesac\n\t[ \"$COMP_CWORD\" -gt 1 ] || words=$verbs\n"
		     "\tcase $cur in\n\t-*) COMPREPLY=($(compgen -W \"$options\" -- \"$cur\")) ;;\n"
		     "\t*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
		     "\t\t[ -n \"$words\" ] && [ \"$COMP_CWORD\" -gt 1 ] || COMPREPLY+=($(compgen "
		     "-f -- \"$cur\")) ;;\n"
		     "\tesac\n}\ncomplete -o filenames -F _" PROGRAM " " PROGRAM "\n");
}

/* -- zsh -- */

/* A description inside single quotes and brackets. */
static void put_zsh_text(struct out *out, const char *text)
{
	for (; *text; text++)
		out_put(out, *text == '\''            ? "'\\''"
			     : strchr("[]:\\", *text) ? (char[]){'\\', *text, '\0'}
						      : (char[]){*text, '\0'});
}

static void put_zsh_option(struct out *out, const struct option_row *row)
{
	put_words *words = words_of(row);

	out_print(out, "\t\t'*--%s[", row->name);
	put_zsh_text(out, row->what);
	out_put(out, "]");
	if (row->argument) {
		out_put(out, ":");
		put_zsh_text(out, row->argument);
		out_put(out, words ? ":(" : ":_files");
		if (words)
			words(out);
		out_put(out, words ? ")" : "");
	}
	out_put(out, "'\n");
}

static void put_zsh(struct out *out)
{
	const struct verb *verbs = verb_table();
	size_t count;
	const struct option_row *rows = options_table(&count);

	out_put(out, "#compdef " PROGRAM "\n# zsh completion: install it as _" PROGRAM
		     " in a folder of fpath.\n"
		     "local verb=scan\nlocal -a verbs options\nverbs=(");
	put_verbs(out);
	out_put(out, ")\nif (( CURRENT > 2 )) && (( ${verbs[(Ie)${words[2]}]} )); then "
		     "verb=${words[2]}; fi\n"
		     "if (( CURRENT == 2 )); then compadd -a verbs; fi\ncase $verb in\n");
	for (size_t v = 0; v < VERB_COUNT; v++) {
		out_print(out, "%s)\n\toptions=(\n", verbs[v].name);
		for (size_t i = 0; i < count; i++)
			if (rows[i].verbs & verbs[v].set)
				put_zsh_option(out, &rows[i]);
		out_put(out,
		    takes_words(&verbs[v]) ? "\t\t'*:word:(" : "\t\t'*:file:_files'\n\t) ;;\n");
		if (!takes_words(&verbs[v]))
			continue;
		put_operands(out, &verbs[v]);
		out_put(out, ")'\n\t) ;;\n");
	}
	out_put(out, "esac\n_arguments $options\n");
}

/* -- fish -- */

static void put_fish_text(struct out *out, const char *text)
{
	for (; *text; text++)
		out_put(out, *text == '\'' || *text == '\\' ? (char[]){'\\', *text, '\0'}
							    : (char[]){*text, '\0'});
}

static void put_fish_option(struct out *out, const struct option_row *row, const struct verb *verb)
{
	put_words *words = words_of(row);

	out_print(out, "complete -c " PROGRAM " -n '__fish_seen_subcommand_from %s' -l %s",
	    verb->name, row->name);
	if (row->letter)
		out_print(out, " -s %c", row->letter);
	out_put(out, !row->argument ? "" : words ? " -x -a '" : " -r");
	if (words)
		words(out);
	out_put(out, words ? "' -d '" : " -d '");
	put_fish_text(out, row->what);
	out_put(out, "'\n");
}

static void put_fish(struct out *out)
{
	const struct verb *verbs = verb_table();
	size_t count;
	const struct option_row *rows = options_table(&count);

	out_put(out, "# fish completion of " PROGRAM
		     ": install it as ~/.config/fish/completions/" PROGRAM ".fish\n");
	for (size_t v = 0; v < VERB_COUNT; v++) {
		out_print(out, "complete -c " PROGRAM " -n __fish_use_subcommand -a %s -d '",
		    verbs[v].name);
		put_fish_text(out, verbs[v].what);
		out_put(out, "'\n");
		if (takes_words(&verbs[v])) {
			out_print(out,
			    "complete -c " PROGRAM " -f -n '__fish_seen_subcommand_from %s' -a '",
			    verbs[v].name);
			put_operands(out, &verbs[v]);
			out_put(out, "'\n");
		}
		for (size_t i = 0; i < count; i++)
			if (rows[i].verbs & verbs[v].set)
				put_fish_option(out, &rows[i], &verbs[v]);
	}
}

int completion_run(const struct options *options)
{
	static const struct {
		const char *name;
		put_words *put;
	} shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};
	const char *name = options->read.operands.count == 1 ? options->read.operands.items[0] : "";

	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
		if (strcmp(shells[i].name, name) != 0)
			continue;
		struct out *out = out_stdout();

		shells[i].put(out);
		return outputs_finish(out) == 0 ? EXIT_CLEAN : EXIT_OUTPUT;
	}
	fprintf(stderr, PROGRAM ": usage: " PROGRAM " completion %s\n", options->verb->operands);
	return EXIT_USAGE;
}

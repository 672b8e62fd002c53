#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "config.h"
#include "habits.h"
#include "nearest.h"

#define DEFAULT_PORT 53

#define QUOTED(x)  #x
#define AS_TEXT(x) QUOTED(x)

static const struct option_row rows[] = {
#define OPTION(id, letter, name, argument, group, verbs, type, field, least, most, standard, what) \
	ROW(letter, name, argument, group, verbs, type, field, least, most, standard, what, false)
#define COMMON(id, letter, name, argument, group, verbs, type, field, least, most, standard, what) \
	ROW(letter, name, argument, group, verbs, type, field, least, most, standard, what, true)
#define ROW(                                                                                \
    letter, name, argument, group, verbs, type, field, least, most, standard, what, common) \
	{letter, name, argument, OPTIONS_##group, verbs, VALUE_##type,                      \
	    offsetof(struct options, field), least, most, standard, what, common, NULL, NULL},
#define ALIAS(letter, name, group, verbs, option, value, what)                                 \
	{letter, name, NULL, OPTIONS_##group, verbs, VALUE_SWITCH, 0, 0, 0, NULL, what, false, \
	    option, value},
#include "options.def"
#undef OPTION
#undef COMMON
#undef ROW
#undef ALIAS
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

/* A leading '-' makes getopt return operands in order as option 1, whatever POSIXLY_CORRECT says;
 * the
 * ':' after it makes a missing argument a case of its own. Then up to two bytes per letter. */
#define LETTERS_MAX (2 + 2 * ROW_COUNT + 1)

const struct option_row *options_table(size_t *count)
{
	*count = ROW_COUNT;
	return rows;
}

static void getopt_tables(char letters[LETTERS_MAX], struct option longs[ROW_COUNT + 1])
{
	size_t n = 0;

	letters[n++] = '-';
	letters[n++] = ':';
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (rows[i].letter) {
			letters[n++] = rows[i].letter;
			if (rows[i].argument)
				letters[n++] = ':';
		}
		longs[i] = (struct option){.name = rows[i].name,
		    .has_arg = rows[i].argument ? required_argument : no_argument};
	}
	letters[n] = '\0';
	longs[ROW_COUNT] = (struct option){0};
}

static const struct option_row *row_of_letter(int letter)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].letter == letter)
			return &rows[i];
	return NULL;
}

/* getopt accepts any unambiguous prefix of a long option. A script that relies on one breaks when
 * an option is added, so only the full name is accepted. */
static bool is_spelled_out(const char *typed, const char *name)
{
	size_t n = strlen(name);

	return strncmp(typed, "--", 2) == 0 && strncmp(typed + 2, name, n) == 0 &&
	       (typed[2 + n] == '\0' || typed[2 + n] == '=');
}

static int take(
    struct options *o, const struct option_row *row, const char *argument, struct err *err)
{
	struct err wanted;

	if (option_value_take(
		row->type, (char *)o + row->offset, argument, row->least, row->most, &wanted) == 0)
		return 0;
	return err_set(err, "--%s: '%s' is not %s", row->name, argument, wanted.text);
}

/* The row of the verb, or else of another one. */
static const struct option_row *row_of_name(const char *typed, const struct verb *verb)
{
	const struct option_row *found = NULL;

	for (size_t i = 0; i < ROW_COUNT; i++)
		if (is_spelled_out(typed, rows[i].name)) {
			if (rows[i].verbs & verb->set)
				return &rows[i];
			found = &rows[i];
		}
	return found;
}

/* Sets the error for an option that does not exist: with what is meant, if that is clear. */
static void say_unknown(const char *typed, const struct verb *verb, struct err *err)
{
	char name[NEAREST_WORD_MAX];
	struct nearest near = {.typed = name};
	const char *instead = habits_option(typed);

	if (instead) {
		err_set(err, "unknown option '%s' (%s)", typed, instead);
		return;
	}
	snprintf(name, sizeof name, "%.*s", (int)strcspn(typed + 1 + (typed[1] == '-'), "="),
	    typed + 1 + (typed[1] == '-'));
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].verbs & verb->set)
			nearest_offer(&near, rows[i].name);
	if (near.word)
		err_set(err, "unknown option '%s' (did you mean --%s?)", typed, near.word);
	else
		err_set(err, "unknown option '%s' (see dnsferret --help)", typed);
}

/* The table row of what getopt found in the word `typed`; NULL with err set when it is invalid. */
static const struct option_row *row_found(
    int found, const char *typed, const struct verb *verb, struct err *err)
{
	bool is_long = strncmp(typed, "--", 2) == 0;
	const struct option_row *row = is_long ? row_of_name(typed, verb) : row_of_letter(found);
	char letter[] = {'-', (char)optopt, '\0'};

	if (found == ':') {
		err_set(err, "%s requires an argument", typed);
	} else if (found == '?' && row) {
		err_set(err, "--%s takes no argument", row->name);
	} else if (!row && is_long) {
		say_unknown(typed, verb, err);
	} else if (!row) {
		say_unknown(strlen(typed) > 3 && typed[1] == optopt ? typed : letter, verb, err);
	} else {
		return row;
	}
	return NULL;
}

/* Records the command line for the report, without the number of threads: the result does not
 * depend on it, so neither may the report. */
static void tell(struct options *o, char **words, int count, const struct option_row *row)
{
	if (row && row->offset == offsetof(struct options, jobs) &&
	    (strncmp(words[0], "-j", 2) == 0 || strncmp(words[0], "--", 2) == 0))
		return;
	for (int i = 0; i < count; i++)
		texts_push(&o->told, words[i]);
}

/* The option that an alias stands for. */
static const struct option_row *row_of_alias(const struct option_row *alias)
{
	const struct option_row *row = rows;

	while (strcmp(row->name, alias->alias) != 0)
		row++;
	return row;
}

/* -- verbs that are not where they belong -- */

/* Verbs whose operands are all paths of captures and logs. */
#define VERBS_OF_PATHS (VERB_SCAN | VERB_ROWS | VERB_PDNS | VERB_INFO | VERB_BASELINE)

/* False with err set if an operand is no file, but a verb that had to come first, or a word from
 * other tools. */
static bool is_operand(const char *word, const struct verb *verb, bool verb_named, struct err *err)
{
	const char *instead = verb->set & VERBS_OF_PATHS ? habits_word(word) : NULL;

	if (access(word, F_OK) == 0)
		return true;
	if (!verb_named && verb_find(word))
		err_set(
		    err, "'%s' is a verb and comes first: dnsferret %s [OPTIONS]...", word, word);
	else if (instead)
		err_set(err, "'%s' is no file (%s)", word, instead);
	else
		return true;
	return false;
}

/* False with err set for a long option with one dash, which getopt would take for letters. */
static bool has_dashes(const char *typed, const struct verb *verb, struct err *err)
{
	if (!typed || typed[0] != '-' || typed[1] == '-' || strlen(typed) < 4)
		return true;
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].verbs & verb->set && strcmp(rows[i].name, typed + 1) == 0) {
			err_set(err, "unknown option '%s' (did you mean -%s?)", typed, typed);
			return false;
		}
	return true;
}

/* False with err set if the first word is no file, but nearly a verb, or one of another tool. A
 * word with a dot or a slash is a path. */
static bool is_first_clear(const char *word, struct err *err)
{
	struct nearest near = {.typed = word};
	const char *instead = word ? habits_word(word) : NULL;

	if (!word || word[0] == '-' || access(word, F_OK) == 0)
		return true;
	if (instead) {
		err_set(err, "'%s' is neither a verb nor a file (%s)", word, instead);
		return false;
	}
	if (strpbrk(word, "./"))
		return true;
	for (size_t i = 0; i < VERB_COUNT; i++)
		nearest_offer(&near, verb_table()[i].name);
	if (!near.word)
		return true;
	err_set(
	    err, "'%s' is neither a verb nor a file (did you mean dnsferret %s?)", word, near.word);
	return false;
}

/* Sets in `named` the rows that the command line gives. `verb_named`: it began with a verb. */
static int take_all(struct options *o, bool verb_named, int argc, char **argv,
    bool named[ROW_COUNT], struct err *err)
{
	char letters[LETTERS_MAX];
	struct option longs[ROW_COUNT + 1];

	getopt_tables(letters, longs);
	opterr = 0;
	optind = 0; /* 0, not 1: makes GNU getopt start over */
	for (int first = 1;; first = optind) {
		const char *typed = argv[first];
		if (!has_dashes(typed, o->verb, err))
			return -1;
		int found = getopt_long(argc, argv, letters, longs, NULL);

		if (found == -1) {
			tell(o, argv + first, argc - first, NULL);
			break;
		}
		if (found == 1) {
			if (!is_operand(optarg, o->verb, verb_named, err))
				return -1;
			tell(o, argv + first, optind - first, NULL);
			texts_push(&o->read.operands, optarg);
			continue;
		}
		const struct option_row *row = row_found(found, typed, o->verb, err);
		if (!row)
			return -1;
		if (!(row->verbs & o->verb->set))
			return err_set(
			    err, "--%s is not an option of %s", row->name, o->verb->name);
		const struct option_row *target = row->alias ? row_of_alias(row) : row;
		if (take(o, target, row->alias ? row->value : optarg, err) != 0)
			return -1;
		named[target - rows] = true;
		tell(o, argv + first, optind - first, row);
	}
	for (; optind < argc; optind++)
		texts_push(&o->read.operands, argv[optind]);
	return 0;
}

/* -- settings file -- */

struct settings {
	struct options *options;
	const bool *named; /* rows given on the command line, which replace those of the file */
};

/* Options that a file cannot set, because they apply to one invocation. */
static bool is_of_a_call(const struct option_row *row)
{
	return row->alias || row->offset == offsetof(struct options, config) ||
	       row->offset == offsetof(struct options, read.operands) ||
	       row->offset == offsetof(struct options, help) ||
	       row->offset == offsetof(struct options, help_all) ||
	       row->offset == offsetof(struct options, version);
}

static const char *keep(struct options *o, const char *value)
{
	texts_push(&o->kept, memory_text(value));
	return o->kept.items[o->kept.count - 1];
}

static int take_setting(void *ctx, const char *key, const char *value, struct err *err)
{
	const struct settings *s = ctx;
	const struct option_row *row = rows;

	while (row < rows + ROW_COUNT && strcmp(row->name, key) != 0)
		row++;
	if (row == rows + ROW_COUNT || is_of_a_call(row))
		return err_set(err, "unknown setting '%s'", key);
	if (!row->argument && strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return err_set(err, "%s: '%s' is not yes or no", key, value);
	/* One file serves all verbs. */
	if (s->named[row - rows] || !(row->verbs & s->options->verb->set) ||
	    (!row->argument && strcmp(value, "no") == 0))
		return 0;
	return take(s->options, row, keep(s->options, value), err);
}

int options_init(struct options *options, int argc, char **argv, struct err *err)
{
	const struct verb *verb = argc > 1 ? verb_find(argv[1]) : NULL;
	bool named[ROW_COUNT] = {false};
	struct settings settings = {options, named};
	struct err why;

	*options = (struct options){
	    .verb = verb ? verb : verb_table(),
	    .min_level = LEVEL_LOW,
	    .fail_on = LEVEL_NONE,
	};
	filter_init(&options->read.filter);
	score_options_default(&options->score);
	for (int i = 0; i < argc && i <= (verb != NULL); i++)
		texts_push(&options->told, argv[i]);
	if (!verb && !is_first_clear(argc > 1 ? argv[1] : NULL, err))
		return -1;
	if (take_all(options, verb != NULL, argc - (verb != NULL), argv + (verb != NULL), named,
		err) != 0)
		return -1;
	texts_push(&options->told, NULL);
	options->argv = options->told.items;
	if (options->config && config_read(options->config, take_setting, &settings, &why) != 0)
		return err_set(err, "--config: %s", why.text);
	if (options->read.ports.first == 0)
		ports_add(&options->read.ports, DEFAULT_PORT);
	return 0;
}

void options_fini(struct options *options)
{
	for (size_t i = 0; i < options->kept.count; i++)
		free((char *)options->kept.items[i]);
	free(options->kept.items);
	free(options->read.operands.items);
	free(options->told.items);
	free(options->outputs.items);
	free(options->allow.items);
	free(options->allow_domains.items);
	free(options->intel.items);
	free(options->geoip.items);
	filter_fini(&options->read.filter);
	time_zone_fini(&options->read.log.zone);
	time_zone_fini(&options->zone);
}

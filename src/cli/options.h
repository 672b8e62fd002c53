/*
 * The parsed command line (options.def). Texts are borrowed from argv; init/fini own the lists and
 * the values of a settings file, which is the only file that is opened here. One thread.
 */
#ifndef DNSFERRET_CLI_OPTIONS_H
#define DNSFERRET_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "read/read_options.h"
#include "score/score.h"
#include "option_value.h"
#include "verb.h"

enum option_group {
	OPTIONS_INPUT,
	OPTIONS_FILTER,
	OPTIONS_DETECTION,
	OPTIONS_OUTPUT,
	OPTIONS_OTHER,
	OPTIONS_GROUP_COUNT,
};

struct option_row {
	char letter; /* 0 = none */
	const char *name, *argument;
	enum option_group group;
	unsigned verbs; /* enum verb_set */
	enum option_value_type type;
	size_t offset; /* offset of the field in struct options */
	double least, most;
	const char *standard, *what;
	bool common;               /* in --help even if that has no room for all */
	const char *alias, *value; /* another spelling of option `alias` with this value, or NULL */
};

#define LEVEL_NONE (-1)

struct options {
	const struct verb *verb;
	const char *const *argv; /* as typed, without --jobs; NULL-terminated */
	struct texts told;
	bool help, help_all, version;
	const char *config;       /* settings file, NULL = none */
	struct read_options read; /* operands: what is not an option, in order */
	struct texts kept;        /* its values, owned */

	const char *report;             /* a saved report */
	const char *block_for, *ioc_as; /* names of formats, NULL = the first */
	bool yes;
	bool exit_code;
	struct texts allow, allow_domains, intel, geoip;
	const char *popular;
	struct score_options score;

	const char *format, *fields; /* NULL = not given */
	struct texts outputs;
	bool force, all, ascii, html_script;
	struct time_zone zone; /* of times in text */
	unsigned verbose;
	unsigned width, top;    /* 0 = not given */
	int min_level, fail_on; /* enum level; fail_on may be LEVEL_NONE */
	const char *out_dir;    /* NULL = not given */
	const char *partial;    /* NULL = not given */
	enum when color, progress;
	enum sandbox_mode sandbox;
	unsigned jobs;   /* 0 = not given */
	uint64_t memory; /* bytes; 0 = not given */
};

/* Reads the command line, then the settings file for options that it does not give. Returns 0, or
 * -1 with an error text that names option and value, and for the file also path and line. */
int options_init(struct options *options, int argc, char **argv, struct err *err);
void options_fini(struct options *options);

/* The rows of options.def; *count of them. An alias may have several rows, for different verbs. */
const struct option_row *options_table(size_t *count);

#endif

/*
 * Where the report goes: standard output, every -o and every file of --out-dir, each in its format.
 * All are opened before anything is read, so that nobody waits for a report that cannot be written.
 * init/fini.
 */
#ifndef DNSFERRET_CLI_OUTPUTS_H
#define DNSFERRET_CLI_OUTPUTS_H

#include "options.h"
#include "read/input_paths.h"
#include "render/writer.h"
#include "report/document.h"

struct output {
	struct out *out;
	char *path;                  /* NULL: standard output */
	const struct writer *writer; /* NULL: the manifest of the folder */
	struct layout layout;
	bool in_folder; /* in --out-dir: all of its files are written, or none */
};

struct outputs {
	struct output *items;
	size_t count;
	struct out *partial; /* the file of --partial; NULL = none */
	struct texts paths;  /* of the files, borrowed from items and options */
	bool folder_failed, folder_said;
};

/* Returns EXIT_CLEAN, or the exit code with an error text. An input is never overwritten. */
int outputs_init(struct outputs *outputs, const struct options *options, const struct paths *inputs,
    struct err *err);

/* Sets the JSON report that printed commands name; NULL: the first one that is written, if any. */
void outputs_name_report(struct outputs *outputs, const char *path);

/* Writes the report to all outputs and closes them. Returns 0, or -1 when an output failed
 * (reported on standard error); a closed pipe on standard output is not a failure. */
int outputs_write(struct outputs *outputs, const struct node *report);

/* Discards what was not written. */
void outputs_fini(struct outputs *outputs);

/* True when the path is the file of one of the inputs. */
bool outputs_is_input(const char *path, const struct paths *inputs);

/* True when standard output is a terminal with a UTF-8 locale, and not limited to ASCII. */
bool outputs_utf8(const struct options *options);

/* Closes one output with the same rules. */
int outputs_finish(struct out *out);

#endif

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
	bool in_folder; /* of --out-dir: all of it is written, or none */
};

struct outputs {
	const struct writer *text; /* in place of the table's, or NULL */
	struct output *items;
	size_t count;
	struct out *partial; /* of --partial, for whoever writes it; NULL = none */
	struct texts paths;  /* of the files, borrowed from items and options */
	bool folder_failed, folder_said;
};

/* `text` stands in for the text format when it is not NULL. Returns EXIT_CLEAN, or the code to
 * leave with and a sentence. An input is never overwritten. */
int outputs_init(struct outputs *outputs, const struct options *options, const struct writer *text,
    const struct paths *inputs, struct err *err);

/* Writes the report everywhere and closes. Returns 0, or -1 when an output failed (said on standard
 * error); a reader of standard output that went away is no failure. */
int outputs_write(struct outputs *outputs, const struct node *report);

/* Discards what was not written. */
void outputs_fini(struct outputs *outputs);

/* True when the path is the file of one of the inputs. */
bool outputs_is_input(const char *path, const struct paths *inputs);

/* Closes one output with the same rules. */
int outputs_finish(struct out *out);

#endif

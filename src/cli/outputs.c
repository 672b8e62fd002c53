#include "outputs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/exit_code.h"
#include "manifest.h"

#define WIDTH_DEFAULT  100
#define WIDTH_AUTO_MIN 80
#define WIDTH_AUTO_MAX 120
#define TOP_TEXT       10
/* A finding is more than a row of a table: many are listed before some are left out. */
#define FINDINGS_TEXT 50

/* The character set in the name of the locale; the locale itself is never set. */
static bool is_utf8_locale(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);

		if (value && *value)
			return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
	}
	return false;
}

bool outputs_utf8(const struct options *o)
{
	return isatty(STDOUT_FILENO) && !o->ascii && is_utf8_locale();
}

static bool wants_color(enum when color, bool terminal)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (color != WHEN_AUTO)
		return color == WHEN_ALWAYS;
	return terminal && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

static unsigned terminal_width(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return WIDTH_DEFAULT;
	if (size.ws_col > WIDTH_AUTO_MAX)
		return WIDTH_AUTO_MAX;
	return size.ws_col < WIDTH_AUTO_MIN ? WIDTH_AUTO_MIN : size.ws_col;
}

/* Rows of a table, if neither --all nor --top says. */
static unsigned rows_of(const struct options *o, const struct writer *writer, unsigned in_text)
{
	bool text = writer && strcmp(writer->name, "text") == 0;

	return o->all ? 0 : o->top ? o->top : text ? in_text : 0;
}

/* A text report has the same tables wherever it goes. */
static struct layout layout_of(const struct options *o, const struct writer *writer, bool terminal)
{
	return (struct layout){
	    .width = o->width   ? o->width
		     : terminal ? terminal_width()
				: WIDTH_DEFAULT,
	    .color = wants_color(o->color, terminal),
	    .utf8 = terminal && outputs_utf8(o),
	    .top = rows_of(o, writer, TOP_TEXT),
	    .findings = rows_of(o, writer, FINDINGS_TEXT),
	    .zone = o->zone.given ? &o->zone : NULL,
	    .html_script = o->html_script,
	    .verbose = o->verbose,
	};
}

bool outputs_is_input(const char *path, const struct paths *inputs)
{
	struct stat out, in;

	if (stat(path, &out) != 0 || !S_ISREG(out.st_mode))
		return false;
	for (size_t i = 0; i < inputs->count; i++)
		if (stat(inputs->items[i].name, &in) == 0 && in.st_dev == out.st_dev &&
		    in.st_ino == out.st_ino)
			return true;
	return false;
}

/* Adds an item; its path is copied. */
static struct output *next_output(struct outputs *outputs, const char *path)
{
	outputs->items = memory_resize(outputs->items, outputs->count + 1, sizeof *outputs->items);
	struct output *output = &outputs->items[outputs->count];
	*output = (struct output){0};
	if (path) {
		output->path = memory_text(path);
		texts_push(&outputs->paths, output->path);
	}
	outputs->count++;
	return output;
}

static int open_file(struct outputs *outputs, const struct options *o, const char *path,
    const struct writer *writer, const struct paths *inputs, struct err *err)
{
	if (outputs_is_input(path, inputs)) {
		err_set(err, "--output: '%s' is one of the inputs", path);
		return EXIT_USAGE;
	}
	struct out *out = out_open(path, o->force, err);
	if (!out)
		return EXIT_OUTPUT;
	struct output *output = next_output(outputs, path);
	output->out = out;
	output->writer = writer;
	output->layout = layout_of(o, writer, false);
	output->layout.color = false;
	return EXIT_CLEAN;
}

static int open_named(struct outputs *outputs, const struct options *o, const char *path,
    const struct paths *inputs, struct err *err)
{
	const struct writer *writer = writer_for_path(path);

	if (writer)
		return open_file(outputs, o, path, writer, inputs, err);
	err_set(err, "--output: unknown extension of '%s' (see dnsferret list formats)", path);
	return EXIT_USAGE;
}

/* -- --out-dir -- */

static bool ends_in_slash(const char *folder)
{
	size_t len = strlen(folder);

	return len > 0 && folder[len - 1] == '/';
}

static char *path_in(const char *folder, const char *name, const char *extension)
{
	size_t room = strlen(folder) + strlen(name) + strlen(extension) + 3;
	char *path = memory_new(room, 1);

	snprintf(path, room, "%s%s%s%s%s", folder, ends_in_slash(folder) ? "" : "/", name,
	    *extension ? "." : "", extension);
	return path;
}

static int open_in(struct outputs *outputs, const struct options *o, const char *name,
    const struct writer *writer, const struct paths *inputs, struct err *err)
{
	char *path = path_in(o->out_dir, name, writer ? writer->extension : "");
	int code = open_file(outputs, o, path, writer, inputs, err);

	free(path);
	if (code == EXIT_CLEAN)
		outputs->items[outputs->count - 1].in_folder = true;
	return code;
}

/* One file per format, then the manifest. */
static int open_folder(
    struct outputs *outputs, const struct options *o, const struct paths *inputs, struct err *err)
{
	int code = EXIT_CLEAN;

	if (mkdir(o->out_dir, 0777) != 0 && errno != EEXIST) {
		err_set(err, "%s: %s", o->out_dir, strerror(errno));
		return EXIT_OUTPUT;
	}
	for (const struct writer *w = writer_table(); code == EXIT_CLEAN && w->name; w++)
		code = open_in(outputs, o, "report", w, inputs, err);
	return code == EXIT_CLEAN ? open_in(outputs, o, "MANIFEST.sha256", NULL, inputs, err)
				  : code;
}

static int open_stdout(struct outputs *outputs, const struct options *o, struct err *err)
{
	const char *format = o->format ? o->format : "text";
	const struct writer *writer = writer_find(format);

	if (!writer) {
		err_set(err, "--format: unknown format '%s' (%s)", format,
		    access(format, F_OK) == 0 ? "files are named without an option"
					      : "see dnsferret list formats");
		return EXIT_USAGE;
	}
	struct output *output = next_output(outputs, NULL);
	output->out = out_stdout();
	output->writer = writer;
	output->layout = layout_of(o, writer, isatty(STDOUT_FILENO));
	return EXIT_CLEAN;
}

static int open_partial(
    struct outputs *outputs, const struct options *o, const struct paths *inputs, struct err *err)
{
	if (outputs_is_input(o->partial, inputs)) {
		err_set(err, "--partial: '%s' is one of the inputs", o->partial);
		return EXIT_USAGE;
	}
	outputs->partial = out_open(o->partial, o->force, err);
	if (!outputs->partial)
		return EXIT_OUTPUT;
	texts_push(&outputs->paths, o->partial);
	return EXIT_CLEAN;
}

int outputs_init(struct outputs *outputs, const struct options *options, const struct paths *inputs,
    struct err *err)
{
	int code = EXIT_CLEAN;

	bool named = options->outputs.count > 0 || options->out_dir || options->partial;

	*outputs = (struct outputs){.count = 0};
	if (options->partial)
		code = open_partial(outputs, options, inputs, err);
	for (size_t i = 0; code == EXIT_CLEAN && i < options->outputs.count; i++)
		code = open_named(outputs, options, options->outputs.items[i], inputs, err);
	if (code == EXIT_CLEAN && options->out_dir)
		code = open_folder(outputs, options, inputs, err);
	if (code == EXIT_CLEAN && (options->format || !named || !options->read.quiet))
		code = open_stdout(outputs, options, err);
	outputs_name_report(outputs, NULL);
	return code;
}

void outputs_name_report(struct outputs *outputs, const char *path)
{
	for (size_t i = 0; i < outputs->count && !path; i++)
		if (outputs->items[i].path && outputs->items[i].writer &&
		    strcmp(outputs->items[i].writer->name, "json") == 0)
			path = outputs->items[i].path;
	for (size_t i = 0; i < outputs->count; i++)
		outputs->items[i].layout.report_path = path;
}

/* Flushes first: after a failed flush the C library forgets both the bytes and the reason. */
int outputs_finish(struct out *out)
{
	struct err err;
	bool gone;

	out_flush(out);
	gone = out_pipe_closed(out);
	if (out_close(out, &err) == 0 || gone)
		return 0;
	fprintf(stderr, "dnsferret: %s\n", err.text);
	return -1;
}

/* Writes one output, including the flush. */
static void write_one(struct output *o, const struct node *report)
{
	o->writer->write(o->out, report, &o->layout);
	out_flush(o->out);
}

/* The manifest comes after the files that it lists. */
static void write_manifest(struct outputs *outputs, struct output *manifest)
{
	for (size_t i = 0; i < outputs->count; i++) {
		const struct output *o = &outputs->items[i];

		if (o->in_folder && o->writer &&
		    manifest_add(manifest->out, o->out, strrchr(o->path, '/') + 1) != 0)
			outputs->folder_failed = true;
	}
	out_flush(manifest->out);
}

static int close_one(struct outputs *outputs, struct output *o)
{
	int status = 0;

	/* Only the first failed file of a folder reports why; the others are discarded too. */
	if (o->in_folder && outputs->folder_failed && (outputs->folder_said || !out_failed(o->out)))
		out_discard(o->out);
	else
		status = outputs_finish(o->out);
	outputs->folder_said |= o->in_folder && status != 0;
	o->out = NULL;
	return status;
}

int outputs_write(struct outputs *outputs, const struct node *report)
{
	int status = 0;

	for (size_t i = 0; i < outputs->count; i++) {
		struct output *o = &outputs->items[i];

		if (o->writer)
			write_one(o, report);
		else
			write_manifest(outputs, o);
		outputs->folder_failed |= o->in_folder && out_failed(o->out);
	}
	for (size_t i = 0; i < outputs->count; i++)
		if (close_one(outputs, &outputs->items[i]) != 0)
			status = -1;
	return status;
}

void outputs_fini(struct outputs *outputs)
{
	for (size_t i = 0; i < outputs->count; i++) {
		if (outputs->items[i].out)
			out_discard(outputs->items[i].out);
		free(outputs->items[i].path);
	}
	if (outputs->partial)
		out_discard(outputs->partial);
	free(outputs->items);
	free(outputs->paths.items);
}

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
#include "exit.h"

#define WIDTH_DEFAULT  100
#define WIDTH_AUTO_MIN 80
#define TOP_TERMINAL   10

/* The locale's character set as its name says; the locale itself is never set. */
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

static bool wants_color(enum color color, bool terminal)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (color != COLOR_AUTO)
		return color == COLOR_ALWAYS;
	return terminal && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

static unsigned terminal_width(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 ||
	    size.ws_col > WIDTH_DEFAULT)
		return WIDTH_DEFAULT;
	return size.ws_col < WIDTH_AUTO_MIN ? WIDTH_AUTO_MIN : size.ws_col;
}

static struct layout layout_of(const struct options *o, bool terminal)
{
	return (struct layout){
	    .width = o->width   ? o->width
		     : terminal ? terminal_width()
				: WIDTH_DEFAULT,
	    .color = wants_color(o->color, terminal),
	    .utf8 = terminal && !o->ascii && is_utf8_locale(),
	    .top = o->all     ? 0
		   : o->top   ? o->top
		   : terminal ? TOP_TERMINAL
			      : 0,
	    .verbose = o->verbose,
	};
}

static bool is_input(const char *path, const struct paths *inputs)
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

static int open_file(struct outputs *outputs, const struct options *o, const char *path,
    const struct paths *inputs, struct err *err)
{
	struct output *output = &outputs->items[outputs->count];

	output->writer = writer_for_path(path);
	output->layout = layout_of(o, false);
	output->layout.color = false;
	if (!output->writer) {
		err_set(err,
		    "--output: the extension of '%s' is not one of `dnsferret list formats`", path);
		return EXIT_USAGE;
	}
	if (is_input(path, inputs)) {
		err_set(err, "--output: '%s' is one of the inputs", path);
		return EXIT_USAGE;
	}
	output->out = out_open(path, o->force, err);
	if (!output->out)
		return EXIT_OUTPUT;
	outputs->count++;
	return EXIT_CLEAN;
}

static int open_stdout(struct outputs *outputs, const struct options *o, struct err *err)
{
	const char *format = o->format ? o->format : "text";
	const struct writer *writer = writer_find(format);

	if (!writer) {
		err_set(err, "--format: '%s' is not one of `dnsferret list formats`", format);
		return EXIT_USAGE;
	}
	outputs->items[outputs->count++] = (struct output){
	    .out = out_stdout(),
	    .writer = writer,
	    .layout = layout_of(o, isatty(STDOUT_FILENO)),
	};
	return EXIT_CLEAN;
}

int outputs_init(struct outputs *outputs, const struct options *options, const struct writer *text,
    const struct paths *inputs, struct err *err)
{
	int code = EXIT_CLEAN;

	*outputs = (struct outputs){
	    .text = text, .items = memory_new(options->outputs.count + 1, sizeof *outputs->items)};
	for (size_t i = 0; code == EXIT_CLEAN && i < options->outputs.count; i++)
		code = open_file(outputs, options, options->outputs.items[i], inputs, err);
	if (code == EXIT_CLEAN &&
	    (options->format || options->outputs.count == 0 || !options->quiet))
		code = open_stdout(outputs, options, err);
	return code;
}

/* Flushes first: after a failed flush the C library forgets both the octets and the reason. */
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

int outputs_write(struct outputs *outputs, const struct node *report)
{
	int status = 0;

	for (size_t i = 0; i < outputs->count; i++) {
		struct output *o = &outputs->items[i];

		if (outputs->text && strcmp(o->writer->name, outputs->text->name) == 0)
			o->writer = outputs->text;
		o->writer->write(o->out, report, &o->layout);
		if (outputs_finish(o->out) != 0)
			status = -1;
		o->out = NULL;
	}
	return status;
}

void outputs_fini(struct outputs *outputs)
{
	for (size_t i = 0; i < outputs->count; i++)
		if (outputs->items[i].out)
			out_discard(outputs->items[i].out);
	free(outputs->items);
}

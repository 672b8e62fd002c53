#include <malloc.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/exit_code.h"
#include "help.h"
#include "libraries.h"
#include "options.h"
#include "outputs.h"
#include "progress.h"
#include "verbs/verbs.h"

/* The number of a closed standard stream would be reused by the next file opened. Standard output
 * is made unwritable, so that a lost result is reported. */
static void keep_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == STDERR_FILENO ? O_WRONLY : O_RDONLY) < 0)
			_exit(EXIT_OUTPUT);
}

static int print_help(const struct options *options)
{
	struct out *out = out_stdout();

	if (options->help || options->help_all)
		help_print(out, options->verb, options->help_all);
	else
		help_version(out);
	return outputs_finish(out) == 0 ? EXIT_CLEAN : EXIT_OUTPUT;
}

/* Blocks of this size or more are mapped one by one and returned to the system when freed, so that
 * evicted data (--memory) really frees memory. Set explicitly, because the C library would raise
 * it. */
#define OWN_MAPPING_BYTES (256 * 1024)

static int run_verb(struct options *options)
{
	static int (*const run[VERB_COUNT])(const struct options *) = {
#define VERB(id, name, operands, what, example) [VERB_ID_##id] = name##_run,
#include "verbs.def"
#undef VERB
	};

	struct progress progress;
	struct read_watch watch;

	progress_watch(&progress, options, &watch);
	options->read.watch = &watch;
	return run[options->verb - verb_table()](options);
}

int main(int argc, char **argv)
{
	struct options options;
	struct err err;
	int code = EXIT_USAGE;

	keep_standard_streams();
	libraries_init();
	mallopt(M_MMAP_THRESHOLD, OWN_MAPPING_BYTES);
	signal(SIGPIPE, SIG_IGN);
	if (options_init(&options, argc, argv, &err) != 0)
		fprintf(stderr, "dnsferret: %s\n", err.text);
	else if (options.help || options.help_all || options.version)
		code = print_help(&options);
	else
		code = run_verb(&options);
	options_fini(&options);
	return code;
}

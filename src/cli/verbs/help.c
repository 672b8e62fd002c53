#include <stdio.h>

#include "base/exit_code.h"
#include "../help.h"
#include "../nearest.h"
#include "../outputs.h"
#include "verbs.h"

/* Prints why there is no help. */
static int refuse(const char *name)
{
	struct nearest near = {.typed = name};
	struct err err;

	for (size_t i = 0; i < VERB_COUNT; i++)
		nearest_offer(&near, verb_table()[i].name);
	if (near.word)
		err_set(&err, "unknown verb '%s' (did you mean %s?)", name, near.word);
	else
		err_set(&err, "unknown verb '%s' (see dnsferret --help)", name);
	fprintf(stderr, "dnsferret: %s\n", err.text);
	return EXIT_USAGE;
}

int help_run(const struct options *options)
{
	const struct texts *words = &options->read.operands;
	const struct verb *verb = words->count == 0 ? verb_table() : verb_find(words->items[0]);

	if (words->count > 1) {
		fprintf(stderr, "dnsferret: usage: dnsferret help [VERB]\n");
		return EXIT_USAGE;
	}
	if (!verb)
		return refuse(words->items[0]);
	struct out *out = out_stdout();
	help_print(out, verb, false);
	return outputs_finish(out) == 0 ? EXIT_CLEAN : EXIT_OUTPUT;
}

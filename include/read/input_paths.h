/*
 * Which inputs a command line means: operands and --files-from, directories expanded (recursively,
 * by name, regular files and links to them; links to directories are not followed). Heap-owned
 * texts; init/fini. Nothing is opened but directories and the list.
 */
#ifndef DNSFERRET_READ_INPUT_PATHS_H
#define DNSFERRET_READ_INPUT_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "read/read_options.h"

struct path {
	char *name;
	bool found; /* in a directory, not named by the user: need not be a capture */
};

struct paths {
	struct path *items;
	size_t count;
};

/* Returns 0, or -1 with a sentence when nothing is named, or a list cannot be read. */
int paths_init(struct paths *paths, const struct read_options *options, struct err *err);
void paths_fini(struct paths *paths);

#endif

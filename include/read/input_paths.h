/*
 * The inputs that a command line names: operands and --files-from. Directories are expanded
 * recursively, sorted by name, to regular files and links to them. Links to directories are
 * followed after what is really there; each directory is listed once. Only directories and the list
 * are opened. Owned by the caller (init/fini); names are on the heap.
 */
#ifndef DNSFERRET_READ_INPUT_PATHS_H
#define DNSFERRET_READ_INPUT_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "read/read_options.h"

struct path {
	char *name;
	bool found; /* found in a directory, not named by the user: need not be a capture */
};

struct paths {
	struct path *items;
	size_t count;
};

/* Returns 0, or -1 with err set if nothing is named or the list cannot be read. */
int paths_init(struct paths *paths, const struct read_options *options, struct err *err);
void paths_fini(struct paths *paths);

#endif

#include "read/input_paths.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

#define STDIN_PATH "-"

static void push(struct paths *p, const char *name, bool found)
{
	p->items = memory_resize(p->items, p->count + 1, sizeof *p->items);
	p->items[p->count++] = (struct path){memory_text(name), found};
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* A dangling link is missing evidence, so it is kept: opening it reports the reason. */
static void push_link(struct paths *p, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		push(p, path, false);
	else if (S_ISREG(st.st_mode))
		push(p, path, true);
}

/* A directory that cannot be listed is kept as a path: opening it reports the reason. */
static void push_directory(struct paths *p, const char *name)
{
	char *start[] = {memory_text(name), NULL};

	FTS *tree = fts_open(start, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
	for (FTSENT *e; tree && (e = fts_read(tree)) != NULL;) {
		if (e->fts_info == FTS_F && S_ISREG(e->fts_statp->st_mode))
			push(p, e->fts_path, true);
		else if (e->fts_info == FTS_SL)
			push_link(p, e->fts_path);
		else if (e->fts_info == FTS_DNR || e->fts_info == FTS_ERR)
			push(p, e->fts_path, false);
	}
	if (tree)
		fts_close(tree);
	free(start[0]);
}

static void push_named(struct paths *p, const char *name)
{
	struct stat st;

	if (strcmp(name, STDIN_PATH) != 0 && stat(name, &st) == 0 && S_ISDIR(st.st_mode))
		push_directory(p, name);
	else
		push(p, name, false);
}

static int push_list(struct paths *p, const char *list, bool nul_separated, struct err *err)
{
	FILE *file = strcmp(list, STDIN_PATH) == 0 ? stdin : fopen(list, "r");
	int end = nul_separated ? '\0' : '\n', status = 0;
	char *line = NULL;
	size_t room = 0;

	if (!file)
		return err_set(err, "--files-from: %s: %s", list, strerror(errno));
	for (ssize_t n; (n = getdelim(&line, &room, end, file)) > 0;) {
		if (line[n - 1] == end)
			line[n - 1] = '\0';
		if (line[0])
			push_named(p, line);
	}
	if (ferror(file))
		status = err_set(err, "--files-from: %s: %s", list, strerror(errno));
	free(line);
	if (file != stdin)
		fclose(file);
	return status;
}

static bool names_stdin(const struct read_options *o)
{
	for (size_t i = 0; i < o->operands.count; i++)
		if (strcmp(o->operands.items[i], STDIN_PATH) == 0)
			return true;
	return false;
}

int paths_init(struct paths *paths, const struct read_options *options, struct err *err)
{
	*paths = (struct paths){0};
	if (options->files_from && strcmp(options->files_from, STDIN_PATH) == 0 &&
	    names_stdin(options))
		return err_set(
		    err, "standard input cannot be both a capture and the list of --files-from");
	for (size_t i = 0; i < options->operands.count; i++)
		push_named(paths, options->operands.items[i]);
	if (options->files_from)
		return push_list(paths, options->files_from, options->nul_separated, err);
	if (options->operands.count > 0)
		return 0;
	if (isatty(STDIN_FILENO))
		return err_set(err, "no capture given: name files or directories, or '-' for "
				    "standard input (see --help)");
	push(paths, STDIN_PATH, false);
	return 0;
}

void paths_fini(struct paths *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		free(paths->items[i].name);
	free(paths->items);
}

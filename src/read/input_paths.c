#include "read/input_paths.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/table.h"
#include "base/texts.h"

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

/* -- directories -- */

struct directory {
	dev_t device;
	ino_t inode;
};

/* The walk over one directory. Each directory below it is listed once, however many links and
 * mounts lead to it, which also ends loops. Links to directories wait until all that is really
 * there is listed, so that files keep the paths they have. */
struct walk {
	struct paths *paths;
	struct directory *seen;
	struct table seen_by_id;
	size_t seen_count;
	struct texts links; /* to directories; names are on the heap */
};

static bool same_directory(const void *ctx, uint32_t number, const void *key)
{
	const struct walk *w = ctx;
	const struct directory *d = key;

	return w->seen[number].device == d->device && w->seen[number].inode == d->inode;
}

/* True the first time. */
static bool enter(struct walk *w, const struct stat *st)
{
	const struct directory d = {st->st_dev, st->st_ino};
	const uint64_t numbers[2] = {(uint64_t)d.device, (uint64_t)d.inode};
	uint64_t hash = hash_fixed(numbers, sizeof numbers);

	if (table_find(&w->seen_by_id, hash, same_directory, w, &d) != TABLE_NONE)
		return false;
	w->seen = memory_resize(w->seen, w->seen_count + 1, sizeof *w->seen);
	w->seen[w->seen_count] = d;
	return table_add(&w->seen_by_id, hash, (uint32_t)w->seen_count++) == 0;
}

/* A dangling link is missing evidence, so it is kept: opening it reports the reason. */
static void take_link(struct walk *w, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		push(w->paths, path, false);
	else if (S_ISREG(st.st_mode))
		push(w->paths, path, true);
	else if (S_ISDIR(st.st_mode))
		texts_push(&w->links, memory_text(path));
}

/* A directory that cannot be listed is kept as a path: opening it reports the reason. */
static void list_directory(struct walk *w, char *name)
{
	char *start[] = {name, NULL};

	FTS *tree = fts_open(start, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
	for (FTSENT *e; tree && (e = fts_read(tree)) != NULL;) {
		if (e->fts_info == FTS_F && S_ISREG(e->fts_statp->st_mode))
			push(w->paths, e->fts_path, true);
		else if (e->fts_info == FTS_SL)
			take_link(w, e->fts_path);
		else if (e->fts_info == FTS_DNR || e->fts_info == FTS_ERR)
			push(w->paths, e->fts_path, false);
		else if (e->fts_info == FTS_D && !enter(w, e->fts_statp))
			fts_set(tree, e, FTS_SKIP);
	}
	if (tree)
		fts_close(tree);
}

static void push_directory(struct paths *p, const char *name)
{
	struct walk w = {.paths = p};
	char *start = memory_text(name);

	table_init(&w.seen_by_id, DIRECTORIES_MAX);
	list_directory(&w, start);
	free(start);
	for (size_t i = 0; i < w.links.count; i++) {
		list_directory(&w, (char *)w.links.items[i]);
		free((char *)w.links.items[i]);
	}
	free(w.links.items);
	table_fini(&w.seen_by_id);
	free(w.seen);
}

static void push_named(struct paths *p, const char *name)
{
	struct stat st;

	if (strcmp(name, STDIN_PATH) != 0 && stat(name, &st) == 0 && S_ISDIR(st.st_mode))
		push_directory(p, name);
	else
		push(p, name, false);
}

/* -- lists -- */

/* Lists come from Windows too: a byte-order mark is dropped, and the CR of a line end, unless a
 * file has it in its name. */
static void push_line(struct paths *p, char *line, size_t len)
{
	struct stat st;

	if (len > 0 && line[len - 1] == '\r' && lstat(line, &st) != 0)
		line[--len] = '\0';
	if (len > 0)
		push_named(p, line);
}

/* True if the line is of UTF-16: a mark, or every other byte is zero. */
static bool is_utf16(const char *line, size_t len, bool first)
{
	if (first && len >= 2 &&
	    (memcmp(line, "\xff\xfe", 2) == 0 || memcmp(line, "\xfe\xff", 2) == 0))
		return true;
	return len >= 2 && (line[0] == '\0') != (line[1] == '\0');
}

static int push_lines(
    struct paths *p, const char *list, FILE *file, bool nul_separated, struct err *err)
{
	int end = nul_separated ? '\0' : '\n', status = 0;
	char *line = NULL;
	size_t room = 0;
	bool first = true;

	for (ssize_t n; status == 0 && (n = getdelim(&line, &room, end, file)) > 0;) {
		size_t len = (size_t)n, mark;

		if (line[len - 1] == end)
			line[--len] = '\0';
		mark = first && len >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
		if (!nul_separated && is_utf16(line, len, first))
			status = err_set(err,
			    "--files-from: %s is UTF-16 text: save it as UTF-8 (PowerShell: "
			    "-Encoding utf8)",
			    list);
		else if (!nul_separated && memchr(line, '\0', len))
			status = err_set(err,
			    "--files-from: %s holds NUL bytes: names that end in NUL need --null",
			    list);
		else if (nul_separated && len > 0)
			push_named(p, line + mark);
		else
			push_line(p, line + mark, len - mark);
		first = false;
	}
	free(line);
	if (status == 0 && ferror(file))
		status = err_set(err, "--files-from: %s: %s", list, strerror(errno));
	return status;
}

static int push_list(struct paths *p, const char *list, bool nul_separated, struct err *err)
{
	FILE *file = strcmp(list, STDIN_PATH) == 0 ? stdin : fopen(list, "r");

	if (!file)
		return err_set(err, "--files-from: %s: %s", list, strerror(errno));
	int status = push_lines(p, list, file, nul_separated, err);
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

/* A time range that counts from a packet is found by reading the inputs once more. */
static int check_twice(const struct paths *paths, const struct read_options *o, struct err *err)
{
	struct stat st;

	for (size_t i = 0; filter_is_relative(&o->filter) && i < paths->count; i++) {
		const char *name = paths->items[i].name;
		bool standard = strcmp(name, STDIN_PATH) == 0;

		if (standard || (stat(name, &st) == 0 && !S_ISREG(st.st_mode)))
			return err_set(err,
			    "%s cannot be read twice, which --from and --to relative to its "
			    "packets "
			    "need: give times, or a file",
			    standard ? "standard input" : name);
	}
	return 0;
}

static int push_all(struct paths *paths, const struct read_options *options, struct err *err)
{
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

int paths_init(struct paths *paths, const struct read_options *options, struct err *err)
{
	*paths = (struct paths){0};
	return push_all(paths, options, err) == 0 ? check_twice(paths, options, err) : -1;
}

void paths_fini(struct paths *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		free(paths->items[i].name);
	free(paths->items);
}

#include "read/input_order.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "capture/capture.h"

#define COMPARE_BYTES ((size_t)64 * 1024)

struct candidate {
	const struct path *path;
	const struct path *original;
	const struct capture_other *other;
	size_t place; /* index on the command line */
	bool has_time, regular, log;
	int64_t first_ns;
	struct stat st;
};

/* Records of a log that are looked at for the first time. */
#define RECORDS_LOOKED_AT 1000

/* False if there is no record, or none of the first has a time. */
static bool first_time(struct capture *capture, int64_t *time_ns)
{
	struct frame frame;

	*time_ns = 0;
	for (int i = 0; i < RECORDS_LOOKED_AT && capture_next(capture, &frame) == 1; i++) {
		*time_ns = frame.time_ns;
		if (!capture_other_state(capture) || frame.time_ns != 0)
			return true;
	}
	return false;
}

static void look(struct candidate *c)
{
	struct capture_options quick = {.skip_hashes = true, .other = c->other};

	c->regular = stat(c->path->name, &c->st) == 0 && S_ISREG(c->st.st_mode);
	if (!c->regular)
		return;
	struct capture *capture = capture_open(c->path->name, 0, &quick);
	c->log = capture_other_state(capture) != NULL;
	c->has_time = first_time(capture, &c->first_ns);
	capture_close(capture);
}

static int by_time(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->has_time != y->has_time)
		return x->has_time ? -1 : 1;
	if (x->first_ns != y->first_ns)
		return x->first_ns < y->first_ns ? -1 : 1;
	int order = x->has_time ? strcmp(x->path->name, y->path->name) : 0;
	return order ? order : (x->place > y->place) - (x->place < y->place);
}

/* Compares the next block of both files; *more is set unless they have ended. */
static bool same_block(int a, int b, bool *more)
{
	uint8_t x[COMPARE_BYTES], y[COMPARE_BYTES];
	ssize_t got = read(a, x, sizeof x), other = read(b, y, sizeof y);

	*more = got > 0;
	return got >= 0 && got == other && memcmp(x, y, (size_t)got) == 0;
}

static bool same_bytes(const char *a, const char *b)
{
	int x = open(a, O_RDONLY | O_CLOEXEC), y = open(b, O_RDONLY | O_CLOEXEC);
	bool same = x >= 0 && y >= 0, more = true;

	while (same && more)
		same = same_block(x, y, &more);
	if (x >= 0)
		close(x);
	if (y >= 0)
		close(y);
	return same;
}

static bool is_copy(const struct candidate *a, const struct candidate *b)
{
	if (!a->regular || !b->regular || a->st.st_size != b->st.st_size || a->st.st_size == 0)
		return false;
	return (a->st.st_dev == b->st.st_dev && a->st.st_ino == b->st.st_ino) ||
	       same_bytes(a->path->name, b->path->name);
}

/* Duplicates start with the same packet, so they are adjacent after sorting. Files without a packet
 * are all compared with each other, by size first. */
static void find_copies(struct candidate *all, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k-- > 0 && !all[i].original;) {
			if (all[k].has_time != all[i].has_time ||
			    all[k].first_ns != all[i].first_ns)
				break;
			if (!all[k].original && is_copy(&all[k], &all[i]))
				all[i].original = all[k].path;
		}
}

static void look_at_some(void *all, unsigned thread, size_t first, size_t last)
{
	(void)thread;
	for (size_t i = first; i < last; i++)
		look((struct candidate *)all + i);
}

struct ordered_input *input_order_build(
    const struct paths *paths, const struct capture_other *other, unsigned threads)
{
	struct candidate *all = memory_new(paths->count + 1, sizeof *all);
	struct ordered_input *items = memory_new(paths->count + 1, sizeof *items);

	for (size_t i = 0; i < paths->count; i++)
		all[i] = (struct candidate){.path = &paths->items[i], .place = i, .other = other};
	parallel_run(threads, paths->count, 1, look_at_some, all);
	if (paths->count > 1)
		qsort(all, paths->count, sizeof *all, by_time);
	find_copies(all, paths->count);
	for (size_t i = 0; i < paths->count; i++)
		items[i] = (struct ordered_input){all[i].path, all[i].original, all[i].has_time,
		    all[i].first_ns, all[i].regular, all[i].log};
	free(all);
	return items;
}

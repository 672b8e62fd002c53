#include "read/input_order.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/evp.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "capture/capture.h"

/* What is compared before whole files are. */
#define START_BYTES  4096
#define READ_BYTES   ((size_t)256 * 1024)
#define DIGEST_BYTES 32

struct candidate {
	const struct path *path;
	const struct path *original;
	size_t place; /* index on the command line */
	bool has_time, regular, other, log;
	bool digested; /* digest is set: of all bytes of the file */
	int64_t first_ns;
	uint64_t start_hash; /* of the first bytes of the file */
	uint8_t digest[DIGEST_BYTES];
	struct stat st;
};

struct looking {
	struct candidate *all;
	size_t count;
	atomic_size_t done;
	const struct read_watch *watch;   /* NULL = none */
	const struct capture_other *logs; /* the same */
};

/* -- looking at each file -- */

static bool interrupted(const struct looking *l)
{
	return l->watch && l->watch->interrupted(l->watch->ctx);
}

static int is_over(void *ctx)
{
	return interrupted(ctx);
}

static void hash_start(struct candidate *c)
{
	uint8_t bytes[START_BYTES];
	int fd = open(c->path->name, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, bytes, sizeof bytes) : 0;

	if (fd >= 0)
		close(fd);
	c->start_hash = n > 0 ? hash_fixed(bytes, (size_t)n) : 0;
}

/* True for some other file found in a directory: neither a capture, a container or an encryption,
 * nor named like a capture. */
static bool is_other(const struct path *path, const struct input *input)
{
	static const char *const marks[] = {".pcap", ".cap", ".dmp"};
	const char *base = strrchr(path->name, '/');

	if (!path->found || input->status != INPUT_UNREADABLE || input->recognised)
		return false;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strcasestr(base ? base : path->name, marks[i]))
			return false;
	return true;
}

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

static void look(struct looking *l, struct candidate *c)
{
	struct capture_options quick = {
	    .skip_hashes = true, .other = l->logs, .is_over = is_over, .over_ctx = l};

	c->regular = stat(c->path->name, &c->st) == 0 && S_ISREG(c->st.st_mode);
	if (!c->regular)
		return;
	struct capture *capture = capture_open(c->path->name, 0, &quick);
	c->log = capture_other_state(capture) != NULL;
	c->has_time = first_time(capture, &c->first_ns);
	c->other = !c->has_time && is_other(c->path, capture_input(capture)) && !interrupted(l);
	capture_close(capture);
	if (!c->other)
		hash_start(c);
}

static void look_at_some(void *ctx, unsigned thread, size_t first, size_t last)
{
	struct looking *l = ctx;

	for (size_t i = first; i < last && !interrupted(l); i++) {
		look(l, &l->all[i]);
		atomic_fetch_add(&l->done, 1);
		if (thread == 0 && l->watch && l->watch->looked)
			l->watch->looked(l->watch->ctx, atomic_load(&l->done), l->count);
	}
}

/* -- order -- */

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

/* -- copies -- */

/* Groups files that may be copies of each other; within a group, in reading order. */
static int by_content(const void *a, const void *b)
{
	const struct candidate *x = *(struct candidate *const *)a,
			       *y = *(struct candidate *const *)b;

	if (x->st.st_size != y->st.st_size)
		return x->st.st_size < y->st.st_size ? -1 : 1;
	if (x->start_hash != y->start_hash)
		return x->start_hash < y->start_hash ? -1 : 1;
	return (x > y) - (x < y);
}

static bool may_be_copies(const struct candidate *a, const struct candidate *b)
{
	return a->st.st_size == b->st.st_size && a->start_hash == b->start_hash;
}

/* SHA-256 of the file; not digested if it cannot be read. */
static void digest(const struct looking *l, struct candidate *c)
{
	EVP_MD_CTX *hash = EVP_MD_CTX_new();
	uint8_t *bytes = memory_resize(NULL, READ_BYTES, 1);
	int fd = open(c->path->name, O_RDONLY | O_CLOEXEC);
	ssize_t n = -1;

	if (fd >= 0 && hash && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) == 1)
		while (!interrupted(l) && (n = read(fd, bytes, READ_BYTES)) > 0)
			EVP_DigestUpdate(hash, bytes, (size_t)n);
	c->digested = n == 0 && EVP_DigestFinal_ex(hash, c->digest, NULL) == 1;
	if (fd >= 0)
		close(fd);
	free(bytes);
	EVP_MD_CTX_free(hash);
}

static bool is_copy(const struct looking *l, struct candidate *a, struct candidate *b)
{
	if (a->st.st_dev == b->st.st_dev && a->st.st_ino == b->st.st_ino)
		return true;
	if (!a->digested)
		digest(l, a);
	if (!b->digested)
		digest(l, b);
	return a->digested && b->digested && memcmp(a->digest, b->digest, DIGEST_BYTES) == 0;
}

/* In a group of files of the same size and start, each file is read once. */
static void find_copies_among(struct looking *l, struct candidate **group, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = 0; k < i && !group[i]->original && !interrupted(l); k++)
			if (!group[k]->original && is_copy(l, group[k], group[i]))
				group[i]->original = group[k]->path;
}

static void find_copies(struct looking *l)
{
	struct candidate **all = memory_new(l->count + 1, sizeof *all);
	size_t count = 0;

	for (size_t i = 0; i < l->count; i++)
		if (l->all[i].regular && !l->all[i].other && l->all[i].st.st_size > 0)
			all[count++] = &l->all[i];
	if (count > 1)
		qsort(all, count, sizeof *all, by_content);
	for (size_t first = 0, last = 0; first < count; first = last) {
		while (last < count && may_be_copies(all[first], all[last]))
			last++;
		find_copies_among(l, all + first, last - first);
	}
	free(all);
}

struct ordered_input *input_order_build(const struct paths *paths, const struct capture_other *logs,
    unsigned threads, const struct read_watch *watch)
{
	struct candidate *all = memory_new(paths->count + 1, sizeof *all);
	struct ordered_input *items = memory_new(paths->count + 1, sizeof *items);
	struct looking l = {.all = all, .count = paths->count, .watch = watch, .logs = logs};

	for (size_t i = 0; i < paths->count; i++)
		all[i] = (struct candidate){.path = &paths->items[i], .place = i};
	parallel_run(threads, paths->count, 1, look_at_some, &l);
	if (paths->count > 1)
		qsort(all, paths->count, sizeof *all, by_time);
	find_copies(&l);
	for (size_t i = 0; i < paths->count; i++)
		items[i] = (struct ordered_input){.path = all[i].path,
		    .original = all[i].original,
		    .has_begin = all[i].has_time,
		    .begin_ns = all[i].first_ns,
		    .regular = all[i].regular,
		    .other = all[i].other,
		    .log = all[i].log};
	free(all);
	return items;
}

#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digits.h"
#include "base/hash.h"
#include "base/memory.h"

#define NAME_TRIES 100

/* Small writes are collected before they go to the system. */
#define WAITING_MAX ((size_t)16 * 1024)
/* A formatted text up to this size needs no memory. */
#define PRINTED_MAX 512

struct out {
	struct out_front front; /* into `waiting` */
	FILE *file;
	char *path, *temp_path; /* NULL: standard output or memory */
	char *text;             /* memory */
	size_t text_len;
	bool in_memory;
	bool nameless; /* the file has no name until it is complete */
	int error;     /* errno of the first failure */
	char waiting[WAITING_MAX];
};

static struct out *out_new(FILE *file)
{
	struct out *o = memory_new(1, sizeof *o);

	o->file = file;
	o->front = (struct out_front){o->waiting, WAITING_MAX};
	return o;
}

static void out_free(struct out *o)
{
	free(o->path);
	free(o->temp_path);
	free(o->text);
	free(o);
}

struct out *out_stdout(void)
{
	return out_new(stdout);
}

static char *temp_path_of(const char *path)
{
	size_t n = strlen(path) + sizeof ".XXXXXX.tmp";
	char *temp = memory_new(n, 1);

	snprintf(temp, n, "%s.XXXXXX.tmp", path);
	return temp;
}

/* The mode a new file of this process would get. */
static mode_t new_file_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* Opens a file without a name in the directory of `path`, so that nothing is left of it however the
 * program ends. Returns -1 if the file system does not support this, or offers no way to name the
 * file later. */
static int open_nameless(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = memory_text(path);

	folder[slash ? (size_t)(slash - path) + 1 : 0] = '\0';
	int fd = access("/proc/self/fd", X_OK) == 0
		     ? open(*folder ? folder : ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666)
		     : -1;
	free(folder);
	return fd;
}

/* Picks another temporary name: replaces the random letters before ".tmp". */
static void next_name(char *temp)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz012345";
	uint64_t random = hash_secret_new();
	char *at = temp + strlen(temp) - strlen("XXXXXX.tmp");

	for (unsigned i = 0; i < strlen("XXXXXX"); i++, random >>= 5)
		at[i] = letters[random & 31];
}

/* Links the file under `path` if that name is free. Returns 0, or -1. */
static int give_name(int fd, const char *path)
{
	char self[32];

	snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
	return linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

/* For file systems without unnamed files. mkstemps creates mode 0600; the result gets the mode of
 * any new file. */
static int open_temp(char *temp)
{
	int fd = mkstemps(temp, 4);

	if (fd >= 0)
		(void)fchmod(fd, new_file_mode());
	return fd;
}

struct out *out_open(const char *path, bool force, struct err *err)
{
	struct stat st;
	bool exists = lstat(path, &st) == 0;

	/* Devices and pipes (/dev/full, /dev/stdout, a FIFO) are written directly. */
	if (exists && stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		if (S_ISDIR(st.st_mode)) {
			err_set(err, "%s: is a directory", path);
			return NULL;
		}
		FILE *file = fopen(path, "w");
		if (!file) {
			err_set(err, "%s: %s", path, strerror(errno));
			return NULL;
		}
		struct out *o = out_new(file);
		o->path = memory_text(path);
		return o;
	}
	if (exists && !force) {
		err_set(err, "%s: exists already (--force overwrites)", path);
		return NULL;
	}
	char *temp = temp_path_of(path);
	int fd = open_nameless(path);
	bool nameless = fd >= 0;
	if (!nameless)
		fd = open_temp(temp);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (!file) {
		err_set(err, "%s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		if (fd >= 0 && !nameless)
			unlink(temp);
		free(temp);
		return NULL;
	}
	struct out *o = out_new(file);
	o->path = memory_text(path);
	o->temp_path = temp;
	o->nameless = nameless;
	return o;
}

struct out *out_memory(void)
{
	struct out *o = out_new(NULL);

	o->in_memory = true;
	o->file = open_memstream(&o->text, &o->text_len);
	if (!o->file)
		memory_out();
	return o;
}

const char *out_text(struct out *o, size_t *len)
{
	out_flush(o);
	if (len)
		*len = o->text_len;
	return o->text;
}

/* Memory output can only fail for lack of memory, and nobody checks it for errors. */
static void note_failure(struct out *o)
{
	if (o->in_memory)
		memory_out();
	if (o->error == 0)
		o->error = errno ? errno : EIO;
}

/* All bytes to a file. A signal may end the reading of inputs, but not a write in the middle of a
 * line: what the C library had not written by then would be lost. */
static bool write_file(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		text += n;
		len -= (size_t)n;
	}
	return true;
}

static void write_through(struct out *o, const char *text, size_t len)
{
	if (o->error || len == 0)
		return;
	bool good = o->in_memory ? fwrite(text, 1, len, o->file) == len
				 : write_file(fileno(o->file), text, len);
	if (!good)
		note_failure(o);
}

static void write_waiting(struct out *o)
{
	write_through(o, o->waiting, WAITING_MAX - o->front.room);
	o->front = (struct out_front){o->waiting, WAITING_MAX};
}

void out_print(struct out *o, const char *format, ...)
{
	char text[PRINTED_MAX], *larger = NULL;
	va_list ap;

	va_start(ap, format);
	int len = vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	if (len >= (int)sizeof text) {
		larger = memory_new((size_t)len + 1, 1);
		va_start(ap, format);
		len = vsnprintf(larger, (size_t)len + 1, format, ap);
		va_end(ap);
	}
	if (len < 0)
		note_failure(o);
	else
		out_write(o, larger ? larger : text, (size_t)len);
	free(larger);
}

void out_spill(struct out *o, const char *text, size_t len)
{
	write_waiting(o);
	if (len > WAITING_MAX) {
		write_through(o, text, len);
		return;
	}
	memcpy(o->front.at, text, len);
	o->front.at += len;
	o->front.room -= len;
}

void out_number(struct out *o, int64_t number)
{
	char digits[DIGITS_TEXT_MAX];
	size_t len = digits_of(number, digits);

	out_write(o, digits, len);
}

/* Only before the first error: after a failed flush the C library discards the bytes and the
 * reason. */
void out_flush(struct out *o)
{
	write_waiting(o);
	if (!o->error && fflush(o->file) != 0)
		note_failure(o);
}

int64_t out_reread(struct out *o, uint64_t at, void *into, size_t size)
{
	return o->temp_path ? (int64_t)pread(fileno(o->file), into, size, (off_t)at) : -1;
}

bool out_failed(const struct out *o)
{
	return o->error != 0;
}

bool out_pipe_closed(const struct out *o)
{
	return o->error == EPIPE;
}

/* Moves the complete file to its final name. If that name exists, it is first linked under a
 * temporary name and then renamed over it. */
static void put_in_place(struct out *o, int fd)
{
	if (o->nameless) {
		if (give_name(fd, o->path) == 0)
			return;
		for (int tries = 0; errno == EEXIST && o->nameless && tries < NAME_TRIES; tries++) {
			next_name(o->temp_path);
			o->nameless = give_name(fd, o->temp_path) != 0;
		}
		if (o->nameless) {
			note_failure(o);
			return;
		}
	}
	if (rename(o->temp_path, o->path) != 0)
		note_failure(o);
}

int out_close(struct out *o, struct err *err)
{
	const char *path = o->path ? o->path : "standard output";
	/* The bytes are flushed and the stream closed before the name is given, because closing can
	 * still fail; a second descriptor keeps the file open for that. */
	int fd = o->temp_path && !o->error ? dup(fileno(o->file)) : -1;

	out_flush(o);
	if (o->temp_path && fd < 0 && !o->error)
		note_failure(o);
	if (o->file != stdout && fclose(o->file) != 0)
		note_failure(o);
	if (!o->error && o->temp_path)
		put_in_place(o, fd);
	if (o->error && o->temp_path && !o->nameless)
		unlink(o->temp_path);
	if (fd >= 0)
		close(fd);
	int status = 0;
	if (o->error)
		status = err_set(err, "%s: %s", path, strerror(o->error));
	out_free(o);
	return status;
}

void out_discard(struct out *o)
{
	if (o->file != stdout)
		fclose(o->file);
	if (o->temp_path && !o->nameless)
		unlink(o->temp_path);
	out_free(o);
}

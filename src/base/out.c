#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct out {
	FILE *file;
	char *path, *temp_path; /* NULL: standard output or memory */
	char *text;             /* memory */
	size_t text_len;
	int error; /* errno of the first failure */
};

static struct out *out_new(FILE *file)
{
	struct out *o = calloc(1, sizeof *o);

	if (!o)
		abort();
	o->file = file;
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
	char *temp = malloc(n);

	if (temp)
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

/* mkstemps makes 0600; the result gets the mode any new file would get. */
static FILE *temp_file(char *temp)
{
	int fd = mkstemps(temp, 4);

	if (fd < 0)
		return NULL;
	(void)fchmod(fd, new_file_mode());
	FILE *file = fdopen(fd, "w");
	if (!file)
		close(fd);
	return file;
}

struct out *out_open(const char *path, bool force, struct err *err)
{
	struct stat st;
	bool exists = lstat(path, &st) == 0;

	/* Devices and pipes (/dev/full, /dev/stdout, a FIFO) are written in place. */
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
		o->path = strdup(path);
		return o;
	}
	if (exists && !force) {
		err_set(err, "%s: exists already (--force overwrites)", path);
		return NULL;
	}
	char *temp = temp_path_of(path);
	FILE *file = temp ? temp_file(temp) : NULL;
	if (!file) {
		err_set(err, "%s: %s", path, strerror(errno));
		free(temp);
		return NULL;
	}
	struct out *o = out_new(file);
	o->path = strdup(path);
	o->temp_path = temp;
	return o;
}

struct out *out_memory(void)
{
	struct out *o = out_new(NULL);

	o->file = open_memstream(&o->text, &o->text_len);
	if (!o->file)
		abort();
	return o;
}

const char *out_text(struct out *o, size_t *len)
{
	fflush(o->file);
	if (len)
		*len = o->text_len;
	return o->text;
}

static void note_failure(struct out *o)
{
	if (o->error == 0)
		o->error = errno ? errno : EIO;
}

void out_print(struct out *o, const char *format, ...)
{
	va_list ap;

	if (o->error)
		return;
	va_start(ap, format);
	if (vfprintf(o->file, format, ap) < 0)
		note_failure(o);
	va_end(ap);
}

void out_write(struct out *o, const char *text, size_t len)
{
	if (!o->error && fwrite(text, 1, len, o->file) != len)
		note_failure(o);
}

void out_put(struct out *o, const char *text)
{
	out_write(o, text, strlen(text));
}

/* Once a failure: after a failed flush the C library forgets the octets and the reason. */
void out_flush(struct out *o)
{
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

int out_close(struct out *o, struct err *err)
{
	const char *path = o->path ? o->path : "standard output";

	out_flush(o);
	if (o->file != stdout && fclose(o->file) != 0)
		note_failure(o);
	if (!o->error && o->temp_path && rename(o->temp_path, o->path) != 0)
		note_failure(o);
	if (o->error && o->temp_path)
		unlink(o->temp_path);
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
	if (o->temp_path)
		unlink(o->temp_path);
	out_free(o);
}

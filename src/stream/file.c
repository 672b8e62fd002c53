#include "stream/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *reason(int error, char *room, size_t len)
{
	return strerror_r(error, room, len);
}

static ssize_t file_fill(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	struct file *f = ctx;
	char text[128];
	if (f->is_over && f->is_over(f->over_ctx))
		return trouble_set(trouble, INPUT_TRUNCATED, "not read to the end");
	ssize_t n = read(f->fd, into, room);

	if (n > 0) {
		f->read_bytes += (uint64_t)n;
		return n;
	}
	if (n < 0)
		return trouble_set(trouble, INPUT_TRUNCATED,
		    "reading stopped after %" PRIu64 " bytes: %s", f->read_bytes,
		    reason(errno, text, sizeof text));
	if (f->read_bytes < f->size_bytes)
		return trouble_set(trouble, INPUT_TRUNCATED,
		    "the file shrank while it was read: %" PRIu64 " of %" PRIu64 " bytes",
		    f->read_bytes, f->size_bytes);
	return 0;
}

static void file_close(void *ctx)
{
	struct file *f = ctx;

	if (f->fd > STDIN_FILENO)
		close(f->fd);
}

/* Returns 0, or an errno value. */
static int open_path(struct file *f, const char *path)
{
	struct stat st;

	f->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (f->fd < 0 || fstat(f->fd, &st) != 0)
		return errno;
	if (S_ISDIR(st.st_mode))
		return EISDIR;
	f->regular = S_ISREG(st.st_mode);
	if (f->regular) {
		off_t at = lseek(f->fd, 0, SEEK_CUR);

		/* Standard input may be a file of which part was already read. */
		f->size_bytes = at < st.st_size ? (uint64_t)(st.st_size - at) : 0;
		posix_fadvise(f->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	}
	return 0;
}

void file_open(struct file *f, const char *path, struct stream *s)
{
	char text[128];

	*f = (struct file){.fd = -1};
	*s = (struct stream){.fill = file_fill, .close = file_close, .ctx = f};
	int error = open_path(f, path);
	if (error == 0) {
		stream_init(s);
		return;
	}
	trouble_set(&s->trouble, INPUT_UNREADABLE, "%s",
	    error == EISDIR ? "is a directory" : reason(error, text, sizeof text));
	s->ended = true;
}

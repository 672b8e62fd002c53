/*
 * The stored file as a stream: a path or standard input, regular or not. Opened read-only and never
 * mapped, so that a file that shrinks causes a short read and not a SIGBUS. A read interrupted by a
 * signal ends the stream, so that the flag set by the handler is noticed. Owned by the caller.
 */
#ifndef DNSFERRET_STREAM_FILE_H
#define DNSFERRET_STREAM_FILE_H

#include "stream/stream.h"

struct file {
	int fd;
	bool regular;
	uint64_t size_bytes; /* size of a regular file when it was opened, otherwise 0 */
	uint64_t read_bytes;
	/* Asked before each read, by any thread: not 0 ends the stream. NULL = never. */
	int (*is_over)(void *ctx);
	void *over_ctx;
};

/* Opens the path ("-" = standard input) and sets up the stream on it. On failure the stream has
 * ended with the reason and status INPUT_UNREADABLE. `f` must outlive the stream. */
void file_open(struct file *f, const char *path, struct stream *s);

#endif

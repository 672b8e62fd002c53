/*
 * The stored file as a stream: a path or standard input, regular or not. Opened read-only and never
 * mapped, so that a file that shrinks is a short read and not a signal. A read that a signal
 * interrupts ends the stream, so that a handler's flag is seen.
 */
#ifndef DNSFERRET_STREAM_FILE_H
#define DNSFERRET_STREAM_FILE_H

#include "stream/stream.h"

struct file {
	int fd;
	bool regular;
	uint64_t size_bytes; /* of a regular file when it was opened, else 0 */
	uint64_t read_bytes;
};

/* Opens and puts the stream over it. On failure the stream has ended with the reason and status
 * INPUT_UNREADABLE. */
void file_open(struct file *f, const char *path, struct stream *s);

#endif

/*
 * Output of results: standard output, a named file or memory, with a sticky error. A named file is
 * written under a temporary name or none, and gets its own name only when complete, so that a
 * killed run or a full disk never leaves a file that looks complete. Owned by the caller; not
 * thread-safe.
 */
#ifndef DNSFERRET_BASE_OUT_H
#define DNSFERRET_BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"

struct out;

/* What every output begins with: where the next bytes are collected. */
struct out_front {
	char *at;
	size_t room;
};

/* Standard output. Never NULL. */
struct out *out_stdout(void);

/* Opens a named file; an existing file is an error unless `force` is set. Returns NULL with err set
 * on failure. */
struct out *out_open(const char *path, bool force, struct err *err);

/* Writes to memory. out_text returns what was written so far, NUL-terminated, valid until the next
 * write or close. */
struct out *out_memory(void);
const char *out_text(struct out *o, size_t *len);

__attribute__((format(printf, 2, 3))) void out_print(struct out *o, const char *format, ...);
/* out_write of more than there is room for. */
void out_spill(struct out *o, const char *text, size_t len);
void out_number(struct out *o, int64_t number);

/* Small writes are collected: most of them need no call. */
static inline void out_write(struct out *o, const char *text, size_t len)
{
	struct out_front *front = (struct out_front *)o;

	if (len <= front->room) {
		memcpy(front->at, text, len);
		front->at += len;
		front->room -= len;
	} else {
		out_spill(o, text, len);
	}
}

static inline void out_put(struct out *o, const char *text)
{
	out_write(o, text, strlen(text));
}

/* Flushes everything written so far to the system; see out_failed for the result. */
void out_flush(struct out *o);

/* Reads back from a named file, after a flush. Returns the number of bytes, 0 at the end, or -1 if
 * it cannot be read (a pipe or device). */
int64_t out_reread(struct out *o, uint64_t at, void *into, size_t size);

/* True once a write has failed; later writes do nothing. */
bool out_failed(const struct out *o);

/* True if the reading end was closed (EPIPE): not reported as an error. */
bool out_pipe_closed(const struct out *o);

/* Flushes, moves a named file to its final name, and frees. Returns 0, or -1 with err set. A failed
 * or discarded output leaves no file under its name. */
int out_close(struct out *o, struct err *err);

/* Closes and deletes the output, and frees. */
void out_discard(struct out *o);

#endif

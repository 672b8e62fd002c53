/*
 * Where results go: a FILE with a sticky error, standard output or a named file.
 * A named file is written beside its place and renamed when all is well, so that a killed run or a
 * full disk never leaves a file that looks complete. Owned by the caller; one thread.
 */
#ifndef DNSFERRET_BASE_OUT_H
#define DNSFERRET_BASE_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct out;

/* Standard output. Never NULL. */
struct out *out_stdout(void);

/* A named file; without `force` an existing one is an error. NULL with err set. */
struct out *out_open(const char *path, bool force, struct err *err);

/* Memory; out_text gives what was written, NUL-terminated, until close. */
struct out *out_memory(void);
const char *out_text(struct out *o, size_t *len);

__attribute__((format(printf, 2, 3))) void out_print(struct out *o, const char *format, ...);
void out_write(struct out *o, const char *text, size_t len);
void out_put(struct out *o, const char *text);
void out_number(struct out *o, int64_t number);

/* Hands everything written so far to the system; out_failed tells how that went. */
void out_flush(struct out *o);

/* Reads back what a named file holds by now, after a flush. Returns bytes, 0 at the end, -1 when
 * it cannot be read (a pipe, a device). */
int64_t out_reread(struct out *o, uint64_t at, void *into, size_t size);

/* True once a write failed; later writes do nothing. */
bool out_failed(const struct out *o);

/* True when the reader went away (EPIPE): quiet, not an error of ours. */
bool out_pipe_closed(const struct out *o);

/* Flushes, renames a file into place, frees. Returns 0, or -1 with err set; a failed or discarded
 * output leaves nothing under its name. */
int out_close(struct out *o, struct err *err);

/* Closes without keeping. */
void out_discard(struct out *o);

#endif

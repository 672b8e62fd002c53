/*
 * libarchive over a stream: the compressions bzip2, lz4 and zstd, and the members of zip and tar
 * archives in the order in which they are stored. Each filter and format is enabled by its own
 * name; libarchive never sees a file, only the octets of `from`, and writes nothing. `from` is the
 * caller's and must outlive it. One thread.
 */
#ifndef DNSFERRET_CAPTURE_UNPACK_H
#define DNSFERRET_CAPTURE_UNPACK_H

#include "stream.h"

/* A decompressed stream; 0, or -1 when there is no memory. */
int unpack_bzip2_open(struct stream *out, struct stream *from);
int unpack_lz4_open(struct stream *out, struct stream *from);
int unpack_zstd_open(struct stream *out, struct stream *from);

struct unpack;

/* Archive readers; NULL when there is no memory. Of passwords (each may be NULL) the first is tried
 * first. */
struct unpack *unpack_zip_new(struct stream *from, const char *const passwords[2]);
struct unpack *unpack_tar_new(struct stream *from, const char *const passwords[2]);
void unpack_free(struct unpack *u);

/* Goes to the next regular file: 1 with its name (libarchive's, until the next call) and whether it
 * is encrypted; 0 at the end; -1 with the trouble set. */
int unpack_next(struct unpack *u, const char **name, bool *encrypted, struct trouble *trouble);

/* The current member as a stream, valid until the next unpack_next. */
void unpack_member_open(struct unpack *u, struct stream *out);

#endif

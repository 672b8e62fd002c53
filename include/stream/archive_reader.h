/*
 * libarchive over a stream: the compressions bzip2, lz4 and zstd, and the members of zip and tar
 * archives in the order in which they are stored. Each filter and format is enabled by its own
 * name; libarchive never sees a file, only the bytes of `from`, and writes nothing. `from` is the
 * caller's and must outlive it. One thread.
 */
#ifndef DNSFERRET_STREAM_ARCHIVE_READER_H
#define DNSFERRET_STREAM_ARCHIVE_READER_H

#include "stream/stream.h"

/* A decompressed stream; 0, or -1 when there is no memory. */
int archive_reader_bzip2_open(struct stream *out, struct stream *from);
int archive_reader_lz4_open(struct stream *out, struct stream *from);
int archive_reader_zstd_open(struct stream *out, struct stream *from);

struct archive_reader;

/* Archive readers; NULL when there is no memory. Of passwords (each may be NULL) the first is tried
 * first. */
struct archive_reader *archive_reader_zip_new(struct stream *from, const char *const passwords[2]);
struct archive_reader *archive_reader_tar_new(struct stream *from, const char *const passwords[2]);
void archive_reader_free(struct archive_reader *u);

/* Goes to the next regular file: 1 with its name (libarchive's, until the next call) and whether it
 * is encrypted; 0 at the end; -1 with the trouble set. */
int archive_reader_next(
    struct archive_reader *u, const char **name, bool *encrypted, struct trouble *trouble);

/* The current member as a stream, valid until the next archive_reader_next. */
void archive_reader_member_open(struct archive_reader *u, struct stream *out);

/* "libarchive ..." */
const char *archive_reader_library_version(void);

#endif

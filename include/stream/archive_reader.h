/*
 * libarchive on top of a stream: the compressions bzip2, lz4 and zstd, and the members of zip and
 * tar archives in stored order. Each filter and format is enabled explicitly; libarchive never
 * opens a file, it only gets the bytes of `from`, and writes nothing. `from` is the caller's and
 * must outlive the reader. Not thread-safe.
 */
#ifndef DNSFERRET_STREAM_ARCHIVE_READER_H
#define DNSFERRET_STREAM_ARCHIVE_READER_H

#include "stream/stream.h"

/* Sets `out` up to give the decompressed bytes of `from`; the stream owns its reader. Returns 0, or
 * -1 if libarchive cannot be set up. */
int archive_reader_bzip2_open(struct stream *out, struct stream *from);
int archive_reader_lz4_open(struct stream *out, struct stream *from);
int archive_reader_zstd_open(struct stream *out, struct stream *from);

struct archive_reader;

/* Creates an archive reader, freed with archive_reader_free; NULL if libarchive cannot be set up.
 * Passwords are tried in order; either may be NULL. They are copied. */
struct archive_reader *archive_reader_zip_new(struct stream *from, const char *const passwords[2]);
struct archive_reader *archive_reader_tar_new(struct stream *from, const char *const passwords[2]);
void archive_reader_free(struct archive_reader *u);

/* What is known of a member. */
struct archive_member {
	const char *name; /* owned by libarchive, valid until the next call */
	bool encrypted;
	int64_t modified_s; /* seconds since 1970; 0 = not stated */
};

/* Advances to the next regular file. Returns 1; 0 at the end; -1 with *trouble set. */
int archive_reader_next(
    struct archive_reader *u, struct archive_member *member, struct trouble *trouble);

/* The current member as a stream; valid until the next archive_reader_next. */
void archive_reader_member_open(struct archive_reader *u, struct stream *out);

/* "libarchive ..." */
const char *archive_reader_library_version(void);

#endif

#include "stream/archive_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "base/memory.h"

/* How often libarchive may ask to retry an entry before it counts as an error. */
#define RETRIES_MAX 16

struct archive_reader {
	struct archive *archive;
	struct stream *from;
	bool opened;
	bool starved; /* libarchive asked for more bytes than there are */

	/* The current block of the member as libarchive returned it, its offset, and the offset up
	 * to which bytes were delivered. */
	const uint8_t *block;
	size_t block_len;
	la_int64_t block_at, given;
};

static ssize_t give_chunk(struct archive *a, void *ctx, const void **chunk)
{
	struct archive_reader *u = ctx;
	size_t len;

	*chunk = stream_chunk(u->from, &len);
	if (!*chunk && u->from->trouble.status != INPUT_COMPLETE) {
		archive_set_error(a, EIO, "%s", u->from->trouble.text);
		return -1;
	}
	u->starved = !*chunk;
	stream_take(u->from, len);
	return (ssize_t)len;
}

/* Sets libarchive's error message; returns -1. If the stream below ended with an error, that is the
 * cause and is reported instead. */
static int explain(const struct archive_reader *u, struct trouble *trouble)
{
	const char *text = archive_error_string(u->archive);

	*trouble = u->from->trouble;
	if (trouble->status != INPUT_COMPLETE)
		return -1;
	if (!text)
		text = "unknown error in the container";
	return trouble_set(trouble, u->starved ? INPUT_TRUNCATED : INPUT_DAMAGED, "%s", text);
}

/* Reads the next header; returns like archive_reader_next. */
static int next_entry(
    struct archive_reader *u, struct archive_entry **entry, struct trouble *trouble)
{
	int result = ARCHIVE_OK;

	if (!u->opened)
		result = archive_read_open(u->archive, u, NULL, give_chunk, NULL);
	u->opened = true;
	if (result == ARCHIVE_FATAL)
		return explain(u, trouble);
	result = ARCHIVE_RETRY;
	for (int i = 0; i < RETRIES_MAX && result == ARCHIVE_RETRY; i++)
		result = archive_read_next_header(u->archive, entry);
	if (result == ARCHIVE_EOF)
		return 0;
	u->block_len = 0;
	u->block_at = u->given = 0;
	return result == ARCHIVE_OK || result == ARCHIVE_WARN ? 1 : explain(u, trouble);
}

/* Reads the next non-empty block. Returns 1, 0 at the end, or -1. (archive_read_data would be
 * simpler, but it drops the bytes it has already copied when it hits damage.) */
static int next_block(struct archive_reader *u, struct trouble *trouble)
{
	const void *block = NULL;
	int result;

	do {
		u->block_len = 0;
		result = archive_read_data_block(u->archive, &block, &u->block_len, &u->block_at);
	} while (result == ARCHIVE_OK && u->block_len == 0);
	u->block = block;
	if (result == ARCHIVE_EOF)
		return 0;
	/* A warning that comes with bytes is ignored. */
	return u->block_len > 0 && result >= ARCHIVE_WARN ? 1 : explain(u, trouble);
}

static ssize_t member_fill(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	struct archive_reader *u = ctx;

	if (u->block_len == 0) {
		int result = next_block(u, trouble);

		if (result != 1)
			return result;
	}
	if (u->block_at > u->given) { /* a hole in a sparse file: reads as zeros */
		uint64_t hole = (uint64_t)(u->block_at - u->given);

		if (room > hole)
			room = (size_t)hole;
		memset(into, 0, room);
	} else {
		if (room > u->block_len)
			room = u->block_len;
		memcpy(into, u->block, room);
		u->block += room;
		u->block_len -= room;
		u->block_at += (la_int64_t)room;
	}
	u->given += (la_int64_t)room;
	return (ssize_t)room;
}

static ssize_t filter_fill(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	struct archive_reader *u = ctx;
	struct archive_entry *entry;

	if (!u->opened) {
		int result = next_entry(u, &entry, trouble);

		if (result <= 0)
			return result;
		/* The last filter in the count is the no-op filter. */
		if (archive_filter_count(u->archive) > 2)
			return trouble_set(trouble, INPUT_UNREADABLE,
			    "compressed more than once: only one layer is supported");
	}
	return member_fill(u, into, room, trouble);
}

static struct archive_reader *unpack_new(struct stream *from)
{
	struct archive_reader *u = memory_new(1, sizeof *u);

	u->from = from;
	u->archive = archive_read_new();
	if (!u->archive) {
		free(u);
		return NULL;
	}
	return u;
}

static void close_filter(void *ctx)
{
	archive_reader_free(ctx);
}

static int filter_open(
    struct stream *out, struct stream *from, int (*support_filter)(struct archive *))
{
	struct archive_reader *u = unpack_new(from);

	if (!u || support_filter(u->archive) != ARCHIVE_OK ||
	    archive_read_support_format_raw(u->archive) != ARCHIVE_OK) {
		archive_reader_free(u);
		return -1;
	}
	*out = (struct stream){.fill = filter_fill, .close = close_filter, .ctx = u};
	return 0;
}

static struct archive_reader *archive_new(
    struct stream *from, int (*support_format)(struct archive *), const char *const passwords[2])
{
	struct archive_reader *u = unpack_new(from);

	if (!u || support_format(u->archive) != ARCHIVE_OK) {
		archive_reader_free(u);
		return NULL;
	}
	for (int i = 0; i < 2; i++)
		if (passwords[i])
			archive_read_add_passphrase(u->archive, passwords[i]);
	return u;
}

int archive_reader_bzip2_open(struct stream *out, struct stream *from)
{
	return filter_open(out, from, archive_read_support_filter_bzip2);
}

int archive_reader_lz4_open(struct stream *out, struct stream *from)
{
	return filter_open(out, from, archive_read_support_filter_lz4);
}

int archive_reader_zstd_open(struct stream *out, struct stream *from)
{
	return filter_open(out, from, archive_read_support_filter_zstd);
}

struct archive_reader *archive_reader_zip_new(struct stream *from, const char *const passwords[2])
{
	return archive_new(from, archive_read_support_format_zip_streamable, passwords);
}

struct archive_reader *archive_reader_tar_new(struct stream *from, const char *const passwords[2])
{
	return archive_new(from, archive_read_support_format_tar, passwords);
}

void archive_reader_free(struct archive_reader *u)
{
	if (!u)
		return;
	archive_read_free(u->archive);
	free(u);
}

int archive_reader_next(
    struct archive_reader *u, struct archive_member *member, struct trouble *trouble)
{
	struct archive_entry *entry;
	int result;

	do {
		result = next_entry(u, &entry, trouble);
	} while (result == 1 && archive_entry_filetype(entry) != AE_IFREG);
	if (result != 1)
		return result;
	member->name = archive_entry_pathname_utf8(entry);
	if (!member->name)
		member->name = archive_entry_pathname(entry);
	if (!member->name)
		member->name = "(no name)";
	member->encrypted = archive_entry_is_data_encrypted(entry);
	member->modified_s =
	    archive_entry_mtime_is_set(entry) ? (int64_t)archive_entry_mtime(entry) : 0;
	return 1;
}

void archive_reader_member_open(struct archive_reader *u, struct stream *out)
{
	*out = (struct stream){.fill = member_fill, .ctx = u};
}

const char *archive_reader_library_version(void)
{
	return archive_version_string();
}

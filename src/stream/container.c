#include "stream/container.h"

#include <string.h>

#include "codec.h"

/* How many bytes the rows look at. */
#define LOOK_BYTES 262

static const struct container containers[] = {
    {.name = "gzip", .magic = "\x1f\x8b", .len = 2, .open = codec_gzip_open},
    {.name = "xz",
	.magic = "\xfd"
		 "7zXZ",
	.len = 6,
	.open = codec_xz_open},
    {.name = "bzip2", .magic = "BZh", .len = 3, .open = archive_reader_bzip2_open},
    {.name = "zstd", .magic = "\x28\xb5\x2f\xfd", .len = 4, .open = archive_reader_zstd_open},
    /* A skippable frame: 16 magics that differ only in the byte before these. */
    {.name = "zstd",
	.offset = 1,
	.magic = "\x2a\x4d\x18",
	.len = 3,
	.open = archive_reader_zstd_open},
    {.name = "lz4", .magic = "\x04\x22\x4d\x18", .len = 4, .open = archive_reader_lz4_open},
    {.name = "lz4", .magic = "\x02\x21\x4c\x18", .len = 4, .open = archive_reader_lz4_open},
    {.name = "zip", .magic = "PK\3\4", .len = 4, .archive = archive_reader_zip_new},
    {.name = "zip", .magic = "PK\5\6", .len = 4, .archive = archive_reader_zip_new},
    {.name = "tar", .offset = 257, .magic = "ustar", .len = 5, .archive = archive_reader_tar_new},
    {.name = "7z archive", .magic = "7z\xbc\xaf\x27\x1c", .len = 6},
    {.name = "RAR archive", .magic = "Rar!\x1a\7", .len = 6},
    {.name = "snoop capture", .magic = "snoop\0\0", .len = 8},
};

const struct container *container_find(struct stream *s)
{
	const uint8_t *p = stream_peek(s, LOOK_BYTES);
	size_t len = LOOK_BYTES;

	if (!p)
		p = stream_chunk(s, &len);
	for (size_t i = 0; p && i < sizeof containers / sizeof *containers; i++) {
		const struct container *c = &containers[i];

		if (c->offset + c->len <= len && memcmp(p + c->offset, c->magic, c->len) == 0)
			return c;
	}
	return NULL;
}

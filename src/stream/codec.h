/*
 * gzip and xz as streams. They use zlib and liblzma directly, because libarchive drops up to 64 KiB
 * of good bytes before damage and never checks the CRC of gzip (docs/decisions/0002). A codec owns
 * its decoder; `from` is the caller's and must outlive it.
 */
#ifndef DNSFERRET_STREAM_CODEC_H
#define DNSFERRET_STREAM_CODEC_H

#include "stream/stream.h"

/* Set fill, close and ctx of `out`. Return 0, or -1 if the decoder cannot be initialised.
 * Concatenated members and streams are read as one (RFC 1952 2.2; the .xz format 2). */
int codec_gzip_open(struct stream *out, struct stream *from);
int codec_xz_open(struct stream *out, struct stream *from);

#endif

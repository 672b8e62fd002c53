/*
 * What the two capture formats have in common: a stream of bytes in, frames out. The reader fills
 * its part of `struct input` (format, link types, snap length, drops) as it meets it. Values and
 * byte order are those of the file. Owned by capture.c.
 */
#ifndef DNSFERRET_CAPTURE_READER_H
#define DNSFERRET_CAPTURE_READER_H

#include "base/frame.h"
#include "stream/stream.h"

/* Bytes that tell the formats apart. */
#define READER_MAGIC_BYTES 4

struct reader {
	struct stream *stream;
	struct input *input;
	/* 1: a frame (all but ref.input). 0: no more, see `trouble`. */
	int (*next)(struct reader *r, struct frame *frame);
	void (*close)(struct reader *r); /* frees `state`; NULL = nothing to free */
	void *state;
	uint64_t number; /* of the last frame or record that Wireshark counts */
	bool big_endian;
	struct trouble trouble;
};

/* Whether the first READER_MAGIC_BYTES bytes are those of the format. */
bool classic_recognise(const uint8_t *magic);
bool pcapng_recognise(const uint8_t *magic);

/* Sets the reader up behind `stream` and `input`; 0, or -1 with the trouble set (unreadable). */
int classic_open(struct reader *r);
int pcapng_open(struct reader *r);

/* Notes one link type of the input, in order of first appearance. */
void reader_linktype(struct input *input, int linktype);

/* The stream gave fewer bytes than `what` needs: sets the reader's trouble and returns 0. */
int reader_short(struct reader *r, const char *what, uint64_t needed_bytes);

/* Integers in the byte order of the file. */
static inline uint16_t reader_u16(const struct reader *r, const uint8_t *p)
{
	return r->big_endian ? (uint16_t)((unsigned)p[0] << 8 | p[1])
			     : (uint16_t)((unsigned)p[1] << 8 | p[0]);
}

static inline uint32_t reader_u32(const struct reader *r, const uint8_t *p)
{
	return r->big_endian
		   ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]
		   : (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

static inline uint64_t reader_u64(const struct reader *r, const uint8_t *p)
{
	uint64_t a = reader_u32(r, p), b = reader_u32(r, p + 4);

	return r->big_endian ? a << 32 | b : b << 32 | a;
}

#endif

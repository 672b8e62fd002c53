/*
 * What the two capture formats share: a stream of bytes in, frames out. The reader fills its part
 * of `struct input` (format, link types, snap length, drops, comments) as it goes. Owned by
 * capture.c.
 */
#ifndef DNSFERRET_CAPTURE_READER_H
#define DNSFERRET_CAPTURE_READER_H

#include "base/frame.h"
#include "stream/stream.h"

/* Bytes needed to tell the formats apart. */
#define READER_MAGIC_BYTES 4

struct reader {
	struct stream *stream;
	struct input *input;
	/* Returns 1 with a frame (all but ref.input), or 0 at the end; see `trouble`. */
	int (*next)(struct reader *r, struct frame *frame);
	void (*close)(struct reader *r); /* frees `state`; NULL = nothing to free */
	void *state;
	uint64_t number; /* record number of the last frame, as Wireshark counts */
	bool big_endian;
	struct trouble trouble;
};

/* True if the first READER_MAGIC_BYTES bytes are those of the format. */
bool classic_recognise(const uint8_t *magic);
bool pcapng_recognise(const uint8_t *magic);

/* Initialises the reader, whose `stream` and `input` are set. Returns 0, or -1 with the trouble set
 * (unreadable). */
int classic_open(struct reader *r);
int pcapng_open(struct reader *r);

/* Adds a link type to the input, unless it is already there; order of first appearance. */
void reader_linktype(struct input *input, int linktype);

/* For a stream that has fewer bytes than `what` needs: sets the reader's trouble and returns 0. */
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

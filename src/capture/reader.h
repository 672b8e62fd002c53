/*
 * What the capture formats share: a stream of bytes in, frames out. The reader fills its part
 * of `struct input` (format, link types, snap length, drops, comments) as it goes. Owned by
 * capture.c.
 */
#ifndef DNSFERRET_CAPTURE_READER_H
#define DNSFERRET_CAPTURE_READER_H

#include <stdarg.h>

#include "base/frame.h"
#include "stream/stream.h"

/* Bytes that are asked for to tell the formats apart; more are looked at if they are there. */
#define READER_LOOK_BYTES 64
/* No capture has a shorter header. */
#define READER_MAGIC_BYTES 4
/* A link type of another numbering (snoop, Network Monitor) that has no LINKTYPE_ value. */
#define READER_LINKTYPE_OTHER 0x10000

struct reader {
	struct stream *stream;
	struct input *input;
	/* Returns 1 with a frame (all but ref.input), or 0 at the end; see `trouble`. */
	int (*next)(struct reader *r, struct frame *frame);
	void (*close)(struct reader *r); /* frees `state`; NULL = nothing to free */
	void *state;
	uint64_t number; /* record number of the last frame, as Wireshark counts */
	bool big_endian;
	bool appended; /* it ended where the header of another capture begins */
	struct trouble trouble;
};

/* The first bytes of a stream: READER_LOOK_BYTES or more, fewer only if the stream is shorter. */
struct reader_look {
	const uint8_t *bytes;
	size_t len;
	bool whole; /* the stream ends with them */
};

/* A row of the table in formats.c. */
struct capture_format {
	bool (*recognise)(const struct reader_look *look);
	/* Initialises the reader, whose `stream`, `input` and `number` are set. Returns 0, or -1
	 * with the trouble set (unreadable). */
	int (*open)(struct reader *r);
};

/* The format of a stream, or NULL. Only peeks. */
const struct capture_format *formats_find(struct stream *s);

bool classic_recognise(const struct reader_look *look);
bool pcapng_recognise(const struct reader_look *look);
bool snoop_recognise(const struct reader_look *look);
bool netmon_recognise(const struct reader_look *look);
bool erf_recognise(const struct reader_look *look);
int classic_open(struct reader *r);
int pcapng_open(struct reader *r);
int snoop_open(struct reader *r);
int netmon_open(struct reader *r);
int erf_open(struct reader *r);

/* Where a record should begin whose header of `header_bytes` is all zero: true, and the trouble
 * set, after skipping the zero bytes. */
bool reader_zeros(struct reader *r, const uint8_t *header, size_t header_bytes);

/* Adds a link type to the input, unless it is already there; order of first appearance. */
void reader_linktype(struct input *input, int linktype);

/* For a stream that has fewer bytes than `what` needs: sets the reader's trouble and returns 0. */
int reader_short(struct reader *r, const char *what, uint64_t needed_bytes);

/* Notes as damage behind the last packet what the format says; for readers that go on. */
__attribute__((format(printf, 2, 0))) void reader_note_damage(
    struct reader *r, const char *format, va_list arguments);

/* Sets the trouble: "damaged after packet N: ..."; returns 0. */
__attribute__((format(printf, 2, 3))) int reader_damaged(struct reader *r, const char *format, ...);

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

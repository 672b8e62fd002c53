/*
 * A stream whose bytes other threads take from the stream below before they are asked for: for a
 * decompressor, or a hash, that would hold up whoever reads. The thread that asks takes them itself
 * when nobody has begun to. READAHEAD_BLOCKS of STREAM_READ_BYTES. Heap-owned, by its stream.
 */
#ifndef DNSFERRET_STREAM_READAHEAD_H
#define DNSFERRET_STREAM_READAHEAD_H

#include <stdbool.h>

#include "stream/stream.h"

#define READAHEAD_BLOCKS 4

/* What a thread does while it would wait for another one: true when it did something. */
struct readahead_meanwhile {
	bool (*work)(void *ctx); /* NULL = it waits */
	void *ctx;
};

struct readahead;

/* Puts `s` over `below`, which is the read-ahead's until `s` has ended. `stored_bytes`: what had
 * been read of the file so far; `meanwhile` is called when another thread is at the bytes asked
 * for. */
struct readahead *readahead_open(struct stream *s, struct stream *below,
    const uint64_t *stored_bytes, const struct readahead_meanwhile *meanwhile);

/* Any thread: takes a block when there is room for it and no other thread is at it. False when it
 * did nothing. */
bool readahead_work(struct readahead *r);

/* The stream that reads: `below` is nobody's any more, and nothing more is given out. */
void readahead_stop(struct readahead *r);

/* What had been read of the file for the bytes that were given out: to be read by who takes them.
 */
const uint64_t *readahead_stored_bytes(const struct readahead *r);

#endif

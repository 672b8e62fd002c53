/*
 * A stream whose bytes are read ahead from the stream below by other threads, so that slow
 * decompression or hashing does not delay the reading thread. If no thread has started on the next
 * block, the reading thread reads it itself. Buffers READAHEAD_BLOCKS blocks of STREAM_READ_BYTES.
 * Heap-owned; freed by its stream.
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

/* Sets `s` up on top of `below`, which belongs to the read-ahead until `s` has ended.
 * `stored_bytes` counts the bytes of the file read so far. `meanwhile` (copied) is called while
 * another thread is reading the block that is needed. */
struct readahead *readahead_open(struct stream *s, struct stream *below,
    const uint64_t *stored_bytes, const struct readahead_meanwhile *meanwhile);

/* Any thread: reads one block, if there is room for it and no other thread is reading. Returns
 * false if it did nothing. */
bool readahead_work(struct readahead *r);

/* Reading thread only: stops reading ahead. Waits for a read in progress, releases `below` and
 * discards the blocks not yet consumed. */
void readahead_stop(struct readahead *r);

/* The count of stored bytes that belongs to the bytes delivered so far. Reading thread only. */
const uint64_t *readahead_stored_bytes(const struct readahead *r);

#endif

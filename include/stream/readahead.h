/*
 * A stream whose bytes are read ahead from the stream below, and then hashed, by other threads, so
 * that slow decompression and hashing do not delay the reading thread. The two steps of different
 * blocks run at the same time. If no thread has started on the next block, the reading thread reads
 * it itself. Buffers READAHEAD_BLOCKS blocks of STREAM_READ_BYTES. Heap-owned; freed by its stream.
 */
#ifndef DNSFERRET_STREAM_READAHEAD_H
#define DNSFERRET_STREAM_READAHEAD_H

#include <stdbool.h>

#include "stream/stream.h"

#define READAHEAD_BLOCKS 4

/* How the reading thread shares the work with the others. */
struct readahead_meanwhile {
	/* What it does while it would wait for another one: true when it did something. NULL = it
	 * waits. */
	bool (*work)(void *ctx);
	void (*wake)(void *ctx); /* there is room again: wakes a thread that sleeps. NULL = none */
	void *ctx;
};

struct readahead;

/* Sets `s` up on top of `below`, which belongs to the read-ahead until `s` has ended, as does its
 * hash, which then covers everything.
 * `stored_bytes` counts the bytes of the file read so far. `meanwhile` (copied) is called while
 * another thread is reading the block that is needed. */
struct readahead *readahead_open(struct stream *s, struct stream *below,
    const uint64_t *stored_bytes, const struct readahead_meanwhile *meanwhile);

/* Any thread: hashes or reads one block, if there is one to hash or room for one, and no other
 * thread is doing that. Returns false if it did nothing. */
bool readahead_work(struct readahead *r);

/* Reading thread only: stops reading ahead. Waits for a step in progress, hashes what was read,
 * releases `below` and discards the blocks not yet consumed. */
void readahead_stop(struct readahead *r);

/* The count of stored bytes that belongs to the bytes delivered so far. Reading thread only. */
const uint64_t *readahead_stored_bytes(const struct readahead *r);

#endif

/*
 * Batches in two steps, by any number of threads: `prepare` for several batches at a time, in any
 * order; `sink` for one batch after the other, in the order they were filled, so that what comes of
 * them is the same for every number of threads. The thread that fills them takes part while no
 * batch is free; the others do something else while few are on their way. Heap-owned.
 */
#ifndef DNSFERRET_BASE_ORDERED_PIPELINE_H
#define DNSFERRET_BASE_ORDERED_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>

struct ordered_pipeline_steps {
	void (*prepare)(void *ctx, unsigned thread, void *batch); /* thread: from 0 */
	void (*sink)(void *ctx, void *batch);
	/* Of any thread but the one that fills: something that helps it; false when there was
	 * nothing to do. */
	bool (*spare)(void *ctx);
	void *ctx;
};

struct ordered_pipeline;

/* Batches that keep so many threads busy. */
size_t ordered_pipeline_batches(unsigned threads);

/* `batches`: ordered_pipeline_batches(threads) of the caller's, of so many bytes each, which go
 * round. With fewer threads than wanted where they cannot be started. */
struct ordered_pipeline *ordered_pipeline_new(unsigned threads, void *batches, size_t batch_bytes,
    const struct ordered_pipeline_steps *steps);

/* The batch to fill, which was through both steps or is new; ordered_pipeline_push hands it on. */
void *ordered_pipeline_batch(struct ordered_pipeline *c);
void ordered_pipeline_push(struct ordered_pipeline *c);

/* The thread that fills, when it would wait for something else: does a step of a batch; false when
 * there is none to do. */
bool ordered_pipeline_help(struct ordered_pipeline *c);

/* Waits until everything that was handed on is through, and frees the conveyor. */
void ordered_pipeline_finish(struct ordered_pipeline *c);

#endif

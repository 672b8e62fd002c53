/*
 * Processes batches in two steps with any number of threads: `prepare` runs for several batches at
 * once, in any order; `sink` runs for one batch at a time, in the order in which they were filled,
 * so that the result does not depend on the number of threads. The filling thread joins in while no
 * batch is free; the others run `spare` while few batches are in flight. Heap-owned.
 */
#ifndef DNSFERRET_BASE_ORDERED_PIPELINE_H
#define DNSFERRET_BASE_ORDERED_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>

struct ordered_pipeline_steps {
	void (*prepare)(void *ctx, unsigned thread, void *batch); /* thread: from 0 */
	void (*sink)(void *ctx, void *batch);
	/* Other work that helps the filling thread, run by the other threads; returns false if
	 * there was nothing to do. */
	bool (*spare)(void *ctx);
	void *ctx;
};

struct ordered_pipeline;

/* Number of batches that keep this many threads busy. */
size_t ordered_pipeline_batches(unsigned threads);

/* `batches`: array of ordered_pipeline_batches(threads) batches of batch_bytes each, owned by the
 * caller and reused in turn. If threads cannot be started it runs with fewer. */
struct ordered_pipeline *ordered_pipeline_new(unsigned threads, void *batches, size_t batch_bytes,
    const struct ordered_pipeline_steps *steps);

/* The next batch to fill, either new or already through both steps. ordered_pipeline_push submits
 * it. */
void *ordered_pipeline_batch(struct ordered_pipeline *c);
void ordered_pipeline_push(struct ordered_pipeline *c);

/* For the filling thread, instead of waiting for something else: runs one step of one batch.
 * Returns false if there is none to run. */
bool ordered_pipeline_help(struct ordered_pipeline *c);

/* For the filling thread, when there is something to do for `spare` again: wakes a thread. */
void ordered_pipeline_wake(struct ordered_pipeline *c);

/* Waits until every submitted batch is through both steps, then frees the pipeline. */
void ordered_pipeline_finish(struct ordered_pipeline *c);

#endif

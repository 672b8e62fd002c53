/*
 * A loop over indices, shared by several threads. Which thread gets which index is not determined,
 * so results must not depend on it.
 */
#ifndef DNSFERRET_BASE_PARALLEL_H
#define DNSFERRET_BASE_PARALLEL_H

#include <stddef.h>

/* Handles indices first..last - 1. `worker` is 0..threads - 1; the same worker never runs twice at
 * the same time. */
typedef void parallel_work(void *ctx, unsigned worker, size_t first, size_t last);

/* Distributes 0..count - 1 in chunks of at most `piece` and returns when all are done. The caller
 * is one of the threads; if others cannot be started it runs with fewer. */
void parallel_run(unsigned threads, size_t count, size_t piece, parallel_work *work, void *ctx);

#endif

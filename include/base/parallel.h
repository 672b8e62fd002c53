/*
 * A loop over numbers that several threads share. Who takes what is not determined, so what comes
 * out must not depend on it.
 */
#ifndef DNSFERRET_BASE_PARALLEL_H
#define DNSFERRET_BASE_PARALLEL_H

#include <stddef.h>

/* Handles first..last - 1. `worker` is 0..threads - 1 and never at work twice at a time. */
typedef void parallel_work(void *ctx, unsigned worker, size_t first, size_t last);

/* Hands out 0..count - 1 in pieces of at most `piece`; returns when all is done. The caller is one
 * of the threads; where no more can be started it does with those there are. */
void parallel_run(unsigned threads, size_t count, size_t piece, parallel_work *work, void *ctx);

#endif

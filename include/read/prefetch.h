/*
 * Captures in order, with the next ones opened and read ahead by idle threads, so that hashing and
 * decompressing one or several files does not delay the reading thread. Owned by the caller
 * (init/fini).
 */
#ifndef DNSFERRET_READ_PREFETCH_H
#define DNSFERRET_READ_PREFETCH_H

#include <pthread.h>

#include "capture/capture.h"
#include "read/input_order.h"

struct prefetch_place;

struct prefetch {
	struct capture_options how;
	unsigned threads;
	struct prefetch_place *places; /* one per thread; item i uses place i % threads */

	pthread_mutex_t mutex; /* protects everything below, and the places */
	pthread_cond_t left;   /* signalled when a thread leaves a place */
	const struct ordered_input *items;
	size_t count, at; /* at: the item being read, or the next one */
};

/* `threads`: the reading thread and those that will call prefetch_work. With only one, nothing is
 * read ahead. `how` is copied. */
void prefetch_init(struct prefetch *a, unsigned threads, const struct capture_options *how);
void prefetch_fini(struct prefetch *a);

/* Reading thread only. prefetch_start sets the items, borrowed until prefetch_stop. For each item
 * in turn, prefetch_take (optional) returns its capture, and prefetch_next closes it and goes on to
 * the next. */
void prefetch_start(struct prefetch *a, const struct ordered_input *items, size_t count);
struct capture *prefetch_take(struct prefetch *a, uint32_t first_input);
void prefetch_next(struct prefetch *a);
void prefetch_stop(struct prefetch *a);

/* Other threads: opens a file or reads a block of the first item that allows it. Returns false if
 * there was nothing to do. */
bool prefetch_work(struct prefetch *a);

#endif

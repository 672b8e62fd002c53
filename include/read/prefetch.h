/*
 * Captures in their order, the next ones opened and read before their turn by whatever thread has
 * time, so that hashing and decompressing, of one file or of several, do not hold up the thread
 * that reads. Caller's memory (init/fini).
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
	struct prefetch_place *places; /* one a thread; item i in place i % threads */

	pthread_mutex_t mutex; /* over what follows and the places */
	pthread_cond_t left;   /* a thread has left a place */
	const struct ordered_input *items;
	size_t count, at; /* at: the item that is read, or will be next */
};

/* `threads`: that read, or will call prefetch_work. With one, nothing is read ahead. */
void prefetch_init(struct prefetch *a, unsigned threads, const struct capture_options *how);
void prefetch_fini(struct prefetch *a);

/* The thread that reads: the items, borrowed until prefetch_stop; then the capture of each in turn
 * (prefetch_take, or not) until prefetch_next, which closes it. */
void prefetch_start(struct prefetch *a, const struct ordered_input *items, size_t count);
struct capture *prefetch_take(struct prefetch *a, uint32_t first_input);
void prefetch_next(struct prefetch *a);
void prefetch_stop(struct prefetch *a);

/* Other threads: opens a file or reads a block, the first there is room for. False when there was
 * nothing to do. */
bool prefetch_work(struct prefetch *a);

#endif

/*
 * Captures in their order, the next ones opened and read before their turn by whatever thread has
 * time, so that hashing and decompressing, of one file or of several, do not hold up the thread
 * that reads. Caller's memory (init/fini).
 */
#ifndef DNSFERRET_APP_AHEAD_H
#define DNSFERRET_APP_AHEAD_H

#include <pthread.h>

#include "capture/capture.h"
#include "rotation.h"

struct ahead_place;

struct ahead {
	struct capture_options how;
	unsigned threads;
	struct ahead_place *places; /* one a thread; item i in place i % threads */

	pthread_mutex_t mutex; /* over what follows and the places */
	pthread_cond_t left;   /* a thread has left a place */
	const struct rotation_item *items;
	size_t count, at; /* at: the item that is read, or will be next */
};

/* `threads`: that read, or will call ahead_work. With one, nothing is read ahead. */
void ahead_init(struct ahead *a, unsigned threads, const struct capture_options *how);
void ahead_fini(struct ahead *a);

/* The thread that reads: the items, borrowed until ahead_stop; then the capture of each in turn
 * (ahead_take, or not) until ahead_next, which closes it. */
void ahead_start(struct ahead *a, const struct rotation_item *items, size_t count);
struct capture *ahead_take(struct ahead *a, uint32_t first_input);
void ahead_next(struct ahead *a);
void ahead_stop(struct ahead *a);

/* Other threads: opens a file or reads a block, the first there is room for. False when there was
 * nothing to do. */
bool ahead_work(struct ahead *a);

#endif

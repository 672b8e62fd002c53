#include "base/conveyor.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "thread.h"

#define BATCHES 8

struct batch {
	char *items;
	size_t count;
};

/* Batches go round: filled[] by the one thread, handled by the other. */
struct conveyor {
	conveyor_sink *sink;
	void *ctx;
	size_t item_bytes;
	struct batch batches[BATCHES];
	pthread_t thread;
	bool threaded;

	struct batch *filling; /* of the thread that fills, alone */

	pthread_mutex_t mutex; /* over what follows */
	pthread_cond_t changed;
	size_t filled, handled; /* batches, since the beginning */
	bool finished;
};

static void *run(void *arg)
{
	struct conveyor *c = arg;

	pthread_mutex_lock(&c->mutex);
	for (;;) {
		while (c->handled == c->filled && !c->finished)
			pthread_cond_wait(&c->changed, &c->mutex);
		if (c->handled == c->filled)
			break;
		const struct batch *b = &c->batches[c->handled % BATCHES];
		pthread_mutex_unlock(&c->mutex);
		c->sink(c->ctx, b->items, b->count);
		pthread_mutex_lock(&c->mutex);
		c->handled++;
		pthread_cond_signal(&c->changed);
	}
	pthread_mutex_unlock(&c->mutex);
	return NULL;
}

struct conveyor *conveyor_new(bool threaded, size_t item_bytes, conveyor_sink *sink, void *ctx)
{
	struct conveyor *c = memory_new(1, sizeof *c);

	c->sink = sink;
	c->ctx = ctx;
	c->item_bytes = item_bytes;
	for (size_t i = 0; i < (threaded ? BATCHES : 1); i++)
		c->batches[i].items = memory_new(CONVEYOR_ITEMS_MAX, item_bytes);
	c->filling = &c->batches[0];
	pthread_mutex_init(&c->mutex, NULL);
	pthread_cond_init(&c->changed, NULL);
	c->threaded = threaded && thread_start(&c->thread, run, c) == 0;
	return c;
}

void *conveyor_slot(struct conveyor *c)
{
	return c->filling->items + c->filling->count * c->item_bytes;
}

/* Hands the batch on and waits for the next one to be free. */
static void hand_on(struct conveyor *c)
{
	if (!c->threaded) {
		c->sink(c->ctx, c->filling->items, c->filling->count);
		c->filling->count = 0;
		return;
	}
	pthread_mutex_lock(&c->mutex);
	c->filled++;
	pthread_cond_signal(&c->changed);
	while (c->filled - c->handled == BATCHES)
		pthread_cond_wait(&c->changed, &c->mutex);
	c->filling = &c->batches[c->filled % BATCHES];
	c->filling->count = 0;
	pthread_mutex_unlock(&c->mutex);
}

void conveyor_push(struct conveyor *c)
{
	if (++c->filling->count == CONVEYOR_ITEMS_MAX)
		hand_on(c);
}

void conveyor_finish(struct conveyor *c)
{
	if (c->filling->count > 0)
		hand_on(c);
	if (c->threaded) {
		pthread_mutex_lock(&c->mutex);
		c->finished = true;
		pthread_cond_signal(&c->changed);
		pthread_mutex_unlock(&c->mutex);
		pthread_join(c->thread, NULL);
	}
	for (size_t i = 0; i < BATCHES; i++)
		free(c->batches[i].items);
	pthread_mutex_destroy(&c->mutex);
	pthread_cond_destroy(&c->changed);
	free(c);
}

#include "base/ordered_pipeline.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/memory.h"
#include "thread.h"

/* Each thread has one batch at work and may have one waiting. The rest absorbs bursts of
 * reading. */
#define BATCHES_PER_THREAD 2
#define BATCHES_MORE       4

struct place {
	void *batch;
	bool prepared; /* and not yet passed to `sink` */
};

struct worker {
	struct ordered_pipeline *ordered_pipeline;
	pthread_t id;
	unsigned number;
};

/* Batches rotate through the places: filled, taken for preparation, and handled, in this order.
 * Each of the three counters counts from the start. */
struct ordered_pipeline {
	struct ordered_pipeline_steps steps;
	struct place *places;
	size_t place_count;
	struct worker *workers; /* the first is the filling thread */
	unsigned threads;

	pthread_mutex_t mutex; /* protects everything below */
	pthread_cond_t filled_one, handled_one;
	size_t filled, taken, handled;
	bool finished;
};

static struct place *place_of(const struct ordered_pipeline *c, size_t number)
{
	return &c->places[number % c->place_count];
}

static bool can_sink(const struct ordered_pipeline *c)
{
	return place_of(c, c->handled)->prepared;
}

static void sink(struct ordered_pipeline *c)
{
	struct place *place = place_of(c, c->handled);

	place->prepared = false;
	pthread_mutex_unlock(&c->mutex);
	c->steps.sink(c->steps.ctx, place->batch);
	pthread_mutex_lock(&c->mutex);
	c->handled++;
	pthread_cond_signal(&c->handled_one);
}

static void prepare(struct ordered_pipeline *c, unsigned thread)
{
	struct place *place = place_of(c, c->taken++);

	pthread_mutex_unlock(&c->mutex);
	c->steps.prepare(c->steps.ctx, thread, place->batch);
	pthread_mutex_lock(&c->mutex);
	place->prepared = true;
}

/* Runs one step of one batch, the most advanced one that is possible; false if there is none.
 * Called and returns with the lock held. A step that becomes possible through another is run by the
 * thread that ran the other, so no thread has to be woken for it. */
static bool work(struct ordered_pipeline *c, unsigned thread)
{
	if (can_sink(c))
		sink(c);
	else if (c->taken < c->filled)
		prepare(c, thread);
	else
		return false;
	return true;
}

/* Called and returns with the lock held. */
static bool do_something_else(struct ordered_pipeline *c)
{
	pthread_mutex_unlock(&c->mutex);
	bool done = c->steps.spare(c->steps.ctx);
	pthread_mutex_lock(&c->mutex);
	return done;
}

/* With few batches in flight, the others should help the filling thread first. */
static bool has_plenty(const struct ordered_pipeline *c)
{
	return c->filled - c->handled >= c->place_count / 2;
}

static void *run(void *arg)
{
	const struct worker *w = arg;
	struct ordered_pipeline *c = w->ordered_pipeline;

	pthread_mutex_lock(&c->mutex);
	for (;;) {
		bool plenty = has_plenty(c);

		if ((!plenty && do_something_else(c)) || work(c, w->number) ||
		    (plenty && do_something_else(c)))
			continue;
		/* A batch pushed in the meantime has woken nobody. */
		if (c->taken < c->filled)
			continue;
		if (c->finished)
			break;
		pthread_cond_wait(&c->filled_one, &c->mutex);
	}
	pthread_mutex_unlock(&c->mutex);
	return NULL;
}

/* The filling thread works until at most `count` batches are in flight. Called with the lock
 * held. */
static void work_down_to(struct ordered_pipeline *c, size_t count)
{
	while (c->filled - c->handled > count)
		if (!work(c, 0))
			pthread_cond_wait(&c->handled_one, &c->mutex);
}

size_t ordered_pipeline_batches(unsigned threads)
{
	return threads > 1 ? (size_t)threads * BATCHES_PER_THREAD + BATCHES_MORE : 1;
}

struct ordered_pipeline *ordered_pipeline_new(
    unsigned threads, void *batches, size_t batch_bytes, const struct ordered_pipeline_steps *steps)
{
	struct ordered_pipeline *c = memory_new(1, sizeof *c);

	c->steps = *steps;
	c->place_count = ordered_pipeline_batches(threads);
	c->places = memory_new(c->place_count, sizeof *c->places);
	for (size_t i = 0; i < c->place_count; i++)
		c->places[i].batch = (char *)batches + i * batch_bytes;
	pthread_mutex_init(&c->mutex, NULL);
	pthread_cond_init(&c->filled_one, NULL);
	pthread_cond_init(&c->handled_one, NULL);
	c->workers = memory_new(threads, sizeof *c->workers);
	for (c->threads = 1; c->threads < threads; c->threads++) {
		struct worker *w = &c->workers[c->threads];

		*w = (struct worker){.ordered_pipeline = c, .number = c->threads};
		if (thread_start(&w->id, run, w) != 0)
			break;
	}
	return c;
}

void *ordered_pipeline_batch(struct ordered_pipeline *c)
{
	return place_of(c, c->filled)->batch;
}

void ordered_pipeline_push(struct ordered_pipeline *c)
{
	pthread_mutex_lock(&c->mutex);
	c->filled++;
	pthread_cond_signal(&c->filled_one);
	work_down_to(c, c->place_count - 1);
	pthread_mutex_unlock(&c->mutex);
}

bool ordered_pipeline_help(struct ordered_pipeline *c)
{
	pthread_mutex_lock(&c->mutex);
	bool done = work(c, 0);
	pthread_mutex_unlock(&c->mutex);
	return done;
}

void ordered_pipeline_wake(struct ordered_pipeline *c)
{
	pthread_mutex_lock(&c->mutex);
	pthread_cond_signal(&c->filled_one);
	pthread_mutex_unlock(&c->mutex);
}

void ordered_pipeline_finish(struct ordered_pipeline *c)
{
	pthread_mutex_lock(&c->mutex);
	c->finished = true;
	pthread_cond_broadcast(&c->filled_one);
	work_down_to(c, 0);
	pthread_mutex_unlock(&c->mutex);
	for (unsigned i = 1; i < c->threads; i++)
		pthread_join(c->workers[i].id, NULL);
	pthread_mutex_destroy(&c->mutex);
	pthread_cond_destroy(&c->filled_one);
	pthread_cond_destroy(&c->handled_one);
	free(c->workers);
	free(c->places);
	free(c);
}

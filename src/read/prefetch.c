#include "read/prefetch.h"

#include <stdlib.h>

#include "base/memory.h"

struct prefetch_place {
	struct capture *capture; /* NULL = not open */
	unsigned inside;         /* threads working on it */
	bool closed;             /* no other thread may start on it */
};

void prefetch_init(struct prefetch *a, unsigned threads, const struct capture_options *how)
{
	*a = (struct prefetch){.how = *how, .threads = threads};
	a->how.read_ahead = threads > 1;
	a->places = memory_new(threads, sizeof *a->places);
	pthread_mutex_init(&a->mutex, NULL);
	pthread_cond_init(&a->left, NULL);
}

void prefetch_fini(struct prefetch *a)
{
	free(a->places);
	pthread_mutex_destroy(&a->mutex);
	pthread_cond_destroy(&a->left);
}

static struct prefetch_place *place_of(const struct prefetch *a, size_t item)
{
	return &a->places[item % a->threads];
}

/* Called and returns with the lock held. */
static void open_item(struct prefetch *a, size_t item)
{
	struct prefetch_place *p = place_of(a, item);
	const char *name = a->items[item].path->name;

	p->inside++;
	pthread_mutex_unlock(&a->mutex);
	struct capture *c = capture_new(name, &a->how);
	pthread_mutex_lock(&a->mutex);
	p->capture = c;
	p->inside--;
	pthread_cond_signal(&a->left);
}

/* -- reading thread -- */

/* Frees the place for another item. Called with the lock held. */
static void clear(struct prefetch *a, struct prefetch_place *p)
{
	p->closed = true;
	while (p->inside > 0)
		pthread_cond_wait(&a->left, &a->mutex);
	capture_close(p->capture);
	*p = (struct prefetch_place){.capture = NULL};
}

void prefetch_start(struct prefetch *a, const struct ordered_input *items, size_t count)
{
	pthread_mutex_lock(&a->mutex);
	a->items = items;
	a->count = count;
	pthread_mutex_unlock(&a->mutex);
}

struct capture *prefetch_take(struct prefetch *a, uint32_t first_input)
{
	pthread_mutex_lock(&a->mutex);
	struct prefetch_place *p = place_of(a, a->at);
	while (!p->capture && p->inside > 0)
		pthread_cond_wait(&a->left, &a->mutex);
	if (!p->capture)
		open_item(a, a->at);
	struct capture *c = p->capture;
	pthread_mutex_unlock(&a->mutex);
	capture_begin(c, first_input);
	return c;
}

void prefetch_next(struct prefetch *a)
{
	pthread_mutex_lock(&a->mutex);
	clear(a, place_of(a, a->at));
	a->at++;
	pthread_mutex_unlock(&a->mutex);
}

void prefetch_stop(struct prefetch *a)
{
	pthread_mutex_lock(&a->mutex);
	a->count = 0;
	for (size_t i = 0; i < a->threads; i++)
		clear(a, &a->places[i]);
	pthread_mutex_unlock(&a->mutex);
}

/* -- other threads -- */

/* Other than a regular file, an input may block until a writer opens it, or be readable only
 * once. */
static bool can_open(const struct ordered_input *item)
{
	return item->regular && !item->original && !item->other;
}

/* Called and returns with the lock held. */
static bool work_at(struct prefetch *a, size_t item)
{
	struct prefetch_place *p = place_of(a, item);

	if (p->closed)
		return false;
	if (p->capture) {
		p->inside++;
		pthread_mutex_unlock(&a->mutex);
		bool done = capture_read_ahead(p->capture);
		pthread_mutex_lock(&a->mutex);
		p->inside--;
		pthread_cond_signal(&a->left);
		return done;
	}
	if (p->inside > 0 || !can_open(&a->items[item]))
		return false;
	open_item(a, item);
	return true;
}

bool prefetch_work(struct prefetch *a)
{
	bool done = false;

	pthread_mutex_lock(&a->mutex);
	for (size_t i = 0; !done && i < a->threads && a->at + i < a->count; i++)
		done = work_at(a, a->at + i);
	pthread_mutex_unlock(&a->mutex);
	return done;
}
